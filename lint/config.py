"""The configuration, ``healthlint.yaml`` or ``[tool.healthlint]`` in ``pyproject.toml``: what it may say, and where it is."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError, model_validator

from lint import toml
from lint.carriers import Carrier
from lint.choices import Selection, UnknownName
from lint.files import DISK, Files
from lint.globs import Globs
from lint.policy.directives import is_reason
from lint.rule import HouseDisclaimer, SeverityName, Strict, Supplied, validation_error
from lint.rulebook import Rulebook, nearest, profile_names
from lint.strictyaml import Document, FileError, Key, load_file, read_file

_TABLE = ("tool", "healthlint")


class Override(Strict):
    """What is different for the articles that match one of ``paths``, globs as in a .gitignore file."""

    paths: Annotated[tuple[str, ...], Field(min_length=1)]
    profile: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, SeverityName] = Field(default_factory=dict)
    suppress: dict[str, str] = Field(default_factory=dict)

    @property
    def selection(self) -> Selection:
        return Selection(self.select, self.ignore, self.severity)


class DisclaimerFile(Supplied):
    """The pages that a file's words belong to: those with one of the names, and the articles that match one of ``paths``."""

    paths: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _some_pages(self) -> DisclaimerFile:
        if not (self.components or self.metadata or self.links or self.paths):
            raise ValueError("say which pages it belongs to: those with these components, metadata or links, or at these paths")
        return self


class Disclaimer(HouseDisclaimer):
    """The names that stand for the house disclaimer, the files that hold it, and the words of it to insert."""

    files: dict[str, DisclaimerFile] = Field(default_factory=dict)


class Configuration(Strict):
    """Everything that a configuration file may say; docs/configuration.md explains each key."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    profile: str = "consumer"
    jurisdiction: Literal["us", "uk"] = "us"
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, SeverityName] = Field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    disclaimer: Disclaimer = Disclaimer()
    lexicons: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    rule_folders: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    suppression_reason: Literal["required", "optional"] = "required"

    @property
    def selection(self) -> Selection:
        return Selection(self.select, self.ignore, self.severity)


@dataclass(frozen=True)
class Settings:
    """A configuration and the file it stands in; without a file, the defaults for the current folder."""

    values: Configuration = Configuration()
    document: Document = Document("", {}, {})
    folder: Path = Path()

    @cached_property
    def exclude(self) -> Globs:
        """The articles that are none of healthlint's business."""
        return Globs(self.values.exclude, self.folder)

    def overrides_for(self, path: str) -> tuple[Override, ...]:
        """The overrides whose globs match the path, in the order of the file."""
        return tuple(override for override, globs in self._overrides if globs.match(path))

    def carriers(self) -> tuple[Carrier, ...]:
        """The files that hold the house disclaimer, under their paths as seen from the current folder."""
        return tuple(
            Carrier(os.path.relpath(self.folder / name), names, Globs(names.paths, self.folder))
            for name, names in self.values.disclaimer.files.items()
        )

    def rule_folders(self) -> list[Path]:
        """The folders of further rules, relative to the configuration file."""
        return [self.folder / name for name in self.values.rule_folders]

    def unknown_names(self, rulebook: Rulebook) -> Iterator[FileError]:
        """A FileError for each rule, family or profile that the file names and nobody knows."""
        for key, word in self._rule_names():
            try:
                rulebook.names(word)
            except UnknownName as error:
                yield FileError(self.document.path, self.document.line(key), f"{_dotted(key)}: {error}")
        profiles: list[tuple[Key, str | None]] = [(("profile",), self.values.profile)]
        profiles += [(("overrides", n, "profile"), override.profile) for n, override in enumerate(self.values.overrides)]
        for key, name in profiles:
            if name is not None and name not in profile_names():
                problem = f"no profile is called {name!r}{nearest(name, profile_names())}"
                yield FileError(self.document.path, self.document.line(key), f"{_dotted(key)}: {problem}")

    def suppressed(self, overrides: Iterable[Override], rulebook: Rulebook) -> Iterator[tuple[str, str, int]]:
        """The names that some overrides suppress, each with the reason and the line; those with a fault suppress nothing."""
        for override in overrides:
            number = self.values.overrides.index(override)
            for word, reason in override.suppress.items():
                if not self._fault(word, reason, rulebook):
                    yield word, reason, self.document.line(("overrides", number, "suppress", word)) or 1

    def unfit_suppressions(self, rulebook: Rulebook) -> Iterator[FileError]:
        """A FileError for each suppression of an unknown name, without its reason, or of findings about suppressions."""
        for number, override in enumerate(self.values.overrides):
            for word, reason in override.suppress.items():
                if problem := self._fault(word, reason, rulebook):
                    key = ("overrides", number, "suppress", word)
                    yield FileError(self.document.path, self.document.line(key), f"{_dotted(key)}: {problem}")

    def _fault(self, word: str, reason: str, rulebook: Rulebook) -> str:
        try:
            rules = [rulebook.rules[name] for name in rulebook.names(word)]
        except UnknownName as error:
            return str(error)
        if any(rule.kind == "suppression" for rule in rules):
            return "findings about suppressions are never suppressed; name the rule under 'ignore' or 'severity'"
        if self.values.suppression_reason == "required" and not is_reason(reason):
            return f"say why, as in '{word}: quoted from the leaflet', or set 'suppression-reason: optional'"
        return ""

    def unknown_lexicons(self, known: frozenset[str]) -> Iterator[FileError]:
        """A FileError for each lexicon to which the file adds terms and that no pattern uses."""
        for name in self.values.lexicons:
            if name not in known:
                key = ("lexicons", name)
                yield FileError(
                    self.document.path, self.document.line(key), f"no lexicon is called {name!r}{nearest(name, known)}"
                )

    def _rule_names(self) -> Iterator[tuple[Key, str]]:
        places: list[tuple[Key, Configuration | Override]] = [((), self.values)]
        places += [(("overrides", n), override) for n, override in enumerate(self.values.overrides)]
        for key, values in places:
            yield from (((*key, "select", n), word) for n, word in enumerate(values.select or ()))
            yield from (((*key, "ignore", n), word) for n, word in enumerate(values.ignore))
            yield from (((*key, "severity", word), word) for word in values.severity)

    @cached_property
    def _overrides(self) -> list[tuple[Override, Globs]]:
        return [(override, Globs(override.paths, self.folder)) for override in self.values.overrides]


