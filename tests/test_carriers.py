"""The words that an article takes from elsewhere are read there: in layouts, includes, components, linked pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint.carriers import Carrier
from lint.engine import Engine, Outcome, Publisher
from lint.globs import Globs
from lint.readers import read, read_part
from lint.rule import Supplied
from lint.rulebook import packaged

SAYS = "<p>This website is for general information. It does not replace the advice of your doctor.</p>"
SILENT = "<p>All rights reserved.</p>"
HAY = "# Hay fever\n\nHay fever is an allergy to pollen.\n\n"
RULES = [rule for rule in packaged().rules if rule.name.startswith("disclaimer-")]

Lint = Callable[..., Outcome]


def carrier(path: str, *paths: str, **names: tuple[str, ...]) -> Carrier:
    return Carrier(path, Supplied(**names), Globs(paths, Path()))


@pytest.fixture
def lint() -> Lint:
    """``lint(text, carriers, path → what the file holds)``."""

    def run(text: str, carriers: list[Carrier], files: dict[str, str], path: str = "blog/hay.md") -> Outcome:
        def contents(name: str) -> bytes:
            if name not in files:
                raise FileNotFoundError(2, "No such file or directory")
            return files[name].encode()

        publisher = Publisher(carriers=tuple(carriers), contents=contents)
        return Engine(RULES, publisher).lint(read(text.encode(), path), {rule.name: rule.severity for rule in RULES})

    return run


def rules(outcome: Outcome) -> list[str]:
    return [finding.rule for finding in outcome.findings]


def depends_on(outcome: Outcome) -> tuple[str, ...]:
    return tuple(file.path for file in outcome.dependencies)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        pytest.param({"components": ("house-note",)}, HAY + "{{< house-note >}}", id="shortcode"),
        pytest.param({"components": ("note.html",)}, HAY + "{% include note.html %}", id="include"),
        pytest.param({"metadata": ("layout=post",)}, "---\nlayout: post\n---\n" + HAY, id="layout"),
        pytest.param({"metadata": ("disclaimer",)}, "---\ndisclaimer: true\n---\n" + HAY, id="front matter"),
        pytest.param({"components": ("*disclaimer*",)}, HAY + "{{< medical-disclaimer >}}", id="a name that was believed"),
    ],
)
def test_the_file_is_asked_that_stands_for_a_name(lint: Lint, names: dict[str, tuple[str, ...]], text: str) -> None:
    held = [carrier("layouts/note.html", **names)]
    said = lint(text, held, {"layouts/note.html": SAYS})
    assert (rules(said), depends_on(said)) == ([], ("layouts/note.html",))
    unsaid = lint(text, held, {"layouts/note.html": SILENT})
    assert (rules(unsaid), depends_on(unsaid)) == (["disclaimer-missing"], ("layouts/note.html",))
    assert unsaid.findings[0].message.endswith("professional. layouts/note.html does not say it either.")
    gone = lint(text, held, {})
    assert (rules(gone), depends_on(gone)) == (["disclaimer-missing"], ("layouts/note.html",))
    assert gone.findings[0].message.endswith("professional. layouts/note.html cannot be read: No such file or directory.")
    other = lint(HAY, held, {"layouts/note.html": SAYS})
    assert (rules(other), depends_on(other)) == (["disclaimer-missing"], ())


def test_a_layout_stands_around_the_articles_at_its_paths(lint: Lint) -> None:
    held = [carrier("layouts/post.html", "blog/*.md")]
    assert rules(lint(HAY, held, {"layouts/post.html": SAYS})) == []
    assert rules(lint(HAY, held, {"layouts/post.html": SAYS}, path="news/hay.md")) == ["disclaimer-missing"]


def test_a_layout_may_take_its_words_from_an_include_and_two_from_each_other(lint: Lint) -> None:
    held = [carrier("layout.html", "blog/*.md"), carrier("medical-disclaimer.html", components=("medical-disclaimer.html",))]
    layout = '<main>{{ .Content }}</main>{{ partial "medical-disclaimer.html" . }}'
    said = lint(HAY, held, {"layout.html": layout, "medical-disclaimer.html": SAYS})
    assert (rules(said), depends_on(said)) == ([], ("layout.html", "medical-disclaimer.html"))
    unsaid = lint(HAY, held, {"layout.html": layout, "medical-disclaimer.html": SILENT + "{% include layout.html %}"})
    assert (rules(unsaid), depends_on(unsaid)) == (["disclaimer-missing"], ("layout.html", "medical-disclaimer.html"))
    cut = lint(HAY, held, {"layout.html": SILENT, "medical-disclaimer.html": SAYS})
    assert (rules(cut), depends_on(cut)) == (["disclaimer-missing"], ("layout.html",))


@pytest.mark.parametrize(
    ("text", "layout"),
    [(HAY + "[Disclaimer](/disclaimer)", SILENT), (HAY, '<footer><a href="/disclaimer">Disclaimer</a></footer>')],
)
def test_a_linked_page_is_asked_too(lint: Lint, text: str, layout: str) -> None:
    held = [carrier("pages/disclaimer.md", links=("/disclaimer",)), carrier("layout.html", "blog/*.md")]
    for page, expected in (("# Disclaimer\n\n" + SAYS, "disclaimer-linked-only"), ("# Terms\n", "disclaimer-missing")):
        outcome = lint(text, held, {"layout.html": layout, "pages/disclaimer.md": page})
        assert (rules(outcome), depends_on(outcome)) == ([expected], ("layout.html", "pages/disclaimer.md"))


def test_names_without_a_file_are_believed_as_ever(lint: Lint) -> None:
    held = [carrier("footer.html", components=("footer",))]
    assert rules(lint(HAY + "{{< medical-disclaimer >}} {{< footer >}}", held, {"footer.html": SILENT})) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("post.html", f"---\nlayout: default\n---\n<!doctype html><body>\n\n        {SAYS}\n{{{{ content }}}}</body>"),
        ("post.njk", f'{{% extends "base.njk" %}}{{% block content %}}{{{{ content | safe }}}}{SAYS}{{% endblock %}}'),
        (
            "Post.astro",
            f'---\nimport Base from "../Base.astro";\nconst {{ title }} = Astro.props;\n---\n<Base><slot />{SAYS}</Base>',
        ),
        (
            "Note.jsx",
            f'import React from "react"\nexport default function Note() {{\n  return (\n    <aside>{SAYS}</aside>\n  )\n}}\n',
        ),
        ("Note.vue", f"<template>\n  <aside>{SAYS}</aside>\n</template>\n<script>export default {{}}</script>\n"),
        ("note.md", f"Please note.\n\n{SAYS}\n"),
        ("note.txt", SAYS[3:-4]),
    ],
)
def test_templates_of_many_languages_are_read(lint: Lint, name: str, text: str) -> None:
    held = [carrier(name, "blog/*.md")]
    assert rules(lint(HAY, held, {name: text})) == []
    assert rules(lint(HAY, held, {name: text.replace(SAYS[3:-4], "")})) == ["disclaimer-missing"]


@pytest.mark.parametrize("remark", ["<!-- {} -->", "{{{{/* {} */}}}}", "{{# {} #}}", "{{% comment %}}{}{{% endcomment %}}"])
def test_words_in_a_remark_are_not_said(remark: str) -> None:
    article = read_part(remark.format("Not medical advice.").encode(), "post.html")
    assert [block.text for block in article.blocks] == []


def test_a_file_that_is_no_text_says_nothing(lint: Lint) -> None:
    outcome = lint(HAY, [carrier("logo.html", "blog/*.md")], {"logo.html": "\0"})
    assert "logo.html cannot be read: byte 0 is NUL" in outcome.findings[0].message
