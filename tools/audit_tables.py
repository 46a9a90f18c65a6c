"""Writes docs/audit-tables.md: the columns of an audit's tables, the tiers. ``--check`` says whether it is as the code says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from lint.audit.tables import TABLES, Table
from lint.audit.tiers import packaged_tiers

PAGE = Path(__file__).parents[1] / "docs" / "audit-tables.md"
_TYPES = {
    "string": "text",
    "bool": "true or false",
    "double": "number",
    "int32": "integer",
    "int64": "integer",
    "binary": "bytes",
}


def page() -> str:
    """What must stand in the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# The tables of an audit\n"
    yield "Made from `lint/audit/tables.py` by `make docs`. Each table is a Parquet file in the folder of the audit;"
    yield "the meaning of a column stands in its schema too. Offsets are code points of the article as it was read."
    for table in TABLES:
        yield from _table(table)
    yield "\n## Tiers\n"
    yield "What kind of source a reference leads to, the strongest for a statement on health first. `rules/tiers.yaml` says by"
    yield "which addresses and words; a tier says nothing of whether the page is right.\n"
    yield "| tier | what belongs to it |\n|---|---|"
    for name, tier in packaged_tiers().tiers.items():
        yield f"| `{name}` | {tier.meaning} |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.meaning}\nOrdered by {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | holds | meaning |\n|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column.type)}{', or null' if column.null else ''} | {column.meaning} |"


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}s"
    return "date" if pa.types.is_date(kind) else _TYPES[str(kind)]


def main() -> int:
    """Write the page, or with ``--check`` return 1 where it is stale."""
    wanted = page()
    fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
    if "--check" in sys.argv[1:]:
        if not fresh:
            print(f"{PAGE.relative_to(PAGE.parents[1])} is not what the tables say; run make docs", file=sys.stderr)
        return int(not fresh)
    if not fresh:
        PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
