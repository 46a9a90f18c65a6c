"""References by tier and age, and the crosswalk to standards."""

from __future__ import annotations

from pathlib import Path

from lint.audit.report.archive import Archive
from lint.audit.report.crosswalk import crosswalk
from lint.audit.report.figures import Group
from lint.audit.report.sources import sources
from tests.audit.report import made
from tests.audit.report.made import article, blank


def test_references_have_a_tier_and_an_age(tmp_path: Path) -> None:
    stated = [
        ("journal", 2026),
        ("journal", 2024),
        ("journal", 2021),
        ("journal", 2016),
        ("journal", 2015),
        (None, None),
        (None, 2030),
    ]
    rows = [
        blank(made._table("references"), article_id="a", reference=number, tier=tier, year=year, own_domain=tier is None)
        for number, (tier, year) in enumerate(stated, 1)
    ]
    found = sources(Archive(made.write(tmp_path / "audit", {"articles": [article(0, "", [])], "references": rows})))
    assert found.by_tier == {
        "journal": {"up to 2 years": 2, "3 to 5 years": 1, "6 to 10 years": 1, "over 10 years": 1},
        "": {"no year": 2},
    }
    assert (found.year, found.total, found.own, found.by_year[2030]) == (2026, 7, 2, 0)


def test_an_item_of_a_standard_has_the_rules_that_found_something() -> None:
    ftc = {"name": "FTC, guidance", "url": "https://ftc.example"}
    rules = {
        "miracle": {"standards": [ftc, {"name": "A trade's code", "url": "https://trade.example"}]},
        "hype": {"standards": [ftc]},
        "quiet": {"standards": [{"name": "JAMA benchmarks (currency)", "url": "https://jama.example"}]},
        "free": {},
    }
    walk = crosswalk(rules, [Group("miracle", error=2, info=1), Group("hype", suppressed=4)])
    assert list(walk) == ["JAMA", "FTC", "Other standards"]
    (item,) = walk["FTC"]
    assert ([rule.name for rule in item.rules], item.errors, item.findings) == (["miracle"], 2, 3)
    assert walk["JAMA"][0].rules == []