def _dotted(key: Key) -> str:
    return ".".join(str(part) for part in key if not isinstance(part, int))


def load(path: Path, files: Files = DISK) -> Settings:
    """The settings in a configuration file.

    Raises FileError for a file that cannot be read or parsed, an unknown key or a value of the wrong kind, with the line.
    """
    document = _toml(path, files) if path.suffix == ".toml" else load_file(path, files)
    try:
        values = Configuration.model_validate(document.data if document.data is not None else {})
    except ValidationError as error:
        raise validation_error(document, error, _KEYS) from None
    return Settings(values, document, path.parent)


_KEYS = tuple(
    sorted(
        {
            field.alias or name
            for model in (Configuration, Override, Disclaimer, DisclaimerFile)
            for name, field in model.model_fields.items()
        }
    )
)


def _toml(path: Path, files: Files) -> Document:
    text = read_file(path, files)
    try:
        data: Any = toml.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise FileError(str(path), int(line[1]) if line else None, f"not valid TOML: {error}") from None
    except toml.TooDeepError:
        raise FileError(str(path), None, "nested too deeply; a configuration needs a handful of levels") from None
    for name in _TABLE:
        data = data.get(name, {}) if isinstance(data, dict) else data
    return Document(str(path), data, _toml_lines(text))


_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?")
_ASSIGNMENT = re.compile(r"\s*([\w.\"'-]+)\s*=")


def _toml_lines(text: str) -> dict[Key, int]:
    """Where the keys under [tool.healthlint] stand. tomllib does not say; a key inside an inline table has its line only."""
    lines: dict[Key, int] = {}
    table: Key = ()
    tables: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = _toml_key(header[2])
            if header[1] == "[[":
                tables[table] = tables.get(table, -1) + 1
                table = (*table, tables[table])
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault((*table, *_toml_key(assignment[1]))[len(_TABLE) :], number) if table[:2] == _TABLE else None
            continue
        if table[:2] == _TABLE:
            lines.setdefault(table[len(_TABLE) :], number)
    return lines


def _toml_key(text: str) -> Key:
    return tuple(part.strip().strip("\"'") for part in text.split("."))
