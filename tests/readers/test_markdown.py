"""Markdown: which blocks a page has, what they are called, and what stands in them."""

import time

import pytest

from fuzz.places import check
from lint.article import Article, Block, InlineKind, Role
from lint.readers.markdown import read


def article(text: str, path: str = "a.md") -> Article:
    return read(text, path)


def texts(found: Article, *roles: Role) -> list[str]:
    return [block.text for block in found.blocks if not roles or block.role in roles]


def only(text: str, path: str = "a.md") -> Block:
    (block,) = article(text, path).blocks
    return block


def inlines(block: Block, kind: InlineKind) -> list[tuple[str, str]]:
    return [(block.text[mark.start : mark.end], mark.target) for mark in block.inlines if mark.kind is kind]


# Blocks


def test_headings_have_levels_and_paragraphs_stand_under_them() -> None:
    found = article("# Sleep\n\nWhy.\n\n## Naps\n\nShort.\n\n### Late naps\n\nNever.\n\nDreams\n------\n\nVivid.\n")
    assert [(block.text, block.level, block.heading) for block in found.blocks] == [
        ("Sleep", 1, None),
        ("Why.", 0, 0),
        ("Naps", 2, 0),
        ("Short.", 0, 2),
        ("Late naps", 3, 2),
        ("Never.", 0, 4),
        ("Dreams", 2, 0),
        ("Vivid.", 0, 6),
    ]


def test_heading_attributes_are_not_text() -> None:
    assert only("## Naps {#naps .wide}\n").text == "Naps"


def test_a_paragraph_before_a_list_is_the_stem_of_its_items() -> None:
    stem, first, second, after = article("Signs are:\n\n- thirst\n- fatigue\n\nSee a doctor.\n").blocks
    assert (first.role, first.stem, second.stem) == (Role.LIST_ITEM, 0, 0)
    assert first.group == second.group >= 0
    assert (stem.group, after.group, after.role) == (-1, -1, Role.PARAGRAPH)


def test_a_heading_directly_before_a_list_is_its_stem() -> None:
    assert [block.stem for block in article("## Signs\n\n* thirst\n* fatigue\n").blocks] == [None, 0, 0]


@pytest.mark.parametrize("between", ["> A quotation.\n", "```\ncode\n```\n", "***\n", "| a |\n|---|\n| b |\n", "1. one\n"])
def test_what_is_neither_paragraph_nor_heading_introduces_no_list(between: str) -> None:
    assert article(f"Signs are:\n\n{between}\n- thirst\n").blocks[-1].stem is None


def test_a_nested_list_has_its_parent_item_as_stem_and_a_group_of_its_own() -> None:
    stem, outer, inner, deepest, last = article("Take:\n\n- tablets\n  - white\n    - round\n- drops\n").blocks
    assert [block.level for block in (outer, inner, deepest, last)] == [1, 2, 3, 1]
    assert [block.stem for block in (outer, inner, deepest, last)] == [0, 1, 2, 0]
    assert outer.group == last.group
    assert len({outer.group, inner.group, deepest.group}) == 3
    assert stem.role is Role.PARAGRAPH


def test_more_paragraphs_of_an_item_belong_to_its_first() -> None:
    found = article("Take:\n\n1. the tablet\n\n   with water\n2. the drops\n")
    assert [(block.text, block.stem, block.role) for block in found.blocks[1:]] == [
        ("the tablet", 0, Role.LIST_ITEM),
        ("with water", 1, Role.LIST_ITEM),
        ("the drops", 0, Role.LIST_ITEM),
    ]


@pytest.mark.parametrize("bullet", "•●▪◦‣·")
def test_bullets_pasted_from_a_word_processor_are_list_items(bullet: str) -> None:
    found = article(f"Signs are:\n  {bullet} thirst\n  {bullet}\tfatigue\n")
    assert [(block.role, block.text) for block in found.blocks[1:]] == [
        (Role.LIST_ITEM, "thirst"),
        (Role.LIST_ITEM, "fatigue"),
    ]


def test_task_boxes_are_not_text() -> None:
    assert texts(article("- [ ] drink\n- [x] sleep\n")) == ["drink", "sleep"]


