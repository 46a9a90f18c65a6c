"""A gate on what changed, where a suppression goes: what it silenced comes back, in real repositories; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint.check import check
from lint.policy.changed import Changes

Git = Callable[..., str]
Write = Callable[[str, str], None]

PEBBLES = "Swallow 5 pebbles at dawn."
SOUP = "Here is the best soup."
START = "<!-- healthlint ignore-start dosing: an old joke -->"
END = "<!-- healthlint ignore-end -->"
RANGE = f"# Stew\n\n{START}\n\nA stew.\n\n{PEBBLES}\n\nSwallow 7 pebbles at noon.\n\n{END}\n\n{SOUP}\n"
BY_PATH = "overrides:\n  - paths: ['old/*.md']\n    suppress:\n      dosing: an old joke\n      finest-soup: an old boast\n"


@pytest.fixture
def site(site: Path) -> Path:
    """The pebbles are of a rule that bore another name once."""
    rule = site / "pack/dosing/swallow-pebbles.yaml"
    rule.write_text(rule.read_text().replace("severity: error\n", "severity: error\nformerly: [eat-pebbles]\n"))
    return site


@pytest.fixture
def edited(git: Git) -> Write:
    """``edited(path, text)``: the file as a branch has it, which left main when the repository was as it is now."""

    def write(path: str, text: str) -> None:
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", "before")
        git("switch", "--quiet", "--create", "work")
        Path(path).write_text(text)

    return write


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def back(git: Git) -> list[tuple[str, str]]:
    """What the gate says, whether it looks at the work tree or at the index."""
    found = []
    for changes in (lambda: Changes.since("main"), Changes.in_index):
        git("add", "--all")
        run = check(["."], changes=changes())
        assert not run.failures
        found.append([(finding.path, finding.place.text) for finding in run.findings if not finding.suppressed])
    assert found[0] == found[1]
    return found[0]


def front(fence: str, *lines: str) -> str:
    return "\n".join((fence, *lines, fence, "# Stew", "", PEBBLES, "", SOUP, ""))


GONE = {
    "a comment": (
        f"# Stew\n\n<!-- healthlint ignore-next swallow-pebbles: a joke -->\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
    "a comment of Markdown's own": (
        f"# Stew\n\n[//]: # (healthlint ignore-file dosing: a joke)\n\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
    "an old name": (
        f"# Stew\n\n<!-- healthlint ignore-file eat-pebbles: a joke -->\n\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
    "YAML": (
        front("---", "title: Stew", "healthlint:", "  ignore:", "    dosing: a joke"),
        front("---", "title: Stew"),
    ),
    "YAML on one line": (front("---", "healthlint: {ignore: {dosing: a joke}}"), front("---", "title: Stew")),
    "TOML": (front("+++", "[healthlint.ignore]", "dosing = 'a joke'"), front("+++", "title = 'Stew'")),
    "TOML, one of two": (
        front("+++", "[healthlint.ignore]", "promotion = 'a boast'", "eat-pebbles = 'a joke'"),
        front("+++", "[healthlint.ignore]", "promotion = 'a boast'"),
    ),
    "the reason": (
        f"# Stew\n\n<!-- healthlint ignore-file dosing: a joke -->\n\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n<!-- healthlint ignore-file dosing -->\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
    "one of two names": (
        f"# Stew\n\n<!-- healthlint ignore-file dosing, promotion: a joke -->\n\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n<!-- healthlint ignore-file promotion: a joke -->\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
    "the next block, which is another now": (
        f"# Stew\n\n<!-- healthlint ignore-next dosing: a joke -->\n\n{PEBBLES}\n\n{SOUP}\n",
        f"# Stew\n\n<!-- healthlint ignore-next dosing: a joke -->\n\nRest.\n\n{PEBBLES}\n\n{SOUP}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), GONE.values(), ids=GONE)
def test_what_a_suppression_silenced_comes_back_when_it_goes(git: Git, edited: Write, before: str, after: str) -> None:
    put("stew.md", before)
    put("other.md", PEBBLES)
    edited("stew.md", after)
    assert back(git) == [("stew.md", "Swallow 5 pebbles")]


def test_a_range_that_ends_sooner_gives_back_what_is_behind_its_end(git: Git, edited: Write) -> None:
    put("stew.md", RANGE)
    sooner = RANGE.replace(f"\n{END}\n", "").replace("Swallow 7", f"{END}\n\nSwallow 7")
    edited("stew.md", sooner)
    assert back(git) == [("stew.md", "Swallow 7 pebbles")]


def test_a_range_that_begins_later_gives_back_what_is_before(git: Git, edited: Write) -> None:
    put("stew.md", RANGE)
    edited("stew.md", RANGE.replace(f"{START}\n\n", "").replace("Swallow 7", f"{START}\n\nSwallow 7"))
    assert back(git) == [("stew.md", "Swallow 5 pebbles")]


def test_of_sentences_alike_the_one_that_was_silenced_comes_back(git: Git, edited: Write) -> None:
    text = f"# Stew\n\n{PEBBLES}\n\n<!-- healthlint ignore-next dosing: a joke -->\n{PEBBLES}\n"
    put("stew.md", text)
    edited("stew.md", text.replace("<!-- healthlint ignore-next dosing: a joke -->\n", ""))
    run = check(["."], changes=Changes.since("main"))
    assert [finding.place.line for finding in run.findings] == [5]


STAYS = {
    "another reason": RANGE.replace("an old joke", "a very old joke"),
    "a range that grew": RANGE.replace(f"\n{END}\n", "") + f"\n{END}\n",
    "a family for a rule": RANGE.replace("dosing", "eat-pebbles"),
    "front matter for a range": front("---", "healthlint: {ignore: {dosing: an old joke}}") + RANGE.partition(END)[0],
    "words elsewhere": RANGE.replace("A stew.", "A good stew."),
    "more above": RANGE.replace("# Stew", "# Stew\n\nRest.\n\nSleep."),
}


@pytest.mark.parametrize("after", STAYS.values(), ids=STAYS)
def test_what_is_silenced_as_before_stays_out(git: Git, edited: Write, after: str) -> None:
    put("stew.md", RANGE)
    edited("stew.md", after)
    assert [text for _, text in back(git) if text != "the best soup"] == []


@pytest.mark.parametrize(("fence", "sign"), [("---", ":"), ("+++", " =")])
def test_a_key_of_the_page_is_no_suppression(git: Git, edited: Write, fence: str, sign: str) -> None:
    text = f"{fence}\ndosing{sign} 'weekly'\nauthor{sign} 'healthlint'\n{fence}\n# Stew\n\n{PEBBLES}"
    put("stew.md", text)
    edited("stew.md", text.replace("weekly", "daily"))
    assert back(git) == []


def by_path(rules: str) -> str:
    return "rule-folders: [pack]\nselect: [swallow-pebbles, best-soup]\n" + rules


CONFIGURED = {
    "all of it": ("", ["Swallow 5 pebbles", "the best soup"]),
    "one rule": (BY_PATH.replace("      dosing: an old joke\n", ""), ["Swallow 5 pebbles"]),
    "an old name": (BY_PATH.replace("      finest-soup: an old boast\n", ""), ["the best soup"]),
    "a path that is narrower": (BY_PATH.replace("old/*.md", "old/b*.md"), ["Swallow 5 pebbles", "the best soup"]),
    "another reason": (BY_PATH.replace("an old joke", "a very old joke"), []),
    "a path that is wider": (BY_PATH.replace("old/*.md", "*.md"), []),
    "the same by a rule's own name": (BY_PATH.replace("dosing", "swallow-pebbles").replace("finest-", "best-"), []),
}


@pytest.mark.parametrize(("rules", "expected"), CONFIGURED.values(), ids=CONFIGURED)
def test_what_the_configuration_silenced_by_path_comes_back_when_that_goes(
    git: Git, edited: Write, rules: str, expected: list[str]
) -> None:
    put("old/a.md", f"{PEBBLES}\n\n{SOUP}\n")
    put("new.md", PEBBLES)
    put("healthlint.yaml", by_path(BY_PATH))
    edited("healthlint.yaml", by_path(rules))
    assert back(git) == [("old/a.md", text) for text in expected]


def test_a_configuration_that_moved_is_compared_with_what_it_was(git: Git, edited: Write) -> None:
    put("old/a.md", PEBBLES)
    put("healthlint.yaml", by_path(BY_PATH))
    edited("healthlint.yml", by_path(BY_PATH))
    Path("healthlint.yaml").unlink()
    assert back(git) == []
    put("healthlint.yml", by_path(""))
    assert back(git) == [("old/a.md", "Swallow 5 pebbles")]


def test_a_configuration_that_could_not_be_used_silenced_nothing(git: Git, edited: Write) -> None:
    put("old/a.md", PEBBLES)
    put("healthlint.yaml", by_path(BY_PATH) + "  - [\n")
    edited("healthlint.yaml", by_path(""))
    assert back(git) == []


def test_an_article_that_leaves_the_folder_where_it_was_silenced_comes_back(git: Git, edited: Write) -> None:
    put("old/a.md", f"# Stew\n\n{PEBBLES}\n\nRest. Sleep. Eat.\n")
    put("old/b.md", f"# Soup\n\n{PEBBLES}\n\nDrink tea. Take a walk.\n")
    put("healthlint.yaml", by_path(BY_PATH))
    edited("healthlint.yaml", by_path(BY_PATH))
    git("mv", "old/a.md", "a.md")
    git("mv", "old/b.md", "old/c.md")
    assert back(git) == [("a.md", "Swallow 5 pebbles")]


def test_an_article_whose_suppressions_are_as_they_were_is_linted_once(
    git: Git, edited: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is asked of the old configuration, nor of the old text of articles that are silent or touched."""
    put("stew.md", f"{PEBBLES}\n\n{SOUP}\n")
    put("quiet.md", RANGE)
    edited("stew.md", f"{PEBBLES}\n\n{SOUP} Rest.\n")
    Path("quiet.md").write_text(RANGE.replace("A stew", "A good stew").replace(SOUP, "Soup."))
    linted: list[str] = []
    original = check.__globals__["one_by_one"]

    def counting(ground: object) -> Callable[[str, bytes], object]:
        lint = original(ground)
        return lambda path, data: linted.append(path) or lint(path, data)

    monkeypatch.setitem(check.__globals__, "one_by_one", counting)
    assert back(git) == []
    assert linted == []
