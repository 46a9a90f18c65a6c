"""Rule packs, a profile and the configuration's choices -> the rules that hold for an article, each with its severity."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import ValidationError

from lint.finding import Severity
from lint.rule import FAMILIES, Rule, SeverityName, Strict, parse_rule, validation_error
from lint.strictyaml import Document, FileError, load_file


class Profile(Strict):
    """A readership or trade (consumer, clinical, …) or a jurisdiction (us, uk): severities that differ, rules on or off."""

    name: str
    summary: str
    severity: dict[str, SeverityName] = {}
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """What a configuration or command line picks; each entry is a rule's name, an old name of it, or a family."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


class UnknownRule(ValueError):
    """A name that is no rule and no family; the message offers the nearest."""


class Rulebook:
    """All known rules, and for a choice of profile and selections the severity of each that holds."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: dict[str, Rule] = {}
        self._old: dict[str, str] = {}
        for rule in rules:
            self.rules[rule.name] = rule
            self._old |= dict.fromkeys(rule.formerly, rule.name)

    def names(self, word: str) -> list[str]:
        """The rules that a name, an old name or a family stands for; raises UnknownRule."""
        if word in self.rules:
            return [word]
        if word in self._old:
            return [self._old[word]]
        if word in FAMILIES:
            return [name for name, rule in self.rules.items() if rule.family == word]
        close = difflib.get_close_matches(word, [*self.rules, *FAMILIES, *self._old], 1)
        hint = f"; did you mean {close[0]!r}?" if close else "; `healthlint rules` lists them"
        raise UnknownRule(f"no rule or family is called {word!r}{hint}")

    def active(self, profiles: Iterable[Profile], selections: Iterable[Selection]) -> dict[str, Severity]:
        """The rules that hold and their severities; later profiles and selections win. Raises UnknownRule."""
        held = {name: rule.severity for name, rule in self.rules.items() if rule.enabled}
        for profile in profiles:
            self._apply(held, profile.on, profile.off, profile.severity)
        for selection in selections:
            if selection.select:
                chosen = {name for word in selection.select for name in self.names(word)}
                held = {name: held.get(name, self.rules[name].severity) for name in self.rules if name in chosen}
            self._apply(held, (), selection.ignore, selection.severity)
        return held

    def _apply(
        self, held: dict[str, Severity], on: Iterable[str], off: Iterable[str], severity: Mapping[str, Severity]
    ) -> None:
        for word in on:
            for name in self.names(word):
                held.setdefault(name, self.rules[name].severity)
        for word, value in sorted(severity.items(), key=lambda item: item[0] in self.rules):  # a rule's own beats its family's
            for name in self.names(word):
                if name in held:
                    held[name] = value
        for word in off:
            for name in self.names(word):
                held.pop(name, None)


def load_rules(folder: Path) -> list[Rule]:
    """The rules of a pack: ``folder/FAMILY/NAME.yaml``, in order of their paths. Raises FileError for the first bad one."""
    found: list[Rule] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name not in FAMILIES:
            continue
        document = load_file(path)
        rule = parse_rule(document, path.parent.name)
        if rule.name != path.stem:
            raise FileError(
                str(path), document.line(("name",)), f"the rule is called {rule.name!r}; its file must be {rule.name}.yaml"
            )
        for name in (rule.name, *rule.formerly):
            if name in seen:
                raise FileError(
                    str(path), document.line(("name",)), f"the name {name!r} stands in {seen[name]} too; rename one"
                )
            seen[name] = str(path)
        found.append(rule)
    return found


@cache
def packaged_rules() -> tuple[Rule, ...]:
    """The rules that come with healthlint."""
    with as_file(files("lint.rules")) as folder:
        return tuple(load_rules(folder))


@cache
def packaged_document(name: str) -> Document:
    """A YAML file of the rule pack that is no rule, such as ``slots.yaml``."""
    with as_file(files("lint.rules")) as folder:
        return load_file(folder / name)


def profile_names() -> list[str]:
    """The profiles that come with healthlint."""
    with as_file(files("lint.rules")) as folder:
        return sorted(path.stem for path in (folder / "profiles").glob("*.yaml"))


def packaged_profile(name: str) -> Profile:
    """A profile by its name; raises UnknownRule for one that does not exist."""
    if name not in profile_names():
        raise UnknownRule(f"no profile is called {name!r}; there are {', '.join(profile_names())}")
    document = packaged_document(f"profiles/{name}.yaml")
    try:
        return Profile.model_validate(document.data)
    except ValidationError as error:
        raise validation_error(document, error) from None