def test_a_term_is_the_stem_of_its_definitions() -> None:
    term, first, second = article("Dose\n: what is taken at once\n: what a body takes up\n").blocks
    assert (term.text, first.text, second.text) == ("Dose", "what is taken at once", "what a body takes up")
    assert (first.stem, second.stem) == (0, 0)


def test_table_cells_know_the_heads_of_their_row_and_column() -> None:
    found = article("| Drug | Adults | Children |\n|---|---|---|\n| Alpha | 2 | 1 |\n| Beta | 4 | |\n")
    drug, adults, children, alpha, two, one, beta, four = found.blocks
    assert {block.role for block in found.blocks} == {Role.TABLE_CELL}
    assert [block.heads for block in (drug, adults, children)] == [(), (), ()]
    assert [block.heads for block in (alpha, two, one)] == [(0,), (1, 3), (2, 3)]
    assert [block.heads for block in (beta, four)] == [(0,), (1, 6)]
    assert drug.row == adults.row != alpha.row == two.row == one.row != beta.row
    assert len({block.group for block in found.blocks}) == 1


def test_an_empty_corner_heads_nothing() -> None:
    adults, alpha, two = article("| | Adults |\n|---|---|\n| Alpha | 2 |\n").blocks
    assert (adults.heads, alpha.heads, two.heads) == ((), (), (0, 1))


def test_groups_and_rows_are_not_shared_between_lists_and_tables() -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n"
    found = article(f"- x\n\n{table}\n<table><tr><td>e</td><td>f</td></tr><tr><td>g</td><td>h</td></tr></table>\n\n{table}")
    groups = [block.group for block in found.blocks]
    assert len(set(groups)) == 4
    assert len({block.row for block in found.blocks if block.role is Role.TABLE_CELL}) == 6


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        ("> Doctors\n> say\n", Role.QUOTATION, "Doctors say"),
        ("> [!WARNING]\n> Stop.\n", Role.QUOTATION, "Stop."),
        ("```text\ndose = 2\n```\n", Role.CODE, "dose = 2"),
        ("    dose = 2\n", Role.CODE, "dose = 2"),
        ("Two lines  \nbroken\\\nhere\n", Role.PARAGRAPH, "Two lines broken here"),
        ("AT&amp;T &lt;5&nbsp;mg \\*now\\* &#128512;", Role.PARAGRAPH, "AT&T <5\N{NO-BREAK SPACE}mg *now* 😀"),
        ("**Bold**, *soft*, ~~gone~~ and ***both***", Role.PARAGRAPH, "Bold, soft, gone and both"),
    ],
)
def test_a_block_has_its_role_and_its_words(text: str, role: Role, words: str) -> None:
    block = only(text)
    assert (block.role, block.text) == (role, words)


def test_a_list_in_a_quotation_is_a_list_and_a_quotation_in_an_item_is_a_quotation() -> None:
    assert [block.role for block in article("> - a\n\n- b\n\n  > c\n").blocks] == [
        Role.LIST_ITEM,
        Role.LIST_ITEM,
        Role.QUOTATION,
    ]


def test_everything_in_a_footnote_is_a_footnote() -> None:
    found = article("Rest helps.[^1]\n\n[^1]: Two trials:\n\n    - one\n    - two\n")
    assert [block.role for block in found.blocks] == [Role.PARAGRAPH] + [Role.FOOTNOTE] * 3
    assert inlines(found.blocks[0], InlineKind.FOOTNOTE_REFERENCE) == [("[^1]", "1")]


def test_a_footnote_mark_without_a_footnote_is_still_a_mark() -> None:
    assert inlines(only("Rest helps.[^lost]"), InlineKind.FOOTNOTE_REFERENCE) == [("[^lost]", "lost")]


