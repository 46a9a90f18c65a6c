"""What must be said: elements near each other, what supplies them from outside the file, which state of an article fires."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import Engine, Publisher
from lint.readers import read
from lint.rule import HouseDisclaimer
from lint.rulebook import read_pack

HEAD = """\
kind: required
severity: warning
summary: s
message: m
why: w
instead: i
examples:
  bad: [x]
  good: [x]
"""
TOLL = (
    "name: toll\n"
    + HEAD
    + """\
about:
  patterns: [bridge~]
  at_least: 2
  in_heading: true
elements:
  price: [costs <digits> pence]
  hours:
    - open until <digits>
    - patterns: [closes at <digits>]
      where:
        near: [gate]
  phone: [ring the keeper]
  notice: [see the board]
all_of: [price]
any_of: [hours, phone]
enough: [notice]
weak: [phone]
unless:
  context: [quotation-marks]
window: 2
supplied_by:
  components: ["*toll*", "!*toll-road*"]
  metadata: [toll, "!*free*"]
  links: ["*/tolls*"]
configurable: true
"""
)
PART = "name: toll-in-part\nof: toll\nfires: partial\n" + HEAD
LINK = "name: toll-by-link\nof: toll\nfires: linked\n" + HEAD
BRIDGE = "# The old bridge\n\n"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "metadata").mkdir()
    for text in (TOLL, PART, LINK):
        name = text.split("\n", 1)[0].removeprefix("name: ")
        (folder / "metadata" / f"{name}.yaml").write_text(text)
    return folder


def fired(pack: Path, text: str, house: HouseDisclaimer | None = None) -> list[str]:
    found = read_pack(pack)
    assert found.faults == []
    engine = Engine(found.rules, Publisher(disclaimer=house) if house else Publisher())
    outcome = engine.lint(read(text.encode(), "a.md"), {rule.name: rule.severity for rule in found.rules})
    return [finding.rule for finding in outcome.findings]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("It spans the river.", ["toll"]),
        ("It costs 5 pence and is open until 9.", []),
        ("It costs 5 pence.", ["toll-in-part"]),
        ("Ring the keeper.", ["toll"]),
        ("It costs 5 pence. Ring the keeper.", []),
        ("See the board.", []),
        ("It costs 5 pence. It is old. It is open until 9.", []),
        ("It costs 5 pence. It is old. It is narrow. It is open until 9.", ["toll-in-part"]),
        ("It costs 5 pence. It is old. Ring the keeper.", ["toll-in-part"]),
        ("Boats pass. It costs 5 pence and closes at 9.", ["toll-in-part"]),
        ("Mind the gate. It costs 5 pence and closes at 9.", []),
        ("The sign says “it costs 5 pence” and “open until 9”.", ["toll"]),
        ("See [the tolls](https://example.org/tolls/).", ["toll-by-link"]),
        ("{{< toll-box >}}", []),
        ("{{< toll-road-map >}}", ["toll"]),
    ],
)
def test_an_article_is_in_one_state(pack: Path, text: str, rules: list[str]) -> None:
    assert fired(pack, BRIDGE + text) == rules


@pytest.mark.parametrize(
    ("value", "rules"),
    [("5 pence", []), ("false", ["toll"]), ("none", ["toll"]), ("", ["toll"]), ("free on Sundays", ["toll"])],
)
def test_front_matter_speaks_unless_it_says_no(pack: Path, value: str, rules: list[str]) -> None:
    assert fired(pack, f"---\ntoll: {value}\n---\n{BRIDGE}It spans the river.") == rules


def test_one_mention_in_the_text_is_not_what_an_article_is_about(pack: Path) -> None:
    assert fired(pack, "# The river\n\nA bridge stands below the mill.") == []
    assert fired(pack, "# The river\n\nA bridge stands below the mill. That bridge is old.") == ["toll"]


def test_the_configuration_adds_to_what_supplies_it(pack: Path) -> None:
    house = HouseDisclaimer(components=("keepers-note",), metadata=("keeper",), links=("*/keeper",))
    assert fired(pack, BRIDGE + "{{< keepers-note >}}") == ["toll"]
    assert fired(pack, BRIDGE + "{{< keepers-note >}}", house) == []
    assert fired(pack, f"---\nkeeper: yes\n---\n{BRIDGE}It spans the river.", house) == []
    assert fired(pack, BRIDGE + "[Ask](https://example.org/keeper)", house) == ["toll-by-link"]


def test_a_finding_shows_the_part_that_is_there(pack: Path) -> None:
    rules = read_pack(pack).rules
    text = BRIDGE + "It spans the river. It costs 5 pence."
    (finding,) = Engine(rules).lint(read(text.encode(), "a.md"), {r.name: r.severity for r in rules}).findings
    assert finding.place.whole_article
    assert [(r.message, r.place.text) for r in finding.related] == [("this says only part of it (price)", "It costs 5 pence.")]


def test_a_rule_of_a_rule_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "metadata").mkdir()
    (tmp_path / "metadata" / "toll-in-part.yaml").write_text(PART)
    pack = read_pack(tmp_path)
    assert pack.rules == []
    assert [(fault.line, fault.message) for fault in pack.faults] == [
        (2, "of: this pack has no rule 'toll' of the kind 'required' with elements of its own")
    ]


def test_elements_and_of_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "metadata").mkdir()
    (tmp_path / "metadata" / "toll.yaml").write_text(TOLL + "of: other\n")
    (fault,) = read_pack(tmp_path).faults
    assert "write either elements, or 'of' with the name of the rule that has them" in fault.message
