"""Reads the YAML (---) or TOML (+++) front matter of a Markdown file: strings, lists and mappings, nothing typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from lint import toml
from lint.article import Block, Role
from lint.readers.builder import BlockBuilder
from lint.readers.source import ReadError, line_of

READABLE = ("title", "description", "summary", "excerpt")
"""The keys whose values a reader of the page sees; they become METADATA blocks."""

Path = tuple[str, ...]
_ADDRESS_KEYS = ("canonical", "canonical_url", "canonicalurl", "url", "permalink")
_END = r"(?:\r\n?|\n)"
_FENCED = re.compile(
    rf"(?P<fence>---|\+\+\+)[ \t]*{_END}(?P<body>(?:.*?{_END})??)(?:(?P=fence)|\.\.\.)[ \t]*(?:{_END}|\Z)", re.DOTALL
)
_FIRST_KEY = re.compile(r"\s*(?:#|[\"']?[\w.@-][\w.@ -]*+[\"']?[ \t]*+:(?:\s|\Z))")
_DEEPEST = 100
_DEEPEST_PLACED = 3
_ESCAPED = {"'": re.compile("''"), '"': re.compile(r'\\(["\\/])')}
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TOML_VALUE = re.compile(rf"^[ \t]*(?P<key>{'|'.join(READABLE)})[ \t]*=[ \t]*(?P<quote>[\"'])", re.MULTILINE | re.IGNORECASE)
_TOML_LINE = re.compile(
    r"^[ \t]*(?:\[[ \t]*(?P<table>[\w.\"'-]+)[ \t]*\]|(?P<list>\[\[)|(?P<key>[\w.\"'-]+)(?=[ \t]*=))", re.MULTILINE | re.ASCII
)
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``end`` is where the text after it starts (0 without front matter).

    ``keys`` says where a key stands, by its path of keys; those inside lists, and further in than three levels, are left out.
    """

    end: int = 0
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The address the page says it is published at, or an empty string."""
        values = (self.metadata.get(key) for key in _ADDRESS_KEYS)
        return next((value for value in values if isinstance(value, str) and "://" in value), "")


def read_front_matter(text: str, path: str) -> FrontMatter:
    """The front matter at the start of ``text``.

    Every scalar stays the string that was written (``no``, ``2024-05-01``); keys are lower-cased; aliases share one object.
    Raises ReadError, with the line, where it is not valid YAML or TOML.
    """
    match = _FENCED.match(text)
    if match is None:
        return FrontMatter()
    start, end = match.span("body")
    if match["fence"] == "+++":
        metadata, blocks = _toml(text, start, end, path)
        keys = _toml_keys(text, start, end)
    elif match["body"].strip() and not _FIRST_KEY.match(text, start, end):
        return FrontMatter()  # two thematic breaks with prose between them
    else:
        metadata, blocks, keys = _yaml(text, start, end, path)
    return FrontMatter(match.end(), metadata, tuple(blocks), {key: at for key, at in keys.items() if _holds(metadata, key)})


def _yaml(text: str, start: int, end: int, path: str) -> tuple[dict[str, Any], list[Block], dict[Path, tuple[int, int]]]:
    composer = _Composer(start)
    try:
        for event in yaml.parse(text[start:end], Loader=yaml.CSafeLoader):
            composer.take(event)
    except _RefusedError as error:
        raise ReadError(path, line_of(text[:start]) + error.line, f"the front matter holds {error}") from None
    except yaml.MarkedYAMLError as error:
        line = line_of(text[:start]) + (error.problem_mark.line if error.problem_mark else 0)
        advice = "indent with spaces, and quote values that hold a colon or start with one of @ * & % [ {"
        raise ReadError(path, line, f"the front matter is not valid YAML: {error.problem}; {advice}") from None
    except yaml.reader.ReaderError as error:
        before = text[start:end].encode()[: error.position].decode("utf-8", "ignore")
        line = line_of(text[:start] + before)
        raise ReadError(
            path, line, f"the front matter holds U+{error.character:04X}, which YAML does not allow; remove it"
        ) from None
    if not isinstance(composer.root, dict):
        return {}, [], {}
    blocks = (_scalar_block(text, start, event) for event in composer.readable)
    return composer.root, [block for block in blocks if block is not None], composer.places


class _RefusedError(Exception):
    """Valid YAML that front matter cannot hold."""

    def __init__(self, problem: str, event: Any) -> None:
        super().__init__(problem)
        self.line: int = event.start_mark.line


class _Composer:
    """Builds strings, lists and dictionaries from YAML events, without recursion and without types."""

    def __init__(self, start: int) -> None:
        """``start`` is where the YAML starts in the text that ``places`` points into."""
        self.root: Any = {}
        self.readable: list[yaml.ScalarEvent] = []
        self.places: dict[Path, tuple[int, int]] = {}
        self._start = start
        self._open: list[tuple[Any, str | None]] = []
        self._keys: list[str | None] = []
        self._above: list[str | None] = []
        self._anchors: dict[str, Any] = {}

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises _RefusedError for what front matter cannot hold."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _RefusedError(f"*{event.anchor}, but nothing complete above it is named &{event.anchor}", event)
            self._put(self._anchors[event.anchor], event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) == _DEEPEST:
                raise _RefusedError(f"more than {_DEEPEST} levels of nesting", event)
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._above += self._keys[-1:]
            self._put(value, event)
            self._open.append((value, event.anchor))
            self._keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._keys.pop()
            self._above[-1:] = []
            value, anchor = self._open.pop()
            if anchor is not None:
                self._anchors[anchor] = value

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        container = self._open[-1][0] if self._open else None
        if isinstance(container, dict) and self._keys[-1] is None:
            self._keys[-1] = event.value.strip().lower()
            self._place(event)
            return
        if len(self._open) == 1 and self._keys[-1] in READABLE:
            self.readable.append(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = event.value
        self._put(event.value, event)

    def _place(self, key: Any) -> None:
        path = tuple(name for name in (*self._above[:_DEEPEST_PLACED], self._keys[-1]) if name is not None)
        if len(path) == len(self._open) <= _DEEPEST_PLACED:
            quote = key.style in _ESCAPED
            start, end = key.start_mark.index + quote, key.end_mark.index - quote
            if start < end:
                self.places[path] = self._start + start, self._start + end

    def _put(self, value: Any, event: yaml.Event) -> None:
        if not self._open:
            self.root = value
            return
        container = self._open[-1][0]
        if isinstance(container, list):
            container.append(value)
        elif (key := self._keys[-1]) is None:
            raise _RefusedError("a list or a mapping as a key; write a plain word, or quote a value that starts with {{", event)
        else:
            container[key] = value
            self._keys[-1] = None


def _scalar_block(text: str, base: int, event: Any) -> Block | None:
    """The value as a block, where the source holds its words literally; None where it does not (odd escapes)."""
    start, end = base + event.start_mark.index, base + event.end_mark.index
    builder = BlockBuilder(text)
    if event.style in ("|", ">"):
        header = _BLOCK_HEADER.match(text, start, end)
        builder.literal(header.end() if header else start, end)
    elif event.style in _ESCAPED:
        at = start + 1
        for escape in _ESCAPED[event.style].finditer(text, start + 1, end - 1):
            builder.literal(at, escape.start())
            builder.decoded(escape[0][-1], *escape.span())
            at = escape.end()
        builder.literal(at, end - 1)
    else:
        builder.literal(start, end)
    block = builder.build(Role.METADATA)
    return block if block is not None and block.text.split() == event.value.split() else None


def _toml(text: str, start: int, end: int, path: str) -> tuple[dict[str, Any], list[Block]]:
    try:
        data = toml.loads(text[start:end])
        metadata = _plain(data)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = line_of(text[:start]) + (int(place[1]) - 1 if place else 0)
        problem = _TOML_PLACE.sub("", str(error))
        raise ReadError(path, line, f"the front matter is not valid TOML: {problem}") from None
    except (toml.TooDeepError, RecursionError):
        raise ReadError(path, line_of(text[:start]), "the front matter is nested too deeply") from None
    return metadata, list(_toml_blocks(text, start, end, data))


def _toml_keys(text: str, start: int, end: int) -> dict[Path, tuple[int, int]]:
    """Where keys and tables stand that begin a line; tomllib does not say. An unnamed table stands where its first key does."""
    places: dict[Path, tuple[int, int]] = {}
    table: Path | None = ()
    for match in _TOML_LINE.finditer(text, start, end):
        if match["list"] or (match["key"] and table is None):
            table = None  # what follows stands inside a list
            continue
        parts = [part.strip() for part in match[match.lastgroup or 0].split(".")]
        path = (() if match["table"] else table or ()) + tuple(part.strip("\"'").lower() for part in parts)
        table = path if match["table"] else table
        stop = match.end(match.lastgroup or 0) - (parts[-1][-1:] in _ESCAPED)
        place = (stop - len(path[-1]), stop) if path[-1] else (stop - 1, stop + 1)  # of a name with nothing in it, its quotes
        for depth in range(1, min(len(path), _DEEPEST_PLACED) + 1):
            places.setdefault(path[:depth], place)
    return places


def _holds(metadata: Any, key: Path) -> bool:
    """Is the key one? A line of a long TOML string may look like one, and in YAML a second value may replace the first."""
    for name in key:
        if not isinstance(metadata, dict) or name not in metadata:
            return False
        metadata = metadata[name]
    return True


def _plain(value: Any, levels: int = _DEEPEST) -> Any:
    if isinstance(value, dict | list) and not levels:
        raise RecursionError
    if isinstance(value, dict):
        return {str(key).lower(): _plain(item, levels - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, levels - 1) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _toml_blocks(text: str, start: int, end: int, metadata: dict[str, Any]) -> Iterator[Block]:
    table = _TOML_TABLE.search(text, start, end)
    for match in _TOML_VALUE.finditer(text, start, table.start() if table else end):
        value = metadata.get(match["key"])
        if isinstance(value, str) and text.startswith(value + match["quote"], match.end()):
            builder = BlockBuilder(text)
            builder.literal(match.end(), match.end() + len(value))
            if block := builder.build(Role.METADATA):
                yield block
