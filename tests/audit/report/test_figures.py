"""The figures of an audit, counted by hand on a few articles and by another way on many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lint.audit.report.archive import Archive, BadAudit
from lint.audit.report.figures import Figures, figures
from lint.audit.report.headline import headline
from tests.audit.report import made
from tests.audit.report.made import article, blank, finding


@pytest.fixture
def few(tmp_path: Path) -> Figures:
    """Five articles: a bad one, a good one, a copy of the bad one, one that failed, one that was skipped."""
    text = "Swallow 4 beans."
    names = [f"s/{number}.md" for number in range(5)]
    findings = {
        name: [finding(name, text, "disclaimer-missing", ""), finding(name, text, "dose-instruction", "4 beans")]
        for name in (names[0], names[2])
    }
    findings[names[1]] = [finding(names[1], text, "miracle", "beans", suppressed=True, suppression_reason="quoted")]
    claims = {"claims": 4, "claims_referenced": 1, "authorship": True}
    rows = [
        article(0, text, findings[names[0]], article_id=names[0], section="s", author="Ada", **claims),
        article(1, text, findings[names[1]], article_id=names[1], section="t", **claims),
        article(2, text, findings[names[2]], article_id=names[2], duplicate_of=names[0], duplicate_kind="exact"),
        blank(made._table("articles"), article_id=names[3], position=3, status="failed", reason="no UTF-8"),
        blank(made._table("articles"), article_id=names[4], position=4, status="skipped", reason="not English"),
    ]
    tables = {"articles": rows, "findings": [one for name in names[:3] for one in findings[name]]}
    return figures(Archive(made.write(tmp_path / "audit", tables)))


def test_copies_and_suppressed_findings_are_not_counted(few: Figures) -> None:
    assert (few.articles, few.whole.articles, few.copies) == (5, 2, Counter(exact=1))
    assert (few.whole.error, few.whole.warning, few.whole.suppressed, few.whole.touched) == (2, 0, 1, 1)
    assert {group.name: (group.error, group.suppressed, group.touched) for group in few.rules} == {
        "disclaimer-missing": (1, 0, 1),
        "dose-instruction": (1, 0, 1),
        "miracle": (0, 1, 0),
    }
    assert (few.without_disclaimer, few.claims, few.claims_referenced) == (1, 8, 2)


def test_sections_and_people_have_their_articles(few: Figures) -> None:
    assert [(group.name, group.articles, group.error) for group in few.sections] == [("s", 1, 2), ("t", 1, 0)]
    assert [(group.name, group.error) for group in few.authors] == [("Ada", 2), ("", 0)]


def test_the_worst_come_first_with_what_speaks_against_them(few: Figures) -> None:
    (worst,) = few.worst
    assert worst["article_id"] == "s/0.md"
    assert few.reasons(worst) == [("disclaimer-missing", "error", 1), ("dose-instruction", "error", 1)]
    assert [row["article_id"] for row in few.listed] == ["s/0.md", "s/1.md", "s/2.md", "s/3.md", "s/4.md"]


def test_what_was_not_checked_is_listed_with_its_reason(few: Figures) -> None:
    assert [(row["status"], row["reason"]) for row in few.failures] == [("failed", "no UTF-8"), ("skipped", "not English")]


def test_the_headline_says_it_in_words(few: Figures) -> None:
    said = {figure.name: figure.value for figure in headline(few)}
    assert said["Articles without a disclaimer"] == "50%"
    assert said["Claims with a reference"] == "25%"
    assert said["Not checked"] == "2"


def test_counts_of_a_large_archive_are_those_of_its_tables(tmp_path: Path) -> None:
    folder = made.archive(tmp_path / "audit", 300)
    found = figures(Archive(folder))
    copies = {row["article_id"] for row in pq.read_table(folder / "articles.parquet").to_pylist() if row["duplicate_of"]}
    rows = [row for row in pq.read_table(folder / "findings.parquet").to_pylist() if row["article_id"] not in copies]
    assert copies
    for group in found.rules:
        mine = [row for row in rows if row["rule"] == group.name]
        assert (group.error + group.warning + group.info, group.touched) == (
            len(mine),
            len({row["article_id"] for row in mine}),
        )
    assert found.whole.error == sum(group.error for group in found.rules) == sum(group.error for group in found.sections)


def test_an_empty_audit_has_figures_too(tmp_path: Path) -> None:
    found = figures(Archive(made.write(tmp_path / "audit", {})))
    assert (found.articles, found.worst, found.whole.score) == (0, [], None)
    assert headline(found)


def test_a_folder_without_an_audit_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadAudit, match=r"run\.json cannot be read .*healthlint audit"):
        Archive(tmp_path)
    folder = made.write(tmp_path / "audit", {})
    (folder / "findings.parquet").write_bytes(b"no table")
    with pytest.raises(BadAudit, match=r"findings\.parquet: cannot be read") as error:
        figures(Archive(folder))
    assert "\n" not in str(error.value)
