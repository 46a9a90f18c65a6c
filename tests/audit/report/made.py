"""Audits made up for tests: the tables of an archive of any size, the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lint.audit.score import PARTS
from lint.audit.tables import TABLES, Table

Row = dict[str, Any]

RULES: dict[str, tuple[str, str, str]] = {
    "disclaimer-missing": ("disclaimer", "error", "HONcode, principle 2 (complementarity)"),
    "dose-instruction": ("dosing", "error", "CAP Code, rule 12.2 (medicines and treatments)"),
    "claim-statistic": ("claims", "warning", "JAMA benchmarks (attribution)"),
    "miracle": ("promotion", "warning", "FTC, Health Products Compliance Guidance"),
    "unit-abbreviation": ("notation", "info", "ISMP: list of error-prone abbreviations"),
}
SECTIONS = ("sleep", "heart", "skin", "")
AUTHORS = ("Ada Fenn", "Boyd Quill", None)
SENTENCES = {
    "dose-instruction": ("Swallow 4 beans at noon.", "Swallow 4 beans"),
    "claim-statistic": ("Soup helps nine in ten walkers.", "nine in ten"),
    "miracle": ("Soup is a miracle for tired knees.", "miracle"),
    "unit-abbreviation": ("The bowl holds 3 IU of barley.", "IU"),
}
PLAIN = "Beans grow on poles, and barley grows in wide fields."


def blank(table: Table, **known: Any) -> Row:
    """A row with nothing in it but what is ``known``."""
    empty = {"string": "", "bool": False, "double": 0.0, "list<element: string>": [], "list<element: int32>": []}
    row = {column.name: None if column.null else empty.get(str(column.type), 0) for column in table.columns}
    row |= {column.name: [] for column in table.columns if pa.types.is_list(column.type)}
    assert known.keys() <= row.keys()
    return row | known


def finding(article: str, text: str, rule: str, words: str, **known: Any) -> Row:
    """A finding on the first place where ``words`` stand in ``text``; on the whole article if there are none."""
    family, severity, _ = RULES[rule]
    start = text.index(words)
    line = text.count("\n", 0, start) + 1
    fingerprint = sha256(f"{article} {rule} {words}".encode()).hexdigest()[:16]
    values: Row = {"family": family, "rule": rule, "severity": severity, "message": f"This breaks {rule}.", "line": line}
    values |= {"suggestion": "Write something else.", "start": start, "end": start + len(words), "column": 1, "text": words}
    values |= {"confidence": 1.0, "fingerprint": fingerprint}
    return blank(_table("findings"), article_id=article, **{**values, **known})


def article(position: int, text: str, findings: Sequence[Row], **known: Any) -> Row:
    """The row of a linted article with these findings."""
    held = [one["severity"] for one in findings if not one["suppressed"]]
    errors, warnings, infos = (held.count(severity) for severity in ("error", "warning", "info"))
    score = max(100.0 - 15 * errors - 4 * warnings, 0)
    name = f"a/{position:06}.md"
    values: Row = {"article_id": name, "path": name, "position": position, "title": f"Article {position}", "format": "markdown"}
    values |= {"status": "linted", "bytes": len(text), "words": len(text.split()), "errors": errors, "warnings": warnings}
    values |= {"infos": infos, "suppressed": len(findings) - len(held), "score": score}
    values |= {f"score_{name}": part.weight * score / 100 for name, part in PARTS.items()}
    return blank(_table("articles"), **{**values, **known})


def write(folder: Path, tables: Mapping[str, Sequence[Row]], **run: Any) -> Path:
    """Writes the tables and ``run.json`` into a new folder, and returns it."""
    folder.mkdir(parents=True)
    for table in TABLES:
        rows = pa.Table.from_pylist(list(tables.get(table.name, ())), table.schema)
        pq.write_table(rows, folder / f"{table.name}.parquet", row_group_size=64)
    rules = {
        name: {
            "family": family,
            "severity": severity,
            "summary": f"Finds {name}.",
            "why": f"The reason for {name}.",
            "instead": f"What to write instead of {name}.",
            "standards": [{"name": standard, "url": "https://standards.example/item"}],
        }
        for name, (family, severity, standard) in RULES.items()
    }
    known = {"healthlint": "1.0", "corpus": ["archive"], "rules": rules, "timing": {"started": "2026-05-04T03:02:01+00:00"}}
    (folder / "run.json").write_text(json.dumps({**known, **run}), encoding="utf-8")
    return folder


def archive(folder: Path, size: int, seed: int = 1) -> Path:
    """An audit of ``size`` articles with findings, claims and references; some are copies, some failed or were skipped."""
    chance = random.Random(seed)
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for position in range(size):
        for name, rows in _one(position, chance).items():
            tables[name] += rows
    return write(folder, tables)


def _one(position: int, chance: random.Random) -> dict[str, list[Row]]:
    section = chance.choice(SECTIONS)
    name = f"{section or 'top'}/{position:06}.md"
    known: Row = {"article_id": name, "path": name, "section": section, "author": chance.choice(AUTHORS)}
    if chance.random() < 0.03:
        status = chance.choice(("failed", "skipped"))
        row = blank(_table("articles"), **known, position=position, status=status, reason=f"it was {status}", format="markdown")
        return {"articles": [row]}
    rules = [rule for rule in SENTENCES if chance.random() < 0.5]
    sentences = [SENTENCES[rule][0] for rule in rules] + [PLAIN] * chance.randint(1, 6)
    chance.shuffle(sentences)
    text = f"# Article {position}\n\n" + "\n\n".join(sentences) + "\n"
    findings = [finding(name, text, rule, SENTENCES[rule][1]) for rule in rules]
    if chance.random() < 0.3:
        findings.append(finding(name, text, "disclaimer-missing", ""))
    claims, references = _claims(name, text), _references(name, chance)
    known |= {"claims": len(claims), "references": len(references), "published": date(2020, 1, 1 + position % 28)}
    if position and chance.random() < 0.02:
        known |= {"duplicate_of": f"{section or 'top'}/000000.md", "duplicate_kind": "near"}
    rows = {"articles": [article(position, text, findings, **known)], "claims": claims, "references": references}
    ordered = sorted(findings, key=lambda row: (row["start"], row["end"], row["rule"]))
    return {**rows, "findings": ordered, "texts": [{"article_id": name, "text": text}]}


def _claims(name: str, text: str) -> list[Row]:
    sentence = SENTENCES["claim-statistic"][0]
    if sentence not in text:
        return []
    start = text.index(sentence)
    place = {"start": start, "end": start + len(sentence), "sentence": sentence}
    return [blank(_table("claims"), article_id=name, claim=1, type="statistic", risk=3, support="none", **place)]


def _references(name: str, chance: random.Random) -> list[Row]:
    tiers = ("journal", "government", "other", None)
    return [
        blank(
            _table("references"),
            article_id=name,
            reference=number,
            kind="link",
            text="A study of soup",
            url="https://journal.example/soup",
            tier=chance.choice(tiers),
            year=chance.choice((None, *range(1990, 2026))),
        )
        for number in range(1, chance.randint(1, 4))
    ]


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)
