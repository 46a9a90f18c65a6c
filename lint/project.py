"""What every command starts from: the configuration and all rule packs, read once, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lint import config
from lint.checked import Dependency, Failure, Insertion
from lint.choices import Choices
from lint.config import Override, Settings
from lint.files import DISK, Files
from lint.finding import Severity, Suppression
from lint.fingerprint import of_path
from lint.locate import find, shown
from lint.policy.suppressions import House, Suppressions
from lint.reports import RuleInfo
from lint.rule import ReferencesRule, Rule, SuppressionRule, UnsupportedRule
from lint.rulebook import (
    Pack,
    Rulebook,
    joined,
    packaged,
    packaged_folder,
    packaged_profile,
    profile_names,
    read_pack,
)
from lint.rulepage import page
from lint.strictyaml import FileError
from lint.vocabulary import lexicon_names, slots_used, vocabulary, without_unknown_names

if TYPE_CHECKING:
    from lint.engine import Engine


@dataclass
class Project:
    """A configuration, the rules it brings together, and the faults found on the way, which spoil nothing else.

    ``files`` are those besides an article that have a say in it.
    ``rule_folders`` are those that the configuration names, as they were when they were read.
    """

    settings: Settings
    pack: Pack
    rulebook: Rulebook
    faults: list[FileError]
    choices: Choices = Choices()
    files: Files = DISK
    rule_folders: tuple[Dependency, ...] = ()
    _made: dict[tuple[int, ...], Suppressions] = field(default_factory=dict)

    def check_choices(self) -> None:
        """Raises UnknownName where the command line names a rule, family or profile that nobody knows."""
        if self.faults:
            return  # the name may be that of a rule whose file has a fault, which is told first
        for word in (*(self.choices.selection.select or ()), *self.choices.selection.ignore):
            self.rulebook.names(word)
        if self.choices.profile:
            packaged_profile(self.choices.profile)

    def severities(self, path: str) -> Mapping[str, Severity]:
        """The rules that hold for the article at ``path``, which is relative to the current folder, and their severities."""
        return self.suppressions(path).severities

    def suppressions(self, path: str) -> Suppressions:
        """What holds for the suppressions of the article at ``path``, besides what it says itself."""
        overrides = self.settings.overrides_for(path)
        key = tuple(map(id, overrides))
        if key not in self._made:
            self._made[key] = self._choose(overrides)
        return self._made[key]

    def _choose(self, overrides: Sequence[Override]) -> Suppressions:
        values, choices, known = self.settings.values, self.choices, self.rulebook
        profile = choices.profile or next((o.profile for o in reversed(overrides) if o.profile), values.profile)
        names = (profile, choices.jurisdiction or values.jurisdiction)
        profiles = [packaged_profile(name) for name in names if name in profile_names()]
        selections = [values.selection, *(override.selection for override in overrides)]
        severities = known.active(profiles, [*selections, choices.selection])
        file = shown(self.settings.document.path)
        suppressed = self.settings.suppressed(overrides, known)
        return Suppressions(
            rules=tuple(rule for rule in self.pack.rules if isinstance(rule, SuppressionRule)),
            names=known.meanings,
            severities=severities,
            left_out=frozenset(known.active(profiles, selections).keys() - severities.keys()),
            house=tuple(House(known.meanings[word], Suppression(why, line, file)) for word, why, line in suppressed),
            reason_required=values.suppression_reason == "required",
        )

    @property
    def insertion(self) -> Insertion | None:
        """The words to put into articles without a disclaimer, if there are any."""
        words, document = self.settings.values.disclaimer.insert, self.settings.document
        return Insertion(words, shown(document.path), document.line(("disclaimer", "insert"))) if words else None

    @property
    def failures(self) -> list[Failure]:
        """The faults as a report lists them."""
        return [Failure(shown(fault.path), fault.line, fault.message) for fault in self.faults]

    def rules_named(self, words: Iterable[str], folders: Iterable[Path] = ()) -> list[Rule]:
        """The rules that the words (names or families) stand for, or else those in the folders, or else all.

        Raises UnknownName.
        """
        named = {name for word in words for name in self.rulebook.names(word)}
        if named:
            return [rule for rule in self.pack.rules if rule.name in named]
        roots = [folder.resolve() for folder in folders]
        homes = {name: Path(document.path).resolve() for name, document in self.pack.documents.items()}
        return [rule for rule in self.pack.rules if not roots or any(map(homes[rule.name].is_relative_to, roots))]

    def engine(self, rules: Sequence[Rule]) -> Engine:
        """An engine for these rules of the project; the first one loads spaCy, which takes half a second."""
        from lint.engine import Engine, Publisher

        counted: list[Rule] = []
        if any(isinstance(rule, ReferencesRule) for rule in rules):  # an article without references is judged by its claims
            names = {rule.name for rule in rules}
            claims = [rule for rule in self.pack.rules if isinstance(rule, UnsupportedRule)]
            counted = [rule for rule in claims if rule.enabled and rule.name not in names]
        values = self.settings.values
        publisher = Publisher(
            values.brands, values.domains, values.disclaimer, values.lexicons, self.settings.carriers(), self.files.read
        )
        return Engine([*rules, *counted], publisher)


def rule_info(rule: Rule) -> RuleInfo:
    """What reports say of a rule."""
    return RuleInfo(
        rule.name, rule.family, rule.severity, rule.summary, rule.why, rule.instead, rule.cited, help_markdown=page(rule)
    )


def open_project(
    start: Path,
    file: Path | None = None,
    choices: Choices = Choices(),
    folders: Iterable[Path] = (),
    files: Files = DISK,
) -> Project:
    """Read the configuration in ``file``, or the one that holds for ``start``, and the rules.

    Args:
        start: the folder from which to look for a configuration file.
        file: a configuration file that was named.
        choices: what the command line says.
        folders: rule packs besides those that the configuration names.
        files: where the configuration and the rules are, and what articles depend on.
    Returns:
        The project. Where the configuration cannot be used the defaults hold, and ``faults`` says so.
    """
    faults: list[FileError] = []
    settings = Settings()
    file = file or find(start, files)
    if file is not None:
        try:
            settings = config.load(file, files)
        except FileError as fault:
            faults.append(FileError(fault.path, fault.line, f"{fault.message} (until then the defaults hold)"))
    homes = [str(folder) for folder in settings.rule_folders()]
    kept_in = tuple(Dependency(home, of_path(home, files)) for home in homes)  # before they are read
    own = {folder.resolve(): folder for folder in (*settings.rule_folders(), *folders)}
    lexicons = settings.values.lexicons
    packs = (read_pack(folder, files) for root, folder in own.items() if root != packaged_folder().resolve())
    pack = joined([packaged(), *(without_unknown_names(pack, vocabulary(lexicons)) for pack in packs)])
    rulebook = Rulebook(pack.rules)
    if lexicons:
        faults += settings.unknown_lexicons(lexicon_names() | slots_used(pack.rules))
    faults += [*pack.faults, *settings.unknown_names(rulebook), *settings.unfit_suppressions(rulebook)]
    return Project(settings, pack, rulebook, faults, choices, files, kept_in)
