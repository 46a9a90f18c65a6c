"""Plain text: headings, lists, paragraphs and furniture by the look of the lines alone."""

import time

import pytest

from lint.article import Article, InlineKind, Role
from lint.readers.text import read

PROSE = "Sleep lets the brain sort the day, and most adults do best with a steady rhythm."


def article(text: str) -> Article:
    return read(text, "a.txt")


def roles(text: str) -> list[tuple[Role, str]]:
    return [(block.role, block.text) for block in article(text).blocks]


def headings(text: str) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in article(text).blocks if block.role is Role.HEADING]


def test_blank_lines_part_paragraphs() -> None:
    assert roles(f"{PROSE}\n\n{PROSE}\r\n\r\n{PROSE}") == [(Role.PARAGRAPH, PROSE)] * 3


def test_without_blank_lines_each_line_that_ends_a_sentence_is_a_paragraph() -> None:
    assert roles(f"{PROSE}\n{PROSE}\n") == [(Role.PARAGRAPH, PROSE)] * 2


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    assert roles("Sleep lets the brain\nsort the day.\nRest helps.\n") == [
        (Role.PARAGRAPH, "Sleep lets the brain sort the day."),
        (Role.PARAGRAPH, "Rest helps."),
    ]


def test_wrapped_lines_are_joined_whatever_they_start_with() -> None:
    text = (
        "Sleep lets the brain sort what it met during the day, says a group\n"
        "Dr Ahn leads in Oslo. People who keep a rhythm, she adds, do better\n"
        "Monday to Friday than people who do not, and they feel less drowsy\n"
        "afterwards.\n\nRest helps.\n"
    )
    assert [block.text.count("\n") for block in article(text).blocks] == [0, 0]
    assert len(article(text).blocks) == 2


def test_numbered_headings_have_the_level_of_their_number() -> None:
    text = f"1. Why We Sleep\n\n{PROSE}\n\n1.1 The First Hours\n\n{PROSE}\n\n1.2 REM sleep\n\n{PROSE}\n\n2. Naps\n\n{PROSE}\n"
    assert headings(text) == [("Why We Sleep", 2), ("The First Hours", 3), ("REM sleep", 3), ("Naps", 2)]


def test_an_amount_is_no_heading_number() -> None:
    assert roles("1.5 mg is a low amount.") == [(Role.PARAGRAPH, "1.5 mg is a low amount.")]


@pytest.mark.parametrize(
    "line",
    ["Why Rest Is Good for You", "WHY WE REST", "WHY WE REST:", "What Happens at Night?", "Side effects", "10 Ways to Rest"],
)
def test_a_short_line_above_a_paragraph_is_a_heading(line: str) -> None:
    assert roles(f"{PROSE}\n\n{line}\n\n{PROSE}\n")[1] == (Role.HEADING, line)


def test_a_title_directly_above_its_paragraph_is_a_heading() -> None:
    assert roles(f"Why Rest Is Good\n{PROSE}\n") == [(Role.HEADING, "Why Rest Is Good"), (Role.PARAGRAPH, PROSE)]


@pytest.mark.parametrize("line", ["Why we rest", "why we rest"])
def test_an_underlined_line_is_a_heading(line: str) -> None:
    assert roles(f"{line}\n-----------\n{PROSE}\n") == [(Role.HEADING, line), (Role.PARAGRAPH, PROSE)]


def test_the_title_is_above_every_other_heading() -> None:
    assert headings(f"Publish Date\n\nA Guide to Rest\n\n{PROSE}\n\nNaps\n\n{PROSE}\n") == [("A Guide to Rest", 1), ("Naps", 2)]


@pytest.mark.parametrize(
    "line",
    [
        "Sleep well.",
        "Signs include:",
        "https://clinic.example/Sleep",
        "By Dr Jo Ahn",
        "March 3, 2024",
        "3 March 2024",
        "and then to bed",
        "A Line That Has So Many Words That Nobody Would Take It for a Heading at All",
    ],
)
def test_what_reads_like_a_sentence_a_byline_or_an_address_is_no_heading(line: str) -> None:
    assert headings(f"{PROSE}\n\n{line}\n\n{PROSE}\n") == []


def test_many_short_lines_in_a_row_are_no_headings() -> None:
    assert headings(f"{PROSE}\n\nNight Sweats\n\nDry Mouth\n\nLow Mood\n\n{PROSE}\n") == []


def test_short_lines_after_a_colon_are_list_items() -> None:
    found = article(f"Signs include:\n\nNight sweats\n\nDry mouth\n\nLow mood\n\n{PROSE}\n").blocks
    assert [(block.role, block.stem) for block in found] == [
        (Role.PARAGRAPH, None),
        *[(Role.LIST_ITEM, 0)] * 3,
        (Role.PARAGRAPH, None),
    ]


@pytest.mark.parametrize(
    "bullet", ["•", "● ", "* ", "- ", "– ", "· ", "o  ", "+ ", "1. ", "1) ", "(1) ", "a) ", "(b) ", "  •\t"]
)
def test_every_bullet_makes_an_item(bullet: str) -> None:
    found = article(f"Signs are\n{bullet}thirst\n{bullet}fatigue\n\nSee a doctor.").blocks
    assert [(block.role, block.text) for block in found] == [
        (Role.PARAGRAPH, "Signs are"),
        (Role.LIST_ITEM, "thirst"),
        (Role.LIST_ITEM, "fatigue"),
        (Role.PARAGRAPH, "See a doctor."),
    ]
    assert [block.stem for block in found] == [None, 0, 0, None]
    assert found[1].group == found[2].group >= 0


