"""The articles in content/: each says in its .expected.yaml what must be found in it, and what must not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from lint.engine import Engine
from lint.finding import Finding, Severity
from lint.readers import read
from lint.rulebook import packaged
from lint.strictyaml import load_file

CONTENT = Path(__file__).parents[1] / "content"
SIDECARS = sorted(CONTENT.rglob("*.expected.yaml"))


@dataclass(frozen=True)
class Page:
    """An article and what was found in it."""

    text: str
    findings: tuple[Finding, ...]

    def place(self, words: str) -> range:
        """Where the words stand, once."""
        assert self.text.count(words) == 1, f"{words!r} must stand in the article once"
        start = self.text.index(words)
        return range(start, start + len(words))

    def touching(self, place: range) -> list[Finding]:
        return [
            f for f in self.findings if not f.place.whole_article and f.place.start < place.stop and f.place.end > place.start
        ]


@pytest.fixture(scope="module")
def page_of(shipped_engine: Engine):
    severities = {rule.name: rule.severity for rule in packaged().rules if rule.enabled}

    @cache
    def make(sidecar: Path) -> Page:
        said = load_file(sidecar).data
        assert set(said) <= {"expected", "known_missed", "must_not"}
        [path] = [path for path in sidecar.parent.glob(f"{sidecar.name.removesuffix('.expected.yaml')}.*") if path != sidecar]
        article = read(path.read_bytes(), path.name)
        outcome = shipped_engine.lint(article, severities)
        assert not outcome.skipped
        return Page(article.text, outcome.findings)

    return make


def cases(key: str) -> list[object]:
    """``(sidecar, words)`` for every entry under the key, with an id that a reader can look up."""
    found = []
    for sidecar in SIDECARS:
        name = sidecar.name.removesuffix(".expected.yaml")
        for entry in load_file(sidecar).data.get(key, []):
            words = entry if isinstance(entry, str) else f"{entry['rule']}: {entry.get('text', '')}"
            found.append(pytest.param(sidecar, entry, id=f"{name}: {words[:60]}"))
    return found


def test_every_article_says_what_is_expected_of_it() -> None:
    articles = {path.with_suffix("") for path in CONTENT.rglob("*.*") if path.suffix in (".md", ".html", ".txt")}
    assert articles == {path.with_name(path.name.removesuffix(".expected.yaml")) for path in SIDECARS}


@pytest.mark.parametrize(("sidecar", "entry"), cases("expected"))
def test_what_is_expected_is_found(page_of, sidecar: Path, entry: dict[str, str]) -> None:
    page = page_of(sidecar)
    if "text" in entry:
        found = [finding.rule for finding in page.touching(page.place(entry["text"]))]
    else:
        found = [finding.rule for finding in page.findings if finding.place.whole_article]
    assert entry["rule"] in found


@pytest.mark.parametrize(("sidecar", "entry"), cases("known_missed"))
def test_what_is_known_to_be_missed_is_missed_still(page_of, sidecar: Path, entry: dict[str, str]) -> None:
    """What an editor would stop and no rule finds yet: a rule that learns to moves the entry to ``expected``."""
    page = page_of(sidecar)
    assert entry["rule"] not in [finding.rule for finding in page.touching(page.place(entry["text"]))]


@pytest.mark.parametrize(("sidecar", "words"), cases("must_not"))
def test_what_must_not_be_found_is_not(page_of, sidecar: Path, words: str) -> None:
    page = page_of(sidecar)
    found = page.touching(page.place(words))
    assert [(f.rule, f.place.text) for f in found if f.severity >= Severity.WARNING] == []


CLEAN = [sidecar for sidecar in SIDECARS if not load_file(sidecar).data["expected"]]


@pytest.mark.parametrize("sidecar", CLEAN, ids=lambda sidecar: sidecar.name.removesuffix(".expected.yaml"))
def test_nothing_in_an_exemplary_article_is_a_warning(page_of, sidecar: Path) -> None:
    assert [(f.rule, f.place.text) for f in page_of(sidecar).findings if f.severity >= Severity.WARNING] == []
