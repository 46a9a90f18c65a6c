"""The same article as a page and as Markdown has the same findings: what stands around the text of a page must not matter."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from lint.engine import Engine
from lint.readers import read
from lint.rulebook import packaged

GOLD = Path(__file__).parents[2] / "shared" / "gold"
TWINS = [
    (page, text)
    for page in sorted((GOLD / "pages").glob("*.html"))
    if (text := GOLD / "articles" / f"{page.stem}.md").is_file()
]
AGREEMENT = 0.95

_MARKUP = re.compile(r"<[^<>]*>|\]\([^)]*\)")


@pytest.mark.skipif(not TWINS, reason="the labelled articles are not beside this checkout")
def test_a_page_and_its_text_have_the_same_findings(shipped_engine: Engine) -> None:
    pages, texts = (sum((findings(pair[side], shipped_engine) for pair in TWINS), Counter()) for side in (0, 1))
    both = (pages & texts).total()
    assert both > 100
    assert both >= AGREEMENT * pages.total()
    assert both >= AGREEMENT * texts.total()


def findings(path: Path, engine: Engine) -> Counter[tuple[str, str, str]]:
    """How often each rule reports which words; what only the head of a page says (author, dates) is left aside."""
    severities = {rule.name: rule.severity for rule in packaged().rules if rule.enabled and rule.family != "metadata"}
    found = engine.lint(read(path.read_bytes(), path.name), severities).findings
    return Counter((path.stem, finding.rule, words(finding.place.text)) for finding in found)


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", html.unescape(_MARKUP.sub(" ", text)).lower()))
