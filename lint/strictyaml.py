"""YAML without surprises: every scalar is a string, no key twice, no tags, no aliases; and every value knows its line.

``no``, ``12:30`` and ``1.0`` stay the words a medical editor typed. PyYAML's C parser does the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from lint.files import DISK, Files

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 50
_MOST_BYTES = 1_000_000

Key = tuple[str | int, ...]


class FileError(Exception):
    """A file that cannot be used: ``path``, ``line`` (1-based, None if unknown), what is wrong and what to write instead."""

    def __init__(self, path: str, line: int | None, message: str) -> None:
        super().__init__(path, line, message)
        self.path, self.line, self.message = path, line, message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dict, list, str) and the line on which each value stands, by its path of keys and indices."""

    path: str
    data: Any
    lines: dict[Key, int]

    def line(self, key: Key) -> int | None:
        """The line of the value at ``key``, or of the nearest value around it."""
        while key not in self.lines and key:
            key = key[:-1]
        return self.lines.get(key)


def load(text: str, path: str) -> Document:
    """Parse one YAML document.

    Raises FileError for YAML that does not parse, a key twice in one mapping, a tag, an alias, a collection nested deeper than
    DEEPEST, or more than one document.
    """
    composer = _Composer(path)
    try:
        loader = Loader(text)
        try:
            return Document(path, composer.document(loader), composer.lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise FileError(path, mark.line + 1 if mark else None, f"not valid YAML: {what}") from None
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise FileError(path, None, f"not valid YAML: {error}") from None


def load_file(path: Path, files: Files = DISK) -> Document:
    """Read and parse a YAML file; the errors are those of ``load`` and of ``read_file``."""
    return load(read_file(path, files), str(path))


def read_file(path: Path, files: Files = DISK) -> str:
    """The text of a file in UTF-8. Raises FileError for one that cannot be read or decoded, or is far too large."""
    try:
        data = files.read(str(path))
        if len(data) > _MOST_BYTES:
            raise FileError(str(path), None, "larger than 1 MB; split it")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise FileError(str(path), None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise FileError(str(path), None, f"byte {error.start} is not UTF-8; save the file as UTF-8") from None


class _Composer:
    """Builds plain data from the parser's events; PyYAML's own composer crashes on deep nesting and forgets explicit tags."""

    def __init__(self, path: str) -> None:
        self.lines: dict[Key, int] = {}
        self._path = path

    def document(self, loader: Any) -> Any:
        """The data of the one document, None where there is none."""
        loader.get_event()
        if loader.check_event(yaml.StreamEndEvent):
            return None
        loader.get_event()
        data = self._value(loader, ())
        loader.get_event()
        if not loader.check_event(yaml.StreamEndEvent):
            self._fail(loader.get_event(), "a second document begins here; keep one to a file")
        return data

    def _value(self, loader: Any, key: Key) -> Any:
        event = loader.get_event()
        if isinstance(event, yaml.AliasEvent):
            self._fail(event, "aliases (*name) are not allowed; write the value out")
        self._refuse_tag(event)
        if len(key) > DEEPEST:
            self._fail(event, f"nested more than {DEEPEST} levels deep; a rule needs a handful")
        self.lines.setdefault(key, event.start_mark.line + 1)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        data = self._items(loader, key) if isinstance(event, yaml.SequenceStartEvent) else self._pairs(loader, key)
        loader.get_event()
        return data

    def _items(self, loader: Any, key: Key) -> list[Any]:
        items: list[Any] = []
        while not loader.check_event(yaml.SequenceEndEvent):
            items.append(self._value(loader, (*key, len(items))))
        return items

    def _pairs(self, loader: Any, key: Key) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while not loader.check_event(yaml.MappingEndEvent):
            name = loader.get_event()
            line = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarEvent):
                self._fail(name, "a key must be a plain word")
            self._refuse_tag(name)
            if name.value in pairs:
                self._fail(name, f"{name.value!r} stands twice; keep one")
            self.lines[(*key, name.value)] = line
            pairs[name.value] = self._value(loader, (*key, name.value))
        return pairs

    def _refuse_tag(self, event: Any) -> None:
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fail(event, f"the tag {tag!r} is not allowed; write a plain value")

    def _fail(self, event: Any, problem: str) -> NoReturn:
        raise FileError(self._path, event.start_mark.line + 1, problem)
