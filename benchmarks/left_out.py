"""Each publisher scored by a scorer that never saw it: the scorer alone, and the linter with it.

    python benchmarks/left_out.py ../shared/gold            # a quarter of an hour on one core
    python benchmarks/left_out.py ../shared/gold --write    # and keep the tables in benchmarks/RESULTS.md

For every publisher whose sentences are labelled, the scorer is trained on the training articles of the others; then the
publisher's sentences are scored with it, and its articles are linted by the real command with it in place of the packaged one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks import accuracy
from benchmarks.results import write_section
from lint.rule import PhraseRule, UnsupportedRule
from lint.rulebook import packaged
from lint.scorer import HEADS
from training.dataset import UNSURE, load
from training.evaluate import HEADER, THRESHOLD, cells
from training.train import fit, save


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder with labels.jsonl, score.py, the articles, and train/ to train on")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gold = options.gold.resolve()
    data, test = load(gold / "train"), load(gold)
    records = accuracy.labelled(gold)
    files: dict[str, list[str]] = {}
    for record in records:
        if record["units"]:
            files.setdefault(record["publisher"], []).append(record["file"])
    scores, labelled = np.zeros(test.y.shape), (test.y != UNSURE).any(axis=1)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        found: list[dict[str, Any]] = []
        for names in left_out(set(files), set(data.publishers.tolist())):
            others, rows = ~np.isin(data.publishers, names), np.isin(test.publishers, names)
            models = [fit(data, head, others) for head in range(len(HEADS))]
            scores[rows] = np.stack([model.predict_proba(test.x[rows])[:, 1] for model in models], axis=1)
            save(models, data.slots, work / "scorer.npz")
            accuracy.lint(gold, work / "part.json", [file for name in names for file in files[name]], work / "scorer.npz")
            found += json.loads((work / "part.json").read_bytes())["findings"]
            print(*names, sep=", ", flush=True)
        findings = work / "findings.json"
        findings.write_text(json.dumps(found), encoding="utf-8")
        usual = work / "packaged.json"
        accuracy.lint(gold, usual)
        body = "\n\n".join(
            [
                "## Publishers left out",
                f"### The scorer alone, at {THRESHOLD}",
                scorer_table(test.y[labelled], scores[labelled], test.publishers[labelled]),
                "### The linter with that scorer, and with the packaged one",
                linter_table(gold, records, sorted(files), (findings, usual), work),
                *totals(gold, records, findings, work),
            ]
        )
    print(body)
    if options.write:
        write_section("Publishers left out", body)
    return 0


def left_out(scored: set[str], trained: set[str]) -> list[list[str]]:
    """The publishers to score, one at a time; those that nothing is trained on anyway share a training."""
    return [*([name] for name in sorted(scored & trained)), sorted(scored - trained)]


def scorer_table(truth: NDArray[np.int8], scores: NDArray[np.float64], publishers: NDArray[np.str_]) -> str:
    """How each head does on each publisher's sentences."""
    rows = [f"| publisher | sentences | {HEADER} |", "|---|--:|" + "---|" * len(HEADS)]
    names = sorted(set(publishers.tolist()))
    for name, which in [*((name, publishers == name) for name in names), ("**all**", np.ones(len(publishers), dtype=bool))]:
        rows.append(f"| {name} | {which.sum():,} | {cells(truth[which], scores[which])} |")
    return "\n".join(rows)


def families() -> list[str]:
    """The families that ask the scorer; to the others it makes no difference."""
    return sorted({rule.family for rule in packaged().rules if isinstance(rule, PhraseRule | UnsupportedRule) and rule.score})


def linter_table(gold: Path, records: list[dict[str, Any]], publishers: list[str], runs: tuple[Path, Path], work: Path) -> str:
    """Each publisher's sentences."""
    rows = [
        "| family | publisher | right | false | missed | precision | recall | F1 | F1, packaged scorer |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for family, name in product(families(), publishers):
        x, usual = (accuracy.score(gold, records, {name}, run, work)["families"][family] for run in runs)
        if x["right"] + x["missed"] + x["false_alarms"]:
            rows.append(
                f"| {family} | {name} | {x['right']} | {x['false_alarms']} | {x['missed']}"
                f" | {x['precision']:.2f} | {x['recall']:.2f} | {x['f1']:.2f} | {usual['f1']:.2f} |"
            )
    return "\n".join(rows)


def totals(gold: Path, records: list[dict[str, Any]], findings: Path, work: Path) -> Iterator[str]:
    """The same over many publishers, as benchmarks/accuracy.py has it for the packaged scorer."""
    for part, publishers in accuracy.parts(records).items():
        yield f"### Publishers left out: {part}"
        result = accuracy.score(gold, records, publishers, findings, work)
        yield accuracy.table(result, [*families(), "unreferenced article"])


if __name__ == "__main__":
    raise SystemExit(main())
