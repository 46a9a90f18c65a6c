"""Rule packs, and which rules hold with which severity."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lint.choices import Selection, UnknownName
from lint.finding import Severity
from lint.rulebook import (
    Pack,
    Profile,
    Rulebook,
    joined,
    packaged,
    packaged_profile,
    profile_names,
    read_pack,
)
from lint.vocabulary import vocabulary, without_unknown_names

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.fixture
def book(site: Path) -> Rulebook:
    soup = (site / "pack/promotion/best-soup.yaml").read_text()
    quiet = soup.replace("best-soup", "quiet-soup").replace("[finest-soup]", "[]") + "enabled: false\n"
    (site / "pack/promotion/quiet-soup.yaml").write_text(quiet)
    return Rulebook(read_pack(site / "pack").rules)


def test_rules_hold_as_their_files_say(book: Rulebook) -> None:
    assert book.active([], []) == {"swallow-pebbles": ERROR, "best-soup": WARNING}


@pytest.mark.parametrize(
    ("profile", "held"),
    [
        (Profile(name="x", summary="x", on=("quiet-soup",)), {"swallow-pebbles", "best-soup", "quiet-soup"}),
        (Profile(name="x", summary="x", off=("promotion",)), {"swallow-pebbles"}),
    ],
)
def test_a_profile_switches_rules_on_and_off(book: Rulebook, profile: Profile, held: set[str]) -> None:
    assert set(book.active([profile], [])) == held


@pytest.mark.parametrize(
    ("selections", "held"),
    [
        ([Selection(select=("promotion",))], {"best-soup"}),
        ([Selection(select=("finest-soup",))], {"best-soup"}),
        ([Selection(select=("quiet-soup",))], {"quiet-soup"}),
        ([Selection(select=("nobody-knows-it",))], set()),
        ([Selection(ignore=("dosing",))], {"best-soup"}),
        ([Selection(select=("dosing",)), Selection(select=("promotion",))], {"best-soup"}),
        ([Selection(select=("dosing", "promotion"), ignore=("best-soup",))], {"swallow-pebbles"}),
        ([Selection(ignore=("best-soup",)), Selection()], {"swallow-pebbles"}),
    ],
    ids=["family", "old name", "switched on", "unknown", "ignored", "later wins", "ignored of selected", "ignored stays"],
)
def test_selections_pick_by_name_old_name_and_family(book: Rulebook, selections: list[Selection], held: set[str]) -> None:
    assert set(book.active([], selections)) == held


def test_a_rules_own_severity_beats_its_familys_and_the_later_beats_the_earlier(book: Rulebook) -> None:
    profile = Profile(name="x", summary="x", severity={"dosing": INFO, "promotion": INFO})
    selection = Selection(severity={"best-soup": ERROR, "promotion": WARNING})
    assert book.active([profile], [selection]) == {"swallow-pebbles": INFO, "best-soup": ERROR}


def test_a_severity_said_before_a_rule_is_selected_holds(book: Rulebook) -> None:
    profile = Profile(name="x", summary="x", severity={"quiet-soup": INFO})
    assert book.active([profile], [Selection(select=("quiet-soup",))]) == {"quiet-soup": INFO}


def test_an_unknown_name_offers_the_nearest(book: Rulebook) -> None:
    with pytest.raises(UnknownName, match="'best-soop'; did you mean 'best-soup'"):
        book.names("best-soop")
    with pytest.raises(UnknownName, match="healthlint rules"):
        book.names("zzzz")


def test_a_bad_rule_spoils_no_other(site: Path) -> None:
    bad = site / "pack/dosing/bad.yaml"
    bad.write_text("name: bad\nkind: phrase\nseverty: error\n")
    pack = read_pack(site / "pack")
    assert {rule.name for rule in pack.rules} == {"swallow-pebbles", "best-soup"}
    assert [fault.path for fault in pack.faults] == [str(bad)]


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (changed("severity: error", "severty: error"), 3, "unknown key 'severty'; did you mean 'severity'?"),
        (changed("kind: phrase", "kind: phrases"), 2, "there is no such kind; write one of phrase, unsupported"),
        (changed("swallow <digits> pebbles", "swallow [pebbles"), 12, "in the pattern 'swallow [pebbles'"),
        (changed("swallow <digits> pebbles", "swallow? pebbles?"), 12, "nothing in it must be there"),
        (changed("<digits>", "<digit>"), 12, "no slot is called <digit>; did you mean 'digits'?"),
        (changed("examples:", "unless: {context: [quotd]}\nexamples:"), 13, "no context flag is called 'quotd'"),
        (changed("examples:", "roles: [footer]\nexamples:"), 13, "roles.0"),
        (changed("name: swallow-pebbles", "name: pebbles"), 1, "its file must be pebbles.yaml"),
        (changed("  good:\n    - Swallow 5 raisins.\n", ""), None, "'good' is missing"),
    ],
)
def test_a_rule_that_cannot_be_used_names_its_line(
    site: Path, change: Callable[[str], str], line: int | None, words: str
) -> None:
    path = site / "pack/dosing/swallow-pebbles.yaml"
    path.write_text(change(path.read_text()))
    pack = without_unknown_names(read_pack(site / "pack"), vocabulary())
    assert [rule.name for rule in pack.rules] == ["best-soup"]
    [fault] = pack.faults
    assert fault.path == str(path)
    assert words in fault.message
    assert line is None or fault.line == line, fault.line


def test_a_slot_of_a_lexicon_that_the_configuration_adds_is_known(site: Path) -> None:
    path = site / "pack/dosing/swallow-pebbles.yaml"
    path.write_text(path.read_text().replace("<digits>", "<mineral>"))
    assert without_unknown_names(read_pack(site / "pack"), vocabulary(["mineral"])).faults == []


@pytest.mark.parametrize("place", ["best.yaml", "dosage/best.yaml", "dosing/deep/best.yaml", "dosing/best.yml"])
def test_a_rule_in_the_wrong_place_is_a_fault_and_not_passed_over(site: Path, place: str) -> None:
    path = site / "pack" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("name: best\n")
    assert [(f.path, f.message.partition(";")[0]) for f in read_pack(site / "pack").faults] == [
        (str(path), "a rule stands in FAMILY/NAME.yaml")
    ]


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    assert "no such folder" in read_pack(tmp_path / "gone").faults[0].message


@pytest.mark.parametrize("name", ["best-soup", "finest-soup"])
def test_a_name_new_or_old_stands_once_in_all_packs(site: Path, name: str) -> None:
    soup = (site / "pack/promotion/best-soup.yaml").read_text()
    again = site / "more/promotion" / f"{name}.yaml"
    again.parent.mkdir(parents=True)
    again.write_text(soup.replace("name: best-soup", f"name: {name}").replace("formerly: [finest-soup]", "formerly: []"))
    whole = joined([read_pack(site / "pack"), read_pack(site / "more")])
    assert [rule.name for rule in whole.rules] == ["swallow-pebbles", "best-soup"]
    assert [(f.path, f"{name!r} stands in" in f.message) for f in whole.faults] == [(str(again), True)]


def test_a_rule_that_yields_to_nobody_known_is_a_fault_and_stays(site: Path) -> None:
    soup = site / "pack/promotion/best-soup.yaml"
    soup.write_text(soup.read_text() + "yields_to: [swallow-pebbels]\n")
    whole = joined([read_pack(site / "pack")])
    assert [rule.name for rule in whole.rules] == ["swallow-pebbles", "best-soup"]
    assert [fault.message for fault in whole.faults] == [
        "no rule to yield to is called 'swallow-pebbels'; did you mean 'swallow-pebbles'?"
    ]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return without_unknown_names(packaged(), vocabulary())


def test_no_shipped_rule_has_a_fault(shipped: Pack) -> None:
    assert list(map(str, shipped.faults)) == []


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_names_rules_that_exist_and_is_called_as_its_file(shipped: Pack, name: str) -> None:
    profile = packaged_profile(name)
    assert profile.name == name
    for word in (*profile.severity, *profile.on, *profile.off):
        Rulebook(shipped.rules).names(word)


def test_the_default_profiles_exist() -> None:
    assert {"consumer", "clinical", "supplement-seller", "addiction-treatment", "us", "uk"} <= set(profile_names())