# Inside a block


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("See [the trial](https://a.example/1 'title').", "the trial", "https://a.example/1"),
        ("See [the *big* trial][t].\n\n[t]: https://a.example/1", "the big trial", "https://a.example/1"),
        ("See <https://a.example/1>.", "https://a.example/1", "https://a.example/1"),
        ("See https://a.example/1.", "https://a.example/1", "https://a.example/1"),
        ("See (https://a.example/a_(b)), please", "https://a.example/a_(b)", "https://a.example/a_(b)"),
        ("See www.a.example, please", "www.a.example", "http://www.a.example"),
        ('See <a class="x" href="https://a.example/?a=1&amp;b=2">the trial</a>.', "the trial", "https://a.example/?a=1&b=2"),
        ("[[1]](https://a.example/1) says", "[1]", "https://a.example/1"),
    ],
)
def test_every_way_to_write_a_link_is_a_link(text: str, words: str, target: str) -> None:
    assert inlines(article(text).blocks[0], InlineKind.LINK) == [(words, target)]


def test_an_address_inside_a_link_or_code_is_not_a_second_link() -> None:
    block = only("[https://a.example](https://b.example) and `https://c.example`")
    assert inlines(block, InlineKind.LINK) == [("https://a.example", "https://b.example")]


def test_an_image_is_its_alternative_text() -> None:
    block = only('![Two *white* tablets](a.png) and <img src="b.png" alt="salt &amp; water">')
    assert block.text == "Two white tablets and salt & water"
    assert inlines(block, InlineKind.IMAGE) == [("Two white tablets", "a.png"), ("salt & water", "b.png")]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("weeks.<sup>3</sup> Then", ["3"]),
        ("weeks.³,⁴ Then", ["³,⁴"]),
        ("weeks.^3,4^ Then", ["^3,4^"]),
        ("10^3 and 10^6", []),
        ("x<sup>1</sup> y<sup>2</sup>", ["1", "2"]),
    ],
)
def test_superscript_is_marked_however_it_is_written(text: str, marks: list[str]) -> None:
    assert [words for words, _ in inlines(only(text), InlineKind.SUPERSCRIPT)] == marks


def test_quotation_tags_and_code_are_marked() -> None:
    block = only("<q>Rest</q>, `x  y`, <code>z</code>")
    assert inlines(block, InlineKind.QUOTE) == [("Rest", "")]
    assert inlines(block, InlineKind.CODE) == [("x y", ""), ("z", "")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> `one\n two\n>`\n three\n", "one two three"),
        ("> zero `\n> one` two\n", "zero one two"),
        ("> `one\n> two >` three\n", "one two > three"),
        ("> `one\n>``two> `three\n", "one ``two> three"),
        ("> one `>\n> ` two\n", "one > two"),
        ("> one `\n> ` two\n", "one two"),
    ],
)
def test_code_over_lines_of_a_quotation_leaves_single_spaces(text: str, words: str) -> None:
    assert only(text).text == words
    check(article(text))


def test_a_mark_starts_at_a_visible_character() -> None:
    assert inlines(only("a[ b](c)"), InlineKind.LINK) == [("b", "c")]


def test_inline_tags_are_not_text_and_a_line_break_is_a_space() -> None:
    assert only('one<br>two <span class="x">thr</span>ee<!-- not --><b></b>').text == "one two three"


# HTML blocks


def test_html_blocks_are_read_as_html() -> None:
    found = article('<h2>Signs</h2>\n<p>They are:</p>\n<ul>\n<li>thirst</li>\n<li><a href="/f">fatigue</a> too</li>\n</ul>\n')
    assert [(block.role, block.text, block.stem) for block in found.blocks] == [
        (Role.HEADING, "Signs", None),
        (Role.PARAGRAPH, "They are:", None),
        (Role.LIST_ITEM, "thirst", 1),
        (Role.LIST_ITEM, "fatigue too", 1),
    ]


def test_markdown_between_html_tags_stays_markdown() -> None:
    found = article('<div class="box">\n\n## Naps\n\nShort *and* sweet.\n\n</div>\n')
    assert [(block.role, block.text) for block in found.blocks] == [
        (Role.HEADING, "Naps"),
        (Role.PARAGRAPH, "Short and sweet."),
    ]


def test_an_html_list_is_introduced_by_the_markdown_before_it_and_the_other_way_round() -> None:
    assert article("Signs:\n\n<ul><li>thirst</li></ul>\n").blocks[1].stem == 0
    assert article("<p>Signs:</p>\n\n- thirst\n").blocks[1].stem == 0
    assert article("<ul><li>thirst</li></ul>\n\n- fatigue\n").blocks[1].stem is None


