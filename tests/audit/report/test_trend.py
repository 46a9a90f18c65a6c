"""What is new, gone and unchanged between two audits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lint.audit.report.archive import Archive
from lint.audit.report.trend import trend
from tests.audit.report import made
from tests.audit.report.made import Row, article, finding

TEXT = "A miracle: swallow 4 beans, nine in ten do, a miracle."


def audit(folder: Path, *found: Row) -> Archive:
    rows = [article(0, TEXT, found, article_id="a")]
    return Archive(made.write(folder, {"articles": rows, "findings": found}))


def one(rule: str, words: str, fingerprint: str, **known: object) -> Row:
    return finding("a", TEXT, rule, words, fingerprint=fingerprint, **known)


def test_findings_are_told_by_their_fingerprints_and_counted(tmp_path: Path) -> None:
    stays, twice = one("miracle", "miracle", "f1"), one("claim-statistic", "nine", "f2")
    before = audit(tmp_path / "before", stays, twice, twice, one("unit-abbreviation", "ten", "f3"))
    now = audit(tmp_path / "now", stays, twice, one("dose-instruction", "4 beans", "f4"))
    result = trend(now, before)
    assert result.new == Counter({("dose-instruction", "error"): 1})
    assert result.gone == Counter({("claim-statistic", "warning"): 1, ("unit-abbreviation", "info"): 1})
    assert result.same == Counter({("miracle", "warning"): 1, ("claim-statistic", "warning"): 1})
    assert [(row["rule"], row["text"]) for row in result.appeared] == [("dose-instruction", "4 beans")]
    assert [row["rule"] for row in result.vanished] == ["claim-statistic", "unit-abbreviation"]
    assert result.errors(result.new) == "1 of them errors"


def test_suppressing_a_finding_makes_it_go(tmp_path: Path) -> None:
    before = audit(tmp_path / "before", one("miracle", "miracle", "f1"))
    now = audit(tmp_path / "now", one("miracle", "miracle", "f1", suppressed=True, suppression_reason="quoted"))
    result = trend(now, before)
    assert (result.new.total(), result.gone.total(), result.same.total()) == (0, 1, 0)


def test_against_itself_nothing_changed(tmp_path: Path) -> None:
    archive = Archive(made.archive(tmp_path / "audit", 50))
    result = trend(archive, archive)
    assert (result.new.total(), result.gone.total(), result.appeared) == (0, 0, [])
    assert result.same.total() > 50
    assert result.label == "the audit of 2026-05-04"


def test_against_nothing_everything_is_new(tmp_path: Path) -> None:
    result = trend(audit(tmp_path / "now", one("miracle", "miracle", "f1")), audit(tmp_path / "before"))
    assert (result.new.total(), len(result.appeared)) == (1, 1)
