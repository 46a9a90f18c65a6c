"""What the report's tables hold, as the page's script wants it: rows of plain values."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lint.audit.report.archive import Archive
from lint.audit.report.figures import SEVERITIES, Figures
from lint.audit.report.page import web_address
from lint.audit.tables import Row

MOST_CLAIMS = 10_000

_REFERENCE = ("doi", "pmid", "year", "tier", "own_domain")
_CLAIM = ("article_id", "claim", "sentence", "type", "risk", "support", "rule", "url", *_REFERENCE)
_CHANGE = ("line", "severity", "rule", "text", "message")


def article_rows(figures: Figures, rules: Sequence[str], links: Mapping[str, str]) -> list[list[Any]]:
    """A row for each article listed; ``rules`` are those whose places stand for them, ``links`` the addresses of views."""
    places = {name: place for place, name in enumerate(rules)}
    return [
        [
            row["article_id"],
            row["title"] or row["path"],
            row["section"],
            "copy" if row["duplicate_of"] else row["status"],
            row["duplicate_of"] or row["reason"],
            row["words"],
            None if row["score"] is None else round(row["score"], 1),
            row["errors"],
            row["warnings"],
            row["infos"],
            row["claims"],
            row["claims_referenced"],
            row["author"],
            row["reviewer"],
            str(row["updated"] or row["published"] or "") or None,
            [
                [places[rule], SEVERITIES.index(severity), number]
                for rule, severity, number in figures.rules_of.get(row["article_id"], ())
            ],
            links.get(row["article_id"]),
        ]
        for row in figures.listed
    ]


def claim_rows(archive: Archive, links: Mapping[str, str]) -> list[list[Any]]:
    """The claims to look at first: those without support before the others, the gravest first; those of copies left out."""
    copies = set(archive.copies.to_pylist())

    def each() -> Iterator[Row]:
        for batch in archive.batches("claims", _CLAIM):
            yield from (row for row in batch.to_pylist() if row["article_id"] not in copies)

    chosen = heapq.nsmallest(
        MOST_CLAIMS, each(), key=lambda row: (_support(row["support"]), row["risk"], row["article_id"], row["claim"])
    )
    return [
        [
            row["article_id"],
            links.get(row["article_id"]),
            row["sentence"],
            row["type"],
            row["risk"],
            row["support"],
            row["rule"],
            web_address(row["url"]) or None,
            *(row[name] for name in _REFERENCE),
        ]
        for row in chosen
    ]


def change_rows(rows: Sequence[Row], links: Mapping[str, str]) -> list[list[Any]]:
    """Findings that are new or gone."""
    return [
        [
            row["article_id"],
            links.get(row["article_id"]),
            *(row[name] for name in ("line", "severity", "rule", "text", "message")),
        ]
        for row in rows
    ]


def _support(support: str) -> int:
    return {"none": 0, "named": 1}.get(support, 2)