def test_an_html_heading_counts_for_what_follows() -> None:
    assert [block.heading for block in article("# A\n\n<h2>B</h2>\n\nText.\n").blocks] == [None, 0, 1]


def test_html_in_a_quotation_or_an_item_takes_its_role() -> None:
    assert [(block.role, block.text) for block in article("> <p>said</p>\n\n- <p>item</p>\n").blocks] == [
        (Role.QUOTATION, "said"),
        (Role.LIST_ITEM, "item"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- secret\n\nsecret -->",
        "<div>\n<!-- secret\n\nsecret\n\n-->\n</div>",
        "<div>\n<style>\n\nsecret {}\n\n</style></div>",
        "<script>\n\nlet secret\n\n</script>",
        "text <script>secret()</script> text",
    ],
)
def test_comments_scripts_and_styles_are_never_text(hidden: str, end: str) -> None:
    found = article(f"Before.\n\n{hidden}\n\nAfter.\n".replace("\n", end))
    shown = " ".join(texts(found))
    assert "secret" not in shown
    assert shown.startswith("Before.")
    assert shown.endswith("After.")


def test_a_comment_mark_that_never_closes_in_a_paragraph_hides_nothing() -> None:
    assert texts(article("Write <!-- here.\n\n<p>One</p>\n\nTwo\n")) == ["Write <!-- here.", "One", "Two"]


def test_markdown_inside_a_tag_that_asks_for_it_is_markdown() -> None:
    assert inlines(only('<div markdown="1">\n**Bold** [word](/w)\n</div>\n'), InlineKind.LINK) == [("word", "/w")]


# What the page shows and the file does not hold


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{{< figure src="a.png" >}}', "figure"),
        ("{{% notice tip %}}", "notice"),
        ("{% include disclaimer.html %}", "disclaimer.html"),
        ('{% render "disclaimer" %}', "disclaimer"),
        ("{{ site.disclaimer | markdownify }}", "site.disclaimer"),
        ('<Disclaimer kind="medical" />', "Disclaimer"),
        ("<Parts.Notice\n  kind='a > b'\n/>", "Parts.Notice"),
    ],
)
def test_components_are_recorded_and_not_text(text: str, name: str) -> None:
    source = f"Before {text} after.\n"
    found = article(source)
    assert texts(found) == ["Before after."]
    (component,) = found.components
    assert (component.name, source[component.start : component.end]) == (name, text)


@pytest.mark.parametrize(
    "text", ["{% if a %}", "{% endif %}", "{{< /note >}}", "</Note>", "{: .lead}", "{% comment %}x{% endcomment %}"]
)
def test_closing_and_control_tags_are_neither_text_nor_components(text: str) -> None:
    found = article(f"Before\n{text}\nafter.\n")
    assert " ".join(texts(found)) == "Before after."
    assert found.components == ()


@pytest.mark.parametrize(
    "text",
    [
        "<Callout kind='tip'>Drink *water*.</Callout>",
        "<Callout>\nDrink *water*.\n</Callout>",
        "<Callout>\n\nDrink *water*.\n\n</Callout>",
        "{{% notice tip %}}\nDrink *water*.\n{{% /notice %}}",
        "{% callout %}Drink *water*.{% endcallout %}",
        ":::tip\nDrink *water*.\n:::",
        "::: {.callout-tip}\nDrink *water*.\n:::",
    ],
)
def test_the_text_inside_paired_components_is_read(text: str) -> None:
    assert only(text).text == "Drink water."


def test_a_shortcode_between_words_does_not_join_them() -> None:
    assert only("rest{{< br >}}well, H<Sub>2</Sub>O{{< cite 4 >}}.").text == "rest well, H2O."


def test_a_shortcode_line_does_not_hide_the_list_after_it() -> None:
    assert [block.role for block in article("{{< toc >}}\n2. second\n3. third\n").blocks] == [Role.LIST_ITEM] * 2


@pytest.mark.parametrize("text", ["`{{< code >}}`", "```\n{{< code >}}\n<Code />\n```", "<!-- {{< code >}} <Code /> -->"])
def test_shortcodes_in_code_and_comments_are_no_components(text: str) -> None:
    assert article(text).components == ()


