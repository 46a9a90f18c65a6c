"""The report in a real browser: what people do with it, by mouse and by keyboard, in light and dark, with many articles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lint.audit.report import write
from tests.audit.report import made
from tests.audit.report.conftest import Open
from tests.audit.report.made import article, blank, finding

TABS = ("overview", "articles", "rules", "claims", "references", "standards", "trend")
MOST_ROWS = 50


def rows(page: Page, table: str = "articles") -> Locator:
    return page.locator(f"[data-table={table}] tbody tr")


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"[data-table=articles] tbody tr > :nth-child({column})").all_inner_texts()


def found(page: Page) -> Locator:
    return page.locator("[data-table=articles] .found")


def choose(page: Page, key: str, label: str) -> None:
    page.locator(f"[data-table=articles] select[data-filter={key}]").select_option(label=label)


def test_the_worst_articles_why_and_who_are_on_the_first_page_and_a_click_shows_the_text(small: Path, visit: Open) -> None:
    page = visit(small)
    cards = page.locator(".cards > li")
    expect(cards).to_have_count(10)
    scores = [float(text) for text in cards.locator(".card-score b").all_inner_texts()]
    assert scores == sorted(scores)
    expect(cards.first).to_contain_text("Why")
    expect(cards.first).to_contain_text("Section:")
    cards.first.get_by_role("link").click()
    expect(page.locator("#article-title")).to_be_focused()
    assert page.locator("#article mark").count() > 0
    expect(page.locator("#overall")).to_be_hidden()


def test_a_filter_keeps_the_articles_it_names(small: Path, visit: Open) -> None:
    page = visit(small)
    page.get_by_role("tab", name="Articles").click()
    choose(page, "section", "heart")
    assert set(cells(page, 2)) == {"heart"}
    choose(page, "rule", "dose-instruction")
    expect(found(page)).to_contain_text("match")
    assert all(int(errors) > 0 for errors in cells(page, 4))
    choose(page, "severity", "info")
    expect(rows(page)).to_have_text("Nothing matches.")
    page.get_by_role("button", name="Clear").click()
    expect(rows(page)).to_have_count(40)


def test_a_column_sorts_both_ways_and_says_so(small: Path, visit: Open) -> None:
    page = visit(small)
    page.get_by_role("tab", name="Articles").click()
    head = page.get_by_role("columnheader", name="Warnings")
    for direction, ordered in (("descending", lambda a, b: a >= b), ("ascending", lambda a, b: a <= b)):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", direction)
        numbers = [int(text) for text in cells(page, 5)]
        assert all(ordered(a, b) for a, b in pairwise(numbers))


def test_the_search_looks_at_titles_paths_and_people(small: Path, visit: Open) -> None:
    page = visit(small)
    page.get_by_role("tab", name="Articles").click()
    search = page.locator("[data-table=articles]").get_by_label("Search")
    search.fill("article 17")
    expect(rows(page)).to_have_count(1)
    search.fill("ada fenn")
    assert set(cells(page, 9)) == {"Ada Fenn"}


def test_a_rule_or_a_person_leads_to_their_articles(small: Path, visit: Open) -> None:
    page = visit(small)
    page.locator('[data-rule="dose-instruction"]').first.click()
    expect(page.get_by_role("tab", name="Articles")).to_have_attribute("aria-selected", "true")
    assert all(int(errors) > 0 for errors in cells(page, 4))
    page.get_by_role("tab", name="Overview").click()
    page.locator('[data-search="Boyd Quill"]').click()
    assert set(cells(page, 9)) == {"Boyd Quill"}


def test_tabs_articles_and_findings_work_by_keyboard(small: Path, visit: Open) -> None:
    page = visit(small)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("tab", name="Overview").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Articles")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Trend")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#overview")).to_be_visible()
    page.locator(".cards a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#article-title")).to_be_focused()
    page.locator(".mark-number").first.focus()
    page.keyboard.press("Enter")
    note = page.locator(".note:focus")
    expect(note).to_have_count(1)
    expect(note.get_by_text("Instead:")).to_be_visible()
    page.go_back()
    expect(page.locator("#overall")).to_be_visible()


def test_a_click_on_marked_words_goes_to_the_finding(small: Path, visit: Open) -> None:
    page = visit(small)
    page.locator(".cards a").first.click()
    mark = page.locator("mark").first
    mark.click()
    expect(page.locator(".note:focus")).to_have_attribute("data-note", mark.get_attribute("data-notes") or "")


def test_findings_of_a_severity_can_be_put_away(small: Path, visit: Open) -> None:
    page = visit(small)
    page.locator(".cards a").first.click()
    errors = page.locator(".note.error")
    expect(errors.first).to_be_visible()
    page.get_by_label("error", exact=True).uncheck()
    expect(errors.first).to_be_hidden()


def test_the_theme_follows_the_system_and_the_button_and_is_kept(small: Path, visit: Open) -> None:
    page = visit(small, color_scheme="dark")

    def lightness() -> int:
        return int(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((a, b) => a + +b, 0)"))

    assert lightness() < 150
    page.get_by_role("button", name="Light theme").click()
    assert lightness() > 600
    page.reload()
    assert lightness() > 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(small: Path, visit: Open, scheme: str) -> None:
    page = visit(small, color_scheme=scheme, reduced_motion="reduce")
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
        results = Axe().run(page)
        assert results.violations_count == 0, f"{tab}: {results.generate_report()}"
    page.goto(f"{small.as_uri()}#article-1")
    page.get_by_label("explanations").check()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_charts_are_drawn_and_say_the_same_in_tables(small: Path, visit: Open) -> None:
    page = visit(small)
    charts = page.locator("#overview .chart")
    assert charts.count() == 4
    for chart in charts.all():
        expect(chart.locator("svg.drawn rect").first).to_be_attached()
        chart.locator("summary").click()
        expect(chart.locator("table")).to_be_visible()


def test_ten_thousand_articles_are_shown_a_page_at_a_time(large: Path, visit: Open) -> None:
    page = visit(large)
    page.get_by_role("tab", name="Articles").click()
    assert rows(page).count() == MOST_ROWS
    expect(found(page)).to_have_text("10,000 in all")
    page.get_by_role("button", name="Last").click()
    expect(page.locator("[data-table=articles] .shown")).to_have_text("9,951–10,000 of 10,000")
    page.get_by_role("columnheader", name="Words").get_by_role("button").click()
    choose(page, "family", "dosing")
    page.locator("[data-table=articles]").get_by_label("Search").fill("article 99")
    expect(found(page)).to_contain_text("of 10,000 match")
    assert 0 < rows(page).count() <= MOST_ROWS
    assert page.evaluate("document.querySelectorAll('*').length") < 5000
    name = page.locator("[data-table=articles] tbody a").first.inner_text()
    page.locator("[data-table=articles] tbody a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    assert "/articles/" in page.url
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("link", name="All articles").click()
    expect(page.get_by_role("tab", name="Articles")).to_have_attribute("aria-selected", "true")


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<!--<script>",
    "</template><script>alert(4)</script>",
    '"><svg onload=alert(5)>',
    "\u202egnihton\u202c",
    "{{ 7 * 7 }}",
)


@pytest.mark.parametrize("copies", [1, 101], ids=["embedded", "pages"])
def test_nothing_in_an_article_acts(tmp_path: Path, visit: Open, copies: int) -> None:
    words = " ".join(HOSTILE)
    text = f"# {words}\n\nSwallow 4 beans [here](javascript:alert(6)) {words}\n\n    {words}\n\n<script>alert(7)</script>\n"
    said = {"message": words, "suggestion": words, "fix": words, "suppression_reason": words, "weighed": [words]}
    tables: dict[str, list[made.Row]] = {"articles": [], "findings": [], "claims": [], "references": [], "texts": []}
    for position in range(copies):
        name = f"{position} {words}"
        one = finding(name, text, "dose-instruction", "4 beans", **said)
        url = {"url": "javascript:alert(8)", "doi": words, "tier": words}
        tables["findings"].append(one)
        tables["claims"].append(blank(made._table("claims"), article_id=name, claim=1, sentence=words, type=words, **url))
        tables["references"].append(blank(made._table("references"), article_id=name, reference=1, text=words, **url))
        tables["texts"].append({"article_id": name, "text": text})
        known = {"article_id": name, "path": words, "title": words, "section": words, "author": words, "reviewer": words}
        tables["articles"].append(article(position, text, [one], **known, url="javascript:alert(9)"))
    before = made.write(tmp_path / "before", {})
    (report, *_) = write(made.write(tmp_path / "audit", tables, corpus=[words], healthlint=words), before)
    page = visit(report)
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
    page.locator("#tab-overview").click()
    page.locator(".cards a").first.click()
    expect(page.locator("h1:visible")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("h1:visible")).to_contain_text("<U+202E>gnihton")
    page.get_by_label("explanations").check()
    assert page.locator("mark").count() == 1
    assert page.locator("a[href^='javascript' i], img, svg[onload], [onerror]").count() == 0


@pytest.mark.parametrize("width", [1300, 600])
def test_findings_beside_the_text_never_cover_each_other(small: Path, visit: Open, width: int) -> None:
    page = visit(small)
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".cards a").first.click()
    for opened in (False, True):
        page.locator(".explain").set_checked(opened)
        boxes = [box for note in page.locator(".article-text .note").all() if (box := note.bounding_box())]
        assert len(boxes) > 1
        assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
