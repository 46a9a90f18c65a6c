"""YAML without surprises: every scalar is a string, no key twice, no tags, no aliases; and every value knows its line.

``no``, ``12:30`` and ``1.0`` stay the words a medical editor typed. PyYAML's C parser does the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

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

    Raises FileError for YAML that does not parse, a key twice in one mapping, a tag, an alias, or more than one document.
    """
    loader = Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise FileError(path, mark.line + 1 if mark else None, f"not valid YAML: {what}") from None
    except yaml.YAMLError as error:
        raise FileError(path, None, f"not valid YAML: {error}") from None
    except RecursionError:
        raise FileError(path, None, "nested too deeply: a rule needs a handful of levels") from None
    finally:
        loader.dispose()
    lines: dict[Key, int] = {}
    data = _plain(node, path, (), lines, set()) if node is not None else None
    return Document(path, data, lines)


def load_file(path: Path) -> Document:
    """Read and parse a YAML file; the errors are those of ``load``, and a file that cannot be read or decoded."""
    try:
        return load(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise FileError(str(path), None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise FileError(str(path), None, f"byte {error.start} is not UTF-8; save the file as UTF-8") from None


def _plain(node: yaml.Node, path: str, key: Key, lines: dict[Key, int], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise FileError(path, line, "aliases (*name) are not allowed; write the value out")
    seen.add(id(node))
    if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
        raise FileError(path, line, f"the tag {node.tag!r} is not allowed; write a plain value")
    lines[key] = line
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path, (*key, n), lines, seen) for n, item in enumerate(node.value)]
    data: dict[str, Any] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise FileError(path, name.start_mark.line + 1, "a key must be a plain word")
        if name.value in data:
            raise FileError(path, name.start_mark.line + 1, f"{name.value!r} stands twice; keep one")
        data[name.value] = _plain(value, path, (*key, name.value), lines, seen)
        lines[(*key, name.value)] = name.start_mark.line + 1
    return data
