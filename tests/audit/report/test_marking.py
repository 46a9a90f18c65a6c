"""Findings in the text: where they stand, in every format, overlapping, suppressed, out of sight, and too many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.article import Role
from lint.audit.report import marking
from lint.audit.report.marking import Marked, Note, mark
from tests.audit.report.made import Row, finding


def marked(text: str, *found: tuple[str, str], format_: str = "markdown", **known: object) -> Marked:
    return mark(text, "article", format_, [finding("a", text, rule, words, **known) for rule, words in found])


def shown(result: Marked) -> list[tuple[str, str]]:
    """Each marked stretch and the rules that mark it, the worst first."""
    return [
        (segment.text, " ".join(note.finding["rule"] for note in segment.notes))
        for passage in result.passages
        for block in passage.blocks
        for segment in block.segments
        if segment.notes
    ]


def rules(notes: list[Note]) -> list[str]:
    return [note.finding["rule"] for note in notes]


def test_words_are_marked_in_markdown_html_and_text() -> None:
    expected = [("4 beans", "dose-instruction")]
    assert shown(marked("# Soup\n\nSwallow *4 beans* daily.\n", ("dose-instruction", "4 beans"))) == expected
    page = "<html><body><main><p>A &amp; B: <b>swallow</b> 4 beans</p></main></body></html>"
    assert shown(marked(page, ("dose-instruction", "4 beans"), format_="html")) == expected
    assert shown(marked("Swallow 4 beans.\n", ("dose-instruction", "4 beans"), format_="docx")) == expected


def test_a_docx_has_a_paragraph_a_line() -> None:
    result = marked("Soup\nSwallow 4 beans.\n\nThen rest.", ("dose-instruction", "4 beans"), format_="docx")
    assert ["".join(part.text for part in passage.blocks[0].segments) for passage in result.passages] == [
        "Soup",
        "Swallow 4 beans.",
        "Then rest.",
    ]


def test_markup_inside_the_words_of_a_finding_does_not_part_it() -> None:
    result = marked("Swallow **4** beans daily.\n", ("dose-instruction", "Swallow **4** beans"))
    assert shown(result) == [("Swallow 4 beans", "dose-instruction")]


def test_overlapping_findings_share_their_words_and_the_worse_comes_first() -> None:
    text = "This miracle soup helps nine in ten.\n"
    result = marked(text, ("miracle", "miracle soup"), ("dose-instruction", "soup helps"))
    assert shown(result) == [("miracle ", "miracle"), ("soup", "dose-instruction miracle"), (" helps", "dose-instruction")]
    ends = [(segment.text, rules(list(segment.ends))) for segment in result.passages[0].blocks[0].segments if segment.ends]
    assert ends == [("soup", ["miracle"]), (" helps", ["dose-instruction"])]


def test_a_suppressed_finding_is_marked_as_such_behind_all_others() -> None:
    text = "This miracle soup.\n"
    quiet = finding("a", text, "dose-instruction", "miracle", suppressed=True, suppression_reason="the cook insists")
    result = mark(text, "a.md", "markdown", [quiet, finding("a", text, "unit-abbreviation", "miracle")])
    assert shown(result) == [("miracle", "unit-abbreviation dose-instruction")]
    assert [note.kind for note in result.passages[0].notes] == ["suppressed", "info"]


def test_findings_about_the_article_and_out_of_sight_are_listed_apart() -> None:
    text = "Soup.\n\n<!-- swallow 4 beans -->\n"
    result = marked(text, ("disclaimer-missing", ""), ("dose-instruction", "4 beans"))
    assert (rules(result.about), rules(result.elsewhere), shown(result)) == (["disclaimer-missing"], ["dose-instruction"], [])


def test_lists_and_tables_stay_together() -> None:
    text = "# Soup\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n"
    result = marked(text)
    assert [(passage.role, len(passage.blocks)) for passage in result.passages] == [
        (Role.HEADING, 1),
        (Role.LIST_ITEM, 2),
        (Role.TABLE_CELL, 4),
    ]
    assert [[cell.segments[0].text for cell in row] for row in result.passages[2].rows] == [["a", "b"], ["c", "d"]]


def test_headings_never_skip_a_level() -> None:
    result = marked("# One\n\n#### Four\n\n## Two\n")
    assert [block.level for passage in result.passages for block in passage.blocks] == [1, 2, 2]


def test_a_finding_over_two_blocks_has_one_note_and_marks_in_both() -> None:
    result = marked("Swallow\n\n4 beans.\n", ("dose-instruction", "Swallow\n\n4 beans"))
    assert shown(result) == [("Swallow", "dose-instruction"), ("4 beans", "dose-instruction")]
    assert [rules(passage.notes) for passage in result.passages] == [["dose-instruction"], []]


def test_of_a_very_long_article_only_the_parts_with_findings_are_shown() -> None:
    text = "Beans.\n\n" * (marking.MOST_CHARACTERS // 8 + 1) + "Swallow 4 peas.\n"
    result = marked(text, ("dose-instruction", "4 peas"))
    assert result.cut
    assert [block.segments[0].text for passage in result.passages for block in passage.blocks] == ["Swallow "]


def test_of_very_many_findings_the_gravest_are_kept() -> None:
    text = "miracle " * (marking.MOST_NOTES + 3)
    minor: list[Row] = [
        finding("a", text, "unit-abbreviation", "miracle", start=at * 8, end=at * 8 + 7) for at in range(marking.MOST_NOTES + 2)
    ]
    result = mark(text, "a.md", "markdown", [*minor, finding("a", text, "dose-instruction", "miracle")])
    assert result.left_out == 3
    assert "dose-instruction" in rules(result.passages[0].notes)


@given(st.data())
def test_whatever_is_marked_the_text_is_whole_and_every_finding_has_its_note(data: st.DataObject) -> None:
    text = data.draw(
        st.sampled_from(["One *two* three.\n\n- four [five](https://a.example) six\n\n> seven\n", "<p>One &lt; <b>two</b>"])
    )
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    found = [finding("a", text, "miracle", "", start=start, end=end) for start, end in data.draw(st.lists(places, max_size=6))]
    format_ = "html" if text.startswith("<") else "markdown"
    plain, result = mark(text, "a", format_, []), mark(text, "a", format_, found)

    def words(of: Marked) -> list[str]:
        return ["".join(part.text for part in block.segments) for passage in of.passages for block in passage.blocks]

    assert words(result) == words(plain)
    notes = [*result.about, *result.elsewhere, *(note for passage in result.passages for note in passage.notes)]
    assert sorted(note.number for note in notes) == list(range(1, len(found) + 1))
