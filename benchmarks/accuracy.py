"""Precision and recall on labelled articles: runs the real command, and the folder's own score.py.

    python benchmarks/accuracy.py ../shared/gold              # the table, the read and the unread part, the floors
    python benchmarks/accuracy.py ../shared/gold --by-rule    # and each rule's precision
    python benchmarks/accuracy.py ../shared/gold --write      # and keep them in benchmarks/RESULTS.md

The publishers in benchmarks/unread-publishers.txt were chosen before the first rule was written: nobody reads their errors, so
their part of the table says how well the rules carry over. docs/accuracy.md has the rest of the method.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
import lint as package
from benchmarks import floors
from benchmarks.results import write_section
from lint.rulebook import packaged_folder

UNREAD = Path(__file__).parent / "unread-publishers.txt"
HEALTHLINT = str(Path(sys.executable).parent / "healthlint")
FOLDERS = ("articles", "excerpts", "whole")
GOVERNMENT = ("abachaa/MedQuAD", "department-of-veterans-affairs/vagov-content")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder with labels.jsonl, score.py and the articles")
    parser.add_argument("--by-rule", action="store_true")
    parser.add_argument(
        "--write",
        nargs="?",
        const="Accuracy",
        metavar="HEADING",
        help="keep the tables in benchmarks/RESULTS.md, under this heading",
    )
    parser.add_argument("--scorer", type=Path, help="a model to use in place of lint/scorer.npz")
    options = parser.parse_args()
    gold = options.gold.resolve()
    records = labelled(gold)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        findings = work / "findings.json"
        lint(gold, findings, scorer=options.scorer)
        publishers = parts(records)
        tables = {part: score(gold, records, names, findings, work) for part, names in publishers.items()}
        articles = [gold / record["file"] for record in records]
        for floor in ("keywords", "always fires"):
            floors.write(articles, floor, work / "floor.json")
            tables[f"floor: {floor}"] = score(gold, records, publishers["all"], work / "floor.json", work)
        every = score(gold, records, publishers["all"], findings, work, least="info")
        severities = {finding["rule"]: finding["severity"] for finding in json.loads(findings.read_bytes())["findings"]}
    text = "\n\n".join(f"### Accuracy: {part}\n\n{table(result)}" for part, result in tables.items())
    print(text)
    rules = by_rule(every, severities)
    if options.by_rule:
        print(rules)
    if options.write:
        write_section(
            options.write, f"## {options.write}\n\n{text}" + (f"\n\n### By rule\n\n{rules}" if options.by_rule else "")
        )
    return 0


def labelled(gold: Path) -> list[dict[str, Any]]:
    """The labelled articles of a folder: file, publisher, units."""
    return [json.loads(line) for line in (gold / "labels.jsonl").read_text(encoding="utf-8").splitlines()]


def parts(records: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The publishers that each table is about."""
    unread = set(UNREAD.read_text(encoding="utf-8").splitlines())
    publishers = {record["publisher"] for record in records}
    return {
        "all": publishers,
        "read publishers": publishers - unread,
        "unread publishers": publishers & unread,
        "government": set(GOVERNMENT),
    }


def lint(gold: Path, findings: Path, articles: Sequence[str] = FOLDERS, scorer: Path | None = None) -> None:
    """Run ``healthlint check`` on the labelled articles, as published: default profile, everything in the JSON.

    With ``scorer``, it runs from a copy of the package that holds this model in place of its own.
    """
    words = ["check", *articles, "--format", "json", "--output", str(findings), "--no-cache", "--jobs", "1"]
    with tempfile.TemporaryDirectory() as name:
        command, environment = [HEALTHLINT], dict(os.environ)
        if scorer:
            copy = Path(name) / "lint"
            shutil.copytree(Path(package.__path__[0]), copy)
            shutil.copytree(packaged_folder(), copy / "rules", dirs_exist_ok=True)
            shutil.copy(scorer, copy / "scorer.npz")
            command = [sys.executable, "-c", "from lint.cli import main; main()"]
            environment["PYTHONPATH"] = name
        status = subprocess.run([*command, *words], cwd=gold, env=environment, check=False).returncode
    if status not in (0, 1):
        raise SystemExit(f"healthlint failed with status {status}")


def score(
    gold: Path, records: list[dict[str, Any]], publishers: Collection[str], findings: Path, work: Path, least: str = "warning"
) -> dict[str, Any]:
    """What score.py says of the findings on the articles of these publishers."""
    part = work / "part"
    part.mkdir(exist_ok=True)
    kept = [record for record in records if record["publisher"] in publishers]
    for folder in FOLDERS:
        if not (part / folder).exists():
            (part / folder).symlink_to(gold / folder)
    (part / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in kept), encoding="utf-8")
    command = [sys.executable, str(gold / "score.py"), str(findings), "--gold", str(part), "--json", "--min-severity", least]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result


def table(result: dict[str, Any], families: Collection[str] = ()) -> str:
    """A Markdown table of a scorer's result, for these families or all."""
    rows = [
        "| family | right | false | missed | precision | recall | F1 | false alarms / 1,000 words |",
        "|---|--:|--:|--:|---|---|--:|--:|",
    ]
    for family, x in result["families"].items():
        if families and family not in families:
            continue
        precision, recall = (
            f"{x[key]:.3f} [{x[key + '_interval'][0]:.2f}–{x[key + '_interval'][1]:.2f}]" for key in ("precision", "recall")
        )
        rate = x.get("false_alarms_per_1000_words", "")
        rows.append(
            f"| {family} | {x['right']} | {x['false_alarms']} | {x['missed']}"
            f" | {precision} | {recall} | {x['f1']:.3f} | {rate} |"
        )
    return "\n".join(rows)


def by_rule(result: dict[str, Any], severities: dict[str, str]) -> str:
    """Every rule's hits on labelled units and their precision; rules about whole articles are scored in the tables above."""
    rows = ["| rule | severity | right | wrong | precision |", "|---|---|--:|--:|--:|"]
    for rule, x in result["rules"].items():
        rows.append(f"| {rule} | {severities[rule]} | {x['right']} | {x['wrong']} | {x['precision']:.2f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