@pytest.mark.parametrize("tag", ["<BR>", "<Br/>", "<A HREF='x'>", "<Strong>"])
def test_html_tags_in_capitals_are_no_components(tag: str) -> None:
    assert article(f"one {tag} two").components == ()


def test_mdx_modules_expressions_and_comments_are_not_text() -> None:
    text = (
        "import Box from './box'\nexport const a = {\n  b: 1,\n}\n\n# Rest\n\n"
        "Sleep{' '}well {/* not */}on {props.days} days, don't {\"}\"}worry.\n"
    )
    found = article(text, "a.mdx")
    assert texts(found) == ["Rest", "Sleep well on days, don't worry."]
    assert [component.name for component in found.components] == ["props.days"]


def test_indented_text_in_mdx_components_is_no_code() -> None:
    found = article(
        '<Steps items={[{a: "}"}]}>\n  <Step>\n    Drink *water*.\n\n    Then rest.\n  </Step>\n</Steps>\n', "a.mdx"
    )
    assert [(block.role, block.text) for block in found.blocks] == [
        (Role.PARAGRAPH, "Drink water."),
        (Role.PARAGRAPH, "Then rest."),
    ]
    assert [component.name for component in found.components] == ["Steps", "Step"]


def test_tags_in_mdx_hold_markdown() -> None:
    block = only("<div className={box}>\n  Read [more](/more).\n</div>\n", "a.mdx")
    assert inlines(block, InlineKind.LINK) == [("more", "/more")]


def test_braces_in_plain_markdown_are_text() -> None:
    assert only("A set {1, 2}.").text == "A set {1, 2}."


def test_an_expression_that_never_closes_hides_nothing() -> None:
    assert only("Take {two\n", "a.mdx").text == "Take {two"


# Front matter, references, furniture


def test_front_matter_is_metadata_and_its_words_come_first() -> None:
    found = article("---\ntitle: Sleep well\nurl: https://clinic.example/s\n---\n# Sleep\n")
    assert found.metadata == {"title": "Sleep well", "url": "https://clinic.example/s"}
    assert found.base == "https://clinic.example/s"
    assert [(block.role, block.text) for block in found.blocks] == [(Role.METADATA, "Sleep well"), (Role.HEADING, "Sleep")]


def test_the_list_under_a_references_heading_is_references() -> None:
    found = article(
        "# Rest\n\nText.\n\n## References\n\n1. Ahn. Sleep, 2020.\n2. https://b.example\n\nNot advice.\n\n## Us\n\n- we\n"
    )
    assert texts(found, Role.REFERENCE) == ["Ahn. Sleep, 2020.", "https://b.example"]
    assert texts(found, Role.PARAGRAPH) == ["Text.", "Not advice."]


def test_offsets_survive_a_lone_surrogate() -> None:
    block = only("Rest \ud800 *well*")
    assert block.span(block.text.index("well"), len(block.text)) == (8, 12)


# Cost


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[a](b) " * 20_000,
        "> " * 50_000 + "a",
        "- " * 20_000 + "a",
        "<a href=x>" * 20_000 + "</a>" * 20_000,
        "<a " * 20_000,
        "x <!-- " * 20_000,
        "`" * 100_000,
        "```\n" * 20_000,
        "{{ " * 20_000,
        "{% " * 20_000,
        "{" * 100_000,
        '<Ab x="' * 20_000,
        "<Ab '\" " * 20_000,
        "<style>\n\n" * 20_000,
        "- sources\n" * 20_000,
        "Sources:\n\n" * 20_000,
        "https://a.example/" + "(" * 100_000,
        " " * 500_000 + "x",
        "\n".join(" " * depth + "- a" for depth in range(0, 2_000, 2)),
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_hostile_text_costs_no_more_than_its_length(text: str, path: str) -> None:
    started = time.process_time()
    article(text, path)
    assert time.process_time() - started < 5


def test_a_bullet_inside_html_stays_a_bullet() -> None:
    assert only("<div>\n• rest\n</div>\n").text == "• rest"
