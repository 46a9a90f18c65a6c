"""One record to rows: what an article says, what was found in it, and what becomes of one that cannot be read."""

from __future__ import annotations

import pickle
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from docx import Document

from lint.audit.examine import Examiner
from lint.audit.record import Examined, Record
from lint.audit.tables import TABLES
from lint.project import open_project

ARTICLE = """\
---
title: Pebbles
---
# Stones

Swallow 5 pebbles at dawn.

<!-- healthlint ignore-next best-soup: the cook insists -->
This is the best soup of all.
"""


FRENCH = "Les pommes de terre sont une bonne chose. " * 20


def record(text: str | bytes, name: str = "a.md", **values: object) -> Record:
    data = text if isinstance(text, bytes) else text.encode()
    known = {"article_id": f"stones/{name}", "position": 7, "path": f"stones/{name}", "section": "stones"}
    return Record(**{**known, "name": name, "data": data, **values})  # type: ignore[arg-type]


def examined(one: Record) -> Examined:
    return Examiner(open_project(Path())).examine(one)


def test_a_linted_article_is_a_row_with_its_findings_and_its_text(site: Path) -> None:
    rows = examined(record(ARTICLE)).rows
    (article,) = rows["articles"]
    kept = ("status", "reason", "title", "format", "section", "words", "errors", "warnings", "infos", "suppressed", "position")
    assert [article[name] for name in kept] == ["linted", "", "Pebbles", "markdown", "stones", 13, 1, 0, 0, 1, 7]
    assert [(f["rule"], f["suppressed"], f["suppression_reason"]) for f in rows["findings"]] == [
        ("swallow-pebbles", False, None),
        ("best-soup", True, "the cook insists"),
    ]
    (text,) = rows["texts"]
    for finding in rows["findings"]:
        assert text["text"][finding["start"] : finding["end"]] == finding["text"] != ""


def test_every_row_fits_its_table(site: Path) -> None:
    for one in (
        record(ARTICLE),
        record(CLAIMS),
        record(b"\xff"),
        record(""),
        record("Les pommes de terre sont une bonne chose. " * 20),
    ):
        rows = examined(one).rows
        for table in TABLES:
            for row in rows.get(table.name, ()):
                assert row.keys() == set(table.schema.names)
            pa.Table.from_pylist(list(rows.get(table.name, ())), table.schema).validate(full=True)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (record(b"ab\xff"), "byte 2 (0xFF) is not valid UTF-8 (invalid start byte); save the file as UTF-8"),
        (record(" \n"), "the file is empty; write the article, or name the file under 'exclude'"),
        (record("x", "a.pages"), "no reader for files named '.pages'; known suffixes are"),
        (record(b"", problem="the archive ends in the middle of a record"), "the archive ends in the middle of a record"),
    ],
)
def test_what_cannot_be_read_is_a_failed_row_with_the_reason(site: Path, one: Record, reason: str) -> None:
    rows = examined(one).rows
    (article,) = rows["articles"]
    assert article["status"] == "failed"
    assert article["reason"].startswith(reason)
    assert not rows.get("findings")


@pytest.mark.parametrize(("article_id", "name"), [("all.jsonl#12", "12.html"), ("all.jsonl#a.b", "x.md"), ("a.md", "a.md")])
def test_a_record_of_a_file_of_many_is_examined_in_its_own_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_id: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = examined(
        record("Most type 2 diabetics take tablets of 1.0 mg. It treats diabetes.", name, article_id=article_id)
    ).rows
    assert rows["articles"][0]["status"] == "linted"
    assert any(finding["fix"] for finding in rows["findings"])
    assert all(finding["article_id"] == article_id for finding in rows["findings"])


def test_a_fix_of_a_word_document_is_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = Document()
    document.add_paragraph("Most type 2 diabetics take tablets of 1.0 mg. It treats diabetes.")
    written = BytesIO()
    document.save(written)
    rows = examined(record(written.getvalue(), "a.docx")).rows
    assert rows["articles"][0]["status"] == "linted"
    assert any(finding["fix"] for finding in rows["findings"])


def test_a_crash_is_a_failed_row(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.audit.examine.signature", lambda words: 1 // 0)
    (article,) = examined(record(ARTICLE)).rows["articles"]
    assert article["status"] == "failed"
    assert "ZeroDivisionError" in article["reason"]


def test_what_the_source_says_beside_the_text_counts_unless_the_article_says_otherwise(site: Path) -> None:
    beside = {"title": "Rocks", "author": "Ada Moraine"}
    assert examined(record(ARTICLE, metadata=beside)).rows["articles"][0]["title"] == "Pebbles"
    assert examined(record("Swallow 5 pebbles.", metadata=beside)).rows["articles"][0]["title"] == "Rocks"


def test_the_title_of_a_page_is_its_main_heading(site: Path) -> None:
    page = '<html lang="en"><title>Stones | Quarry</title><h1>Stones</h1><p>Swallow 5 pebbles.</p>'
    assert examined(record(page, "a.html")).rows["articles"][0]["title"] == "Stones"


def test_rows_are_the_same_from_another_process(site: Path) -> None:
    examiner = Examiner(open_project(Path()))
    there = pickle.loads(pickle.dumps(examiner)).examine(record(ARTICLE))
    assert pickle.loads(pickle.dumps(there)) == examiner.examine(record(ARTICLE))


CLAIMS = """\
# Zinc

Zinc lozenges shorten the common cold by two days [1].

Zinc prevents the common cold. Zinc tablets relieve a sore throat and reduce fever, as [we wrote](https://www.facebook.com/zinc).

## References

1. Okafor A. Zinc and colds: a systematic review. BMJ. 2019;364:12-9. doi:10.1136/bmj.k4718
"""


def test_every_claim_is_a_row_with_the_reference_it_leans_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = examined(record(CLAIMS)).rows
    first, second, third = rows["claims"]
    kept = ("claim", "support", "rule", "reference_ids", "doi", "year", "tier", "own_domain")
    backed = [1, "mark", None, [2], "10.1136/bmj.k4718", 2019, "systematic-review", False]
    assert [first[name] for name in kept] == backed
    bare = [2, "none", "claim-efficacy", [], None, None, None, False]
    assert [second[name] for name in kept] == bare
    assert [third[name] for name in kept][:4] == [3, "none", "claim-efficacy", [1]]
    assert [(r["reference"], r["kind"], r["number"], r["claims"]) for r in rows["references"]] == [
        (1, "link", None, 1),
        (2, "entry", 1, 1),
    ]
    counted = ("claims", "claims_referenced", "claims_named", "references")
    assert [rows["articles"][0][name] for name in counted] == [3, 1, 0, 2]


def test_the_score_falls_as_violations_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examiner = Examiner(open_project(Path()))
    text = CLAIMS
    scores = []
    for more in (
        "",
        "Take 5 mg of melatonin before bed.",
        "Zinc cures the common cold.",
        "Call us today for a free quote!",
        "Most diabetics do.",
    ):
        text = text.replace("## References", f"{more}\n\n## References")
        scores.append(examiner.examine(record(text)).rows["articles"][0]["score"])
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
