"""What every command starts from: the configuration and all rule packs, read once, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lint import config
from lint.config import Settings
from lint.finding import Severity
from lint.rule import ReferencesRule, Rule, UnsupportedRule
from lint.rulebook import Pack, Rulebook, Selection, joined, packaged, packaged_profile, profile_names, read_pack
from lint.strictyaml import FileError


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says; it goes before the configuration file."""

    selection: Selection = Selection()
    profile: str | None = None
    jurisdiction: str | None = None


@dataclass
class Project:
    """A configuration, the rules it brings together, and the faults found on the way, which spoil nothing else."""

    settings: Settings
    pack: Pack
    rulebook: Rulebook
    faults: list[FileError]
    choices: Choices = Choices()
    _active: dict[tuple[int, ...], Mapping[str, Severity]] = field(default_factory=dict)

    def severities(self, path: str) -> Mapping[str, Severity]:
        """The rules that hold for the article at ``path``, which is relative to the current folder, and their severities."""
        overrides = self.settings.overrides_for(path)
        key = tuple(map(id, overrides))
        if key not in self._active:
            values, choices = self.settings.values, self.choices
            profile = choices.profile or next((o.profile for o in reversed(overrides) if o.profile), values.profile)
            names = (profile, choices.jurisdiction or values.jurisdiction)
            profiles = [packaged_profile(name) for name in names if name in profile_names()]
            selections = [values.selection, *(override.selection for override in overrides), choices.selection]
            self._active[key] = self.rulebook.active(profiles, selections)
        return self._active[key]

    def rules_for(self, paths: Iterable[str]) -> list[Rule]:
        """The rules that hold for at least one of the articles."""
        held = {name for path in paths for name in self.severities(path)}
        return [rule for name, rule in self.rulebook.rules.items() if name in held]


def counted_by(rules: Iterable[Rule], rulebook: Rulebook) -> list[Rule]:
    """The rules whose hits others of ``rules`` count: an article without any reference is judged by its claims."""
    rules = list(rules)
    if not any(isinstance(rule, ReferencesRule) for rule in rules):
        return []
    return [r for r in rulebook.rules.values() if isinstance(r, UnsupportedRule) and r.enabled and r not in rules]


def open_project(start: Path, file: Path | None = None, choices: Choices = Choices(), folders: Iterable[Path] = ()) -> Project:
    """Read the configuration in ``file``, or the one that holds for ``start``, and the rules.

    Args:
        start: the folder from which to look for a configuration file.
        file: a configuration file that was named.
        choices: what the command line says.
        folders: rule packs besides those that the configuration names.
    Returns:
        The project. Where the configuration cannot be used the defaults hold, and ``faults`` says so.
    """
    faults: list[FileError] = []
    settings = Settings()
    file = file or config.find(start)
    if file is not None:
        try:
            settings = config.load(file)
        except FileError as fault:
            faults.append(FileError(fault.path, fault.line, f"{fault.message} (until then the defaults hold)"))
    pack = joined([packaged(), *map(read_pack, (*settings.rule_folders(), *folders))])
    rulebook = Rulebook(pack.rules)
    faults += [*pack.faults, *settings.unknown_names(rulebook)]
    return Project(settings, pack, rulebook, faults, choices)