def test_items_parted_by_blank_lines_are_one_list() -> None:
    first, second, third = article("1. Lie down.\n\n2. Breathe.\n\n3. Count.\n").blocks
    assert first.role is second.role is third.role is Role.LIST_ITEM
    assert first.group == second.group == third.group


def test_a_numbered_run_of_short_lines_is_a_list_and_not_headings() -> None:
    assert [role for role, _ in roles(f"Do this:\n\n1. Lie down\n\n2. Breathe\n\n{PROSE}\n")[1:3]] == [Role.LIST_ITEM] * 2


def test_a_deeper_indent_or_another_bullet_is_a_list_inside() -> None:
    found = article("Take:\n• tablets\n   o white\n   o round\n• drops\n- small\n").blocks
    assert [(block.level, block.stem) for block in found] == [(0, None), (1, 0), (2, 1), (2, 1), (1, 0), (2, 4)]
    assert found[1].group == found[4].group != found[2].group == found[3].group != found[5].group


def test_an_indented_line_goes_on_with_its_item() -> None:
    assert roles("- Lie down.\n  Breathe.\n- Count.\n") == [(Role.LIST_ITEM, "Lie down. Breathe."), (Role.LIST_ITEM, "Count.")]


def test_bare_addresses_and_superscript_digits_are_marked() -> None:
    (block,) = article("Rest helps.² See www.a.example/x.").blocks
    assert [(mark.kind, block.text[mark.start : mark.end], mark.target) for mark in block.inlines] == [
        (InlineKind.SUPERSCRIPT, "²", ""),
        (InlineKind.LINK, "www.a.example/x", "http://www.a.example/x"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ads.example, pub-1234567890, DIRECT, f00",
        "Avatar photoJo Ahn",
        "Publish Date",
        "Leave a reply:",
        "Your e-mail will never be shared. Required fields are marked *",
        "Share on Social Media:",
        "Home > Sleep > Naps",
        "Tags: sleep, naps",
        "Skip to content",
        "5 min read",
    ],
)
def test_page_furniture_is_boilerplate(line: str) -> None:
    assert roles(f"{line}\n\n{PROSE}\n\n{line}")[::2] == [(Role.BOILERPLATE, line)] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Share this information with your doctor.",
        "Share with your doctor what you take.",
        "Home care options include rest.",
        "Categories of sleep aids include antihistamines.",
        "Leave a comment card at the desk.",
        "Post on the ward round.",
    ],
)
def test_a_sentence_of_the_article_is_no_boilerplate(line: str) -> None:
    assert roles(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == (Role.PARAGRAPH, line)


@pytest.mark.parametrize(
    "head", ["References", "REFERENCES:", "5. References", "Works Cited", "Scientific references", "Sources"]
)
def test_entries_under_a_heading_for_references_are_references(head: str) -> None:
    found = roles(f"{PROSE}\n\n{head}\n\n1. Ahn J. Rest. Sleep. 2020;4:1.\n2. Berg K. Naps.\n\nThis page informs only.\n")
    assert [role for role, _ in found[1:]] == [Role.HEADING, Role.REFERENCE, Role.REFERENCE, Role.PARAGRAPH]


def test_references_end_at_the_next_heading() -> None:
    text = f"{PROSE}\n\nReferences\n\n• Ahn, 2020.\n\nAbout The Author\n\n{PROSE} Since 2019.\n"
    assert [role for role, _ in roles(text)[1:]] == [Role.HEADING, Role.REFERENCE, Role.HEADING, Role.PARAGRAPH]


def test_a_line_that_says_sources_starts_a_reference_list() -> None:
    assert [role for role, _ in roles(f"{PROSE}\nSources:\n- Ahn, 2020.\n- www.b.example\n\n{PROSE}")] == [
        Role.PARAGRAPH,
        Role.PARAGRAPH,
        Role.REFERENCE,
        Role.REFERENCE,
        Role.PARAGRAPH,
    ]


def test_the_sources_of_a_vitamin_are_no_references() -> None:
    text = f"Sources:\n- oily fish\n- eggs\n\n{PROSE}\n\nFood sources\n\n- milk\n\n{PROSE}"
    assert Role.REFERENCE not in [role for role, _ in roles(text)]


def test_a_source_in_one_line_is_a_reference_if_it_cites_something() -> None:
    assert roles("Source: Ahn J. Rest. 2020.\n\nSource: fish and eggs.") == [
        (Role.REFERENCE, "Source: Ahn J. Rest. 2020."),
        (Role.PARAGRAPH, "Source: fish and eggs."),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "----------\n", "   \r\n\t"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    assert article(text).blocks == ()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "\n" * 500_000,
        "\r" * 500_000,
        " " * 1_000_000 + "x",
        "Night Sweats\n" * 20_000,
        "a line without an end\n" * 20_000,
        "Sources\n- 1\n" * 10_000,
        "\n".join(" " * depth + "- a" for depth in range(2_000)),
        "".join(f"{bullet} a\n" for bullet in "•*-+–o·" * 3_000),
        "1.1.1.1." * 50_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    started = time.process_time()
    article(text)
    assert time.process_time() - started < 5
