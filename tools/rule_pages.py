"""Writes docs/rules/: a page for every rule, and a list of them. ``--check`` says whether the pages are as the rules say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lint.rule import Rule
from lint.rulebook import packaged
from lint.rulepage import page

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def pages(rules: list[Rule]) -> dict[Path, str]:
    """Every generated file and what must stand in it."""
    found = {FOLDER / rule.family / f"{rule.name}.md": page(rule) for rule in rules}
    return found | {FOLDER / "README.md": "\n".join(_index(rules))}


def _index(rules: list[Rule]) -> Iterator[str]:
    yield "# Rules\n\nMade from `rules/` by `make docs`; [how to write one](../rules.md)."
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield f"\n## {family}\n\n| rule | severity | what it finds |\n|---|---|---|"
        for rule in members:
            yield f"| [{rule.name}]({family}/{rule.name}.md) | {rule.severity} | {rule.summary} |"
    yield ""


def main() -> int:
    """Write the pages, or with ``--check`` return 1 where one is stale."""
    pack = packaged()
    for fault in pack.faults:
        print(fault, file=sys.stderr)
    wanted = pages(pack.rules)
    present = {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    stale = sorted(path for path in wanted.keys() | present.keys() if wanted.get(path) != present.get(path))
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(FOLDER.parents[1])} is not what the rules say; run make docs", file=sys.stderr)
        return int(bool(stale or pack.faults))
    for path in stale:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return int(bool(pack.faults))


if __name__ == "__main__":
    sys.exit(main())
