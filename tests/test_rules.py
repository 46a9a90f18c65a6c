"""Every rule that healthlint ships: its examples hold, and it says all that a writer needs."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lint.article import Role
from lint.examples import broken_examples
from lint.language.context import SCOPES
from lint.pattern import parse
from lint.project import open_project
from lint.rule import FAMILIES, Rule
from lint.rulebook import packaged, packaged_document, packaged_folder
from lint.vocabulary import lexicon_names, vocabulary, without_unknown_names

RULES = {rule.name: rule for rule in packaged().rules}
ENOUGH = 5

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def test_every_file_holds_a_rule() -> None:
    assert [str(fault) for fault in packaged().faults] == []


def test_every_slot_and_context_flag_that_a_rule_names_exists() -> None:
    assert [str(fault) for fault in without_unknown_names(packaged(), vocabulary()).faults] == []


def test_every_family_has_rules() -> None:
    assert {rule.family for rule in RULES.values()} == set(FAMILIES)


def test_the_examples_of_every_rule_hold(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)  # no configuration of this checkout
    project = open_project(tmp_path)
    assert [str(broken) for broken in broken_examples(project.pack.rules, project)] == []


@every_rule
def test_a_rule_has_enough_examples_of_both_kinds(rule: Rule) -> None:
    assert len(rule.examples.bad) >= ENOUGH
    assert len(rule.examples.good) >= ENOUGH


@every_rule
def test_no_example_stands_twice(rule: Rule) -> None:
    counts = Counter(" ".join(text.split()).casefold() for text in (*rule.examples.bad, *rule.examples.good))
    assert [text for text, count in counts.items() if count > 1] == []


@every_rule
def test_a_rule_stands_in_the_folder_of_its_family_under_its_name(rule: Rule) -> None:
    assert (packaged_folder() / rule.family / f"{rule.name}.yaml").is_file()


@every_rule
def test_a_rule_rests_on_a_standard_with_an_address(rule: Rule) -> None:
    assert rule.standards
    assert all(
        standard.name.strip() and re.fullmatch(r"https?://[\w.-]+\.[a-z]+(?:/\S*)?", standard.url)
        for standard in rule.standards
    )


@every_rule
def test_a_rule_says_what_why_and_what_instead(rule: Rule) -> None:
    for words in (rule.summary, rule.message, rule.why, rule.instead):
        assert len(words.split()) >= 3
        assert words[:1] == words[:1].upper()
        assert words.rstrip(")”\"' ")[-1] in ".?!"
        assert not re.search(r"\b(?:TODO|FIXME|TBD|PLACEHOLDER|XXX|lorem)\b", words, re.IGNORECASE)


@every_rule
def test_a_message_holds_no_placeholder_but_the_words_found(rule: Rule) -> None:
    assert set(re.findall(r"\{[^}]*\}", " ".join((rule.summary, rule.message, rule.why, rule.instead)))) <= {"{text}"}
    assert "{text}" not in rule.summary + rule.why + rule.instead


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.kind == "required"], ids=lambda rule: rule.name)
def test_a_message_about_what_is_missing_quotes_nothing(rule: Rule) -> None:
    assert "{text}" not in rule.message


@every_rule
def test_a_rule_says_what_it_was_tried_on(rule: Rule) -> None:
    assert rule.evidence.strip()


def test_no_name_new_or_old_stands_for_two_rules() -> None:
    names = Counter(name for rule in RULES.values() for name in {rule.name, *rule.formerly})
    assert [name for name, count in names.items() if count > 1] == []


@every_rule
def test_a_rule_yields_to_rules_that_exist_and_not_to_itself(rule: Rule) -> None:
    assert set(rule.yields_to) <= RULES.keys() - {rule.name}


def test_no_slot_has_the_name_of_a_lexicon() -> None:
    assert lexicon_names().isdisjoint(packaged_document("slots.yaml").data)


def test_a_slot_uses_slots_above_it_only() -> None:
    known = set(vocabulary().slots - set(packaged_document("slots.yaml").data))
    for name, patterns in packaged_document("slots.yaml").data.items():
        used = set(re.findall(r"<([a-z-]+)>", " ".join(patterns)))
        assert used <= known | {name}, f"<{name}> uses {sorted(used - known)}, which stand below it or nowhere"
        known.add(name)


@pytest.mark.parametrize("flag", packaged_document("context.yaml").data)
def test_a_context_flag_has_cues_that_can_be_found(flag: str) -> None:
    spec = packaged_document("context.yaml").data[flag]
    patterns = [parse(text) for text in (*spec.get("cues", []), *spec.get("without", []))]
    assert patterns
    assert frozenset().union(*(pattern.slots for pattern in patterns)) <= vocabulary().slots
    assert spec["scope"] in SCOPES
    assert set(spec.get("roles", [])) <= set(Role)
    assert int(spec.get("reach", 0)) > 0 or spec["scope"] == "sentence"
