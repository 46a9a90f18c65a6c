"""Other linters on the same labelled articles: what they find of ours, and how long they take.

    python benchmarks/peers.py ../shared/gold PEERS            # PEERS is the folder they are installed in:
    python benchmarks/peers.py ../shared/gold PEERS --write    # and keep the tables in benchmarks/RESULTS.md

    python3 -m venv PEERS/peers
    PEERS/peers/bin/pip install proselint codespell llm-medical-guard medcreatorguard
    cd PEERS && npm install alex write-good textlint textlint-rule-alex textlint-rule-write-good markdownlint-cli2 cspell

What a peer reports is taken for a finding of ours wherever it can be (benchmarks/peer_findings.py says how).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks import accuracy
from benchmarks import peer_findings as found_by
from benchmarks.results import write_section
from lint import __version__

FAMILIES = ("dosing", "claims", "promotion", "language", "disclaimer", "unreferenced article")
WIDE = {"COLUMNS": "100000", "NO_COLOR": "1"}  # for those that fold their JSON to the terminal


@dataclass(frozen=True)
class Peer:
    """A linter: how it is called, on one article at a time or on all, and what its output says of which families."""

    name: str
    command: tuple[str, ...]
    one_by_one: bool = False
    read: found_by.Reader | None = None
    families: tuple[str, ...] = ()


PEERS = (
    Peer(
        "llm-medical-guard",
        ("peers/bin/llm-medical-guard", "check", "--json", "--strict", "-f"),
        one_by_one=True,
        read=found_by.llm_medical_guard,
        families=("dosing", "claims", "promotion", "disclaimer", "unreferenced article"),
    ),
    Peer(
        "medcreatorguard",
        ("peers/bin/medguard", "check", "--no-llm", "--json"),
        one_by_one=True,
        read=found_by.medcreatorguard,
        families=("claims", "promotion"),
    ),
    Peer(
        "proselint",
        ("peers/bin/proselint", "check", "-o", "json"),
        read=found_by.proselint,
        families=("promotion", "language"),
    ),
    Peer("alex", ("node_modules/.bin/alex",), read=found_by.alex, families=("language",)),
    Peer("write-good", ("node_modules/.bin/write-good", "--parse"), read=found_by.write_good, families=("promotion",)),
    Peer(
        "textlint",
        ("node_modules/.bin/textlint", "--rule", "alex", "--rule", "write-good", "-f", "json"),
        read=found_by.textlint,
        families=("promotion", "language"),
    ),
    Peer("codespell", ("peers/bin/codespell",)),
    Peer("markdownlint-cli2", ("node_modules/.bin/markdownlint-cli2",)),
    Peer("cspell", ("node_modules/.bin/cspell", "lint", "--no-progress")),
)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder with labels.jsonl, score.py and the articles")
    parser.add_argument("peers", type=Path, help="folder with peers/ (a virtual environment) and node_modules/")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gold, folder = options.gold.resolve(), options.peers.resolve()
    records = accuracy.labelled(gold)
    texts = {record["file"]: (gold / record["file"]).read_bytes().decode("utf-8") for record in records}
    rows: dict[str, list[str]] = defaultdict(list)
    speed = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        findings = work / "findings.json"
        start = processor_seconds()
        accuracy.lint(gold, findings)
        speed.append(f"| **healthlint** | {__version__} | {processor_seconds() - start:.1f} |")
        add(rows, "**healthlint**", FAMILIES, accuracy.score(gold, records, accuracy.parts(records)["all"], findings, work))
        for peer in PEERS:
            start = processor_seconds()
            outputs = list(run(peer, folder, gold, texts))
            used = processor_seconds() - start
            speed.append(f"| {peer.name}{' (*)' * peer.one_by_one} | {version(folder, peer)} | {used:.1f} |")
            print(speed[-1], flush=True)
            if peer.read:
                found = [finding for path, output in outputs for finding in peer.read(output, path, texts)]
                findings.write_text(json.dumps(found), encoding="utf-8")
                result = accuracy.score(gold, records, accuracy.parts(records)["all"], findings, work)
                add(rows, peer.name, peer.families, result)
    words = sum(len(text.split()) for text in texts.values())
    body = "\n".join(
        [
            "## Other linters on the same articles\n",
            "| family | linter | right | false | missed | precision | recall | F1 |\n|---|---|--:|--:|--:|--:|--:|--:|",
            *(row for family in FAMILIES for row in rows[family]),
            "\nWhat was taken for what, in the peer's favour where there was a choice:\n",
            found_by.__doc__.split("\n\n", 1)[1].strip() if found_by.__doc__ else "",
            f"\nAll {len(texts)} articles and excerpts, {words:,} words; (*) started anew for each article:\n",
            "| linter | version | processor seconds |",
            "|---|---|--:|",
            *speed,
        ]
    )
    print(body)
    if options.write:
        write_section("Peers", body)
    return 0


def run(peer: Peer, folder: Path, gold: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the peer prints, with the article where it is asked about one at a time."""
    command = [str(folder / peer.command[0]), *peer.command[1:]]
    environment = {**os.environ, **WIDE, "NODE_PATH": str(folder / "node_modules")}
    for arguments in [[path] for path in paths] if peer.one_by_one else [list(paths)]:
        done = subprocess.run([*command, *arguments], cwd=gold, env=environment, capture_output=True, check=False)
        yield arguments[0], (done.stdout + done.stderr).decode("utf-8")


def processor_seconds() -> float:
    """What child processes have used so far: unlike the clock, nearly the same on a busy machine."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def add(rows: dict[str, list[str]], name: str, families: Iterable[str], result: dict[str, Any]) -> None:
    """A row a family."""
    for family in families:
        x = result["families"][family]
        rows[family].append(
            f"| {family} | {name} | {x['right']} | {x['false_alarms']} | {x['missed']}"
            f" | {x['precision']:.3f} | {x['recall']:.3f} | {x['f1']:.3f} |"
        )


def version(folder: Path, peer: Peer) -> str:
    """Of the installed peer."""
    package = folder / "node_modules" / peer.name / "package.json"
    if package.exists():
        return str(json.loads(package.read_text(encoding="utf-8"))["version"])
    say = f"import importlib.metadata as m; print(m.version({peer.name!r}))"
    return subprocess.run([folder / "peers/bin/python", "-c", say], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
