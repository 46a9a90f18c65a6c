"""Rule packs, a profile and the configuration's choices -> the rules that hold for an article, each with its severity."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files as resources
from pathlib import Path

from pydantic import Field, ValidationError

from lint.choices import Selection, UnknownName
from lint.files import DISK, Files
from lint.finding import Severity
from lint.rule import FAMILIES, RequiredRule, Rule, SeverityName, Strict, parse_rule, validation_error
from lint.strictyaml import Document, FileError, load_file


class Profile(Strict):
    """A readership or trade (consumer, clinical, …) or a jurisdiction (us, uk): severities that differ, rules on or off."""

    name: str
    summary: str
    severity: dict[str, SeverityName] = Field(default_factory=dict)
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@dataclass
class Pack:
    """The rules of a folder, the YAML documents they come from (by rule name), and what is wrong with the other files."""

    rules: list[Rule] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[FileError] = field(default_factory=list)


class Rulebook:
    """All known rules, and for a choice of profile and selections the severity of each that holds."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: dict[str, Rule] = {}
        self._old: dict[str, str] = {}
        for rule in rules:
            self.rules[rule.name] = rule
            self._old |= dict.fromkeys(rule.formerly, rule.name)

    def names(self, word: str) -> list[str]:
        """The rules that a name, an old name or a family stands for; raises UnknownName."""
        if word in FAMILIES:
            return [name for name, rule in self.rules.items() if rule.family == word]
        return [self.rule(word).name]

    @cached_property
    def meanings(self) -> dict[str, frozenset[str]]:
        """Every name, old name and family, and the rules that it stands for."""
        return {word: frozenset(self.names(word)) for word in (*FAMILIES, *self._old, *self.rules)}

    def rule(self, name: str) -> Rule:
        """The rule of this name or old name; raises UnknownName."""
        name = self.current_name(name)
        if name not in self.rules:
            known = [*self.rules, *FAMILIES, *self._old]
            close = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else "`healthlint rules` lists them"
            raise UnknownName(f"no rule or family is called {name!r}; {hint}")
        return self.rules[name]

    def current_name(self, name: str) -> str:
        """The name that a rule bears today; a name that nobody knows stays as it is."""
        return self._old.get(name, name)

    def active(self, profiles: Iterable[Profile], selections: Iterable[Selection]) -> dict[str, Severity]:
        """The rules that hold and their severities; later profiles and selections win. Unknown names are passed by."""
        severities = {name: rule.severity for name, rule in self.rules.items()}
        held = {name for name, rule in self.rules.items() if rule.enabled}
        for profile in profiles:
            severities |= self._severities(profile.severity)
            held = (held | self._known(profile.on)) - self._known(profile.off)
        usual = frozenset(held)
        for selection in selections:
            severities |= self._severities(selection.severity)
            if selection.select is not None:
                families = {word for word in selection.select if word in FAMILIES}
                named = self._known(word for word in selection.select if word not in families)
                held = (self._known(families) & usual) | named
            held -= self._known(selection.ignore)
        return {name: severities[name] for name in self.rules if name in held}

    def _known(self, words: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for word in words:
            with suppress(UnknownName):
                found.update(self.names(word))
        return found

    def _severities(self, severity: Mapping[str, Severity]) -> dict[str, Severity]:
        # Families first: what is said of a rule by its name beats what is said of its family.
        ordered = sorted(severity.items(), key=lambda item: item[0] not in FAMILIES)
        return {name: value for word, value in ordered for name in self._known([word])}


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for the end of a message: the known word nearest to one that nobody knows."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, 1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; write one of {', '.join(known[:_FEW])}" + (", …" if len(known) > _FEW else "")


_FEW = 12
_NO_RULES = frozenset({"context.yaml", "slots.yaml", "tiers.yaml", "lexicons", "profiles"})


def read_pack(folder: Path, files: Files = DISK, *, trusted: bool = False) -> Pack:
    """The rules of a pack: ``folder/FAMILY/NAME.yaml``, in order of their paths."""
    pack = Pack()
    inside = files.below(str(folder))
    if inside is None:
        pack.faults.append(FileError(str(folder), None, "no such folder; name a folder with rules in FAMILY/NAME.yaml"))
    for path in sorted(path for path in map(Path, inside or ()) if path.suffix in (".yaml", ".yml")):
        place = path.relative_to(folder).parts
        if place[0] in _NO_RULES:
            continue
        if len(place) != 2 or place[0] not in FAMILIES or path.suffix != ".yaml":
            problem = f"a rule stands in FAMILY/NAME.yaml; the families are {', '.join(FAMILIES)}"
            pack.faults.append(FileError(str(path), None, problem))
            continue
        try:
            document = load_file(path, files)
            rule = _named_as_its_file(parse_rule(document, path.parent.name, trusted=trusted), document, path)
        except FileError as fault:
            pack.faults.append(fault)
        else:
            pack.rules.append(rule)
            pack.documents[rule.name] = document
    _complete(pack)
    return pack


def _complete(pack: Pack) -> None:
    """Give each rule with ``of`` the elements of the rule that it names; a rule that names none becomes a fault."""
    named = {rule.name: rule for rule in pack.rules}
    for place, rule in reversed(list(enumerate(pack.rules))):
        if not isinstance(rule, RequiredRule) or rule.of is None:
            continue
        base = named.get(rule.of)
        if isinstance(base, RequiredRule) and base.of is None:
            pack.rules[place] = rule.completed(base)
            continue
        del pack.rules[place]
        document = pack.documents.pop(rule.name)
        problem = f"of: this pack has no rule {rule.of!r} of the kind 'required' with elements of its own"
        pack.faults.append(FileError(document.path, document.line(("of",)), problem))


def _named_as_its_file(rule: Rule, document: Document, path: Path) -> Rule:
    if rule.name != path.stem:
        problem = f"the rule is called {rule.name!r}; its file must be {rule.name}.yaml"
        raise FileError(document.path, document.line(("name",)), problem)
    return rule


def joined(packs: Iterable[Pack]) -> Pack:
    """Several packs as one. A rule whose name, new or old, stands in an earlier file is left out and becomes a fault.

    So does a name in ``yields_to`` that no rule of them bears; that rule stays.
    """
    whole = Pack()
    seen: dict[str, str] = {}
    for pack in packs:
        whole.faults += pack.faults
        for rule in pack.rules:
            document = pack.documents[rule.name]
            taken = next((name for name in (rule.name, *rule.formerly) if name in seen), None)
            if taken:
                problem = f"the name {taken!r} stands in {seen[taken]} too; rename one"
                whole.faults.append(FileError(document.path, document.line(("name",)), problem))
                continue
            seen |= dict.fromkeys((rule.name, *rule.formerly), document.path)
            whole.rules.append(rule)
            whole.documents[rule.name] = document
    for rule in whole.rules:
        for number, name in enumerate(rule.yields_to):
            if name not in seen:
                document = whole.documents[rule.name]
                problem = f"no rule to yield to is called {name!r}{nearest(name, seen)}"
                whole.faults.append(FileError(document.path, document.line(("yields_to", number)), problem))
    return whole


def packaged_folder() -> Path:
    """Where the rules that come with healthlint are."""
    return Path(str(resources("lint.rules")))


@cache
def packaged() -> Pack:
    """The rules that come with healthlint."""
    return read_pack(packaged_folder(), trusted=True)


@cache
def packaged_document(name: str) -> Document:
    """A YAML file of the rule pack that is no rule, such as ``slots.yaml``."""
    return load_file(packaged_folder() / name)


def profile_names() -> list[str]:
    """The profiles that come with healthlint."""
    return sorted(path.stem for path in (packaged_folder() / "profiles").glob("*.yaml"))


def packaged_profile(name: str) -> Profile:
    """A profile by its name; raises UnknownName for one that does not exist."""
    if name not in profile_names():
        raise UnknownName(f"no profile is called {name!r}{nearest(name, profile_names())}")
    document = packaged_document(f"profiles/{name}.yaml")
    try:
        return Profile.model_validate(document.data)
    except ValidationError as error:
        raise validation_error(document, error) from None
