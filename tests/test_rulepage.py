"""The page of a rule."""

from __future__ import annotations

from pathlib import Path

from lint.rulebook import read_pack
from lint.rulepage import page


def test_the_page_says_everything_the_rule_says(site: Path) -> None:
    pebbles = next(rule for rule in read_pack(Path("pack")).rules if rule.name == "swallow-pebbles")
    assert (
        page(pebbles)
        == """\
# swallow-pebbles

Tells the reader to swallow pebbles.

Family: dosing. Severity: error.

## Why

Pebbles do not dissolve.

## What to write instead

Leave the pebbles where they are.

## Standards

- The geologist's oath: <https://example.org/oath>

## Examples that it reports

```markdown
Swallow 5 pebbles.
```

## Examples that it accepts

```markdown
Swallow 5 raisins.
```
"""
    )


def test_a_page_names_what_a_rule_was_called_and_that_it_is_off(site: Path) -> None:
    path = Path("pack/promotion/best-soup.yaml")
    path.write_text(path.read_text() + "enabled: false\nevidence: Two hits on a menu.\n")
    soup = next(rule for rule in read_pack(Path("pack")).rules if rule.name == "best-soup")
    for words in (
        "Formerly: finest-soup.",
        "Off unless a profile or a selection names it.",
        "## Evidence\n\nTwo hits on a menu.",
    ):
        assert words in page(soup)


def test_an_example_with_a_code_fence_stays_one_example(site: Path) -> None:
    path = Path("pack/promotion/best-soup.yaml")
    path.write_text(path.read_text().replace("- Here is a good soup.", '- "```\\nthe best soup\\n```"'))
    soup = next(rule for rule in read_pack(Path("pack")).rules if rule.name == "best-soup")
    assert page(soup).endswith("~~~markdown\n```\nthe best soup\n```\n~~~\n")
