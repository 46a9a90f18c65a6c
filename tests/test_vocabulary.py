"""The names that rules may use."""

from __future__ import annotations

from pathlib import Path

from lint.engine import packaged_language
from lint.language.context import BUILT_IN
from lint.rulebook import packaged, read_pack
from lint.vocabulary import BUILT_IN_FLAGS, slots_used, vocabulary, without_unknown_names


def test_the_slots_are_those_that_the_language_layer_finds() -> None:
    assert vocabulary(["mineral"]).slots == packaged_language({"mineral": ["quartz"]}).slot_names


def test_the_flags_are_those_that_the_language_layer_raises() -> None:
    assert vocabulary().flags == packaged_language().contexts.flags
    assert BUILT_IN_FLAGS == BUILT_IN


def test_the_slots_that_rules_use_are_told(site: Path) -> None:
    assert slots_used(read_pack(Path("pack")).rules) == {"digits"}


def test_the_rules_that_come_with_healthlint_name_nothing_unknown() -> None:
    checked = without_unknown_names(packaged(), vocabulary())
    assert (checked.faults, checked.rules) == ([], packaged().rules)
