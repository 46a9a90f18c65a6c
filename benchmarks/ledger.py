"""How much of what labelled articles claim stands in the claims ledger, and with its reference.

python benchmarks/ledger.py ../shared/gold            # print
python benchmarks/ledger.py ../shared/gold --write    # and keep in benchmarks/RESULTS.md
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.results import main
from lint.engine import Engine
from lint.ledger import Ledger, Support
from lint.readers import read
from lint.rulebook import packaged

BACKED = {Support.LINK, Support.MARK, Support.TEXT}


def ledgers(folder: Path) -> Iterator[tuple[dict[str, Any], Ledger]]:
    """The labels and the ledger of each whole article that is labelled for claims."""
    rules = [rule for rule in packaged().rules if rule.enabled]
    engine, severities = Engine(rules), {rule.name: rule.severity for rule in rules}
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        labels = json.loads(line)
        if labels["file"].startswith("articles/"):
            article = read((folder / labels["file"]).read_bytes(), labels["file"])
            yield labels, engine.lint(article, severities, with_ledger=True).ledger or Ledger()


def counted(labels: dict[str, Any], ledger: Ledger) -> Counter[str]:
    """What became of the units of an article that the readers labelled alike."""
    found: Counter[str] = Counter()
    for unit in labels["units"]:
        if unit.get("claim") == "?":
            continue
        lines = [claim for claim in ledger.claims if claim.place.start < unit["end"] and claim.place.end > unit["start"]]
        found["claims"] += "claim" in unit
        found["listed"] += bool(lines)
        found["rightly"] += "claim" in unit and bool(lines)
        if unit.get("supported"):
            backed = [claim for claim in lines if claim.support in BACKED]
            found["supported"] += 1
            found["supported, listed"] += bool(lines)
            found["supported, backed"] += bool(backed)
            found["supported, with a reference"] += any(claim.references for claim in backed)
        elif "claim" in unit and lines:
            found["bare, listed"] += 1
            found["bare, backed"] += any(claim.support in BACKED for claim in lines)
    return found


def report(folder: Path) -> str:
    """The table for a folder of labelled articles."""
    found: Counter[str] = sum((counted(*one) for one in ledgers(folder)), Counter())
    rows = (
        ("sentences that need a reference: listed", "rightly", "claims"),
        ("sentences that it lists: need a reference", "rightly", "listed"),
        ("sentences with a reference in reach: listed", "supported, listed", "supported"),
        ("… listed as backed", "supported, backed", "supported"),
        ("… with the reference they lean on", "supported, with a reference", "supported"),
        ("listed sentences without one: listed as backed", "bare, backed", "bare, listed"),
    )
    lines = [
        "## The claims ledger",
        "",
        "Of the units that both readings labelled alike.",
        "",
        "| | of | share |",
        "|---|--:|--:|",
    ]
    lines += [f"| {name} | {found[of]} | {found[part] / max(found[of], 1):.3f} |" for name, part, of in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    main("ledger", __doc__, report)
