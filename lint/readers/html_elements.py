"""Which HTML elements are open, and which ones a tag closes without saying so; a tag costs the same however deep it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lint.article import Role
from lint.readers.html_tables import Cell, Table
from lint.readers.html_tokens import Token

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
TRANSPARENT = frozenset({"html", "head", "body"})
"""Their tags end what came before, and nothing else."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl", "select"})
ITEMS = frozenset({"li", "dt", "dd", "option", "optgroup"})
CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_TABLE_PARTS = CELLS | _ROW_GROUPS | {"tr", "caption"}
_CLOSE_PARAGRAPH = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "li",
        "dt",
        "dd",
    }
)
_OTHER_BLOCKS = frozenset(
    {
        "audio",
        "button",
        "canvas",
        "iframe",
        "legend",
        "math",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
BLOCKS = _CLOSE_PARAGRAPH | LISTS | ITEMS | _TABLE_PARTS | _OTHER_BLOCKS
_CLOSED_BY = {  # outermost first
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "optgroup": ("optgroup", "option"),
    "td": ("td", "th", "caption"),
    "th": ("td", "th", "caption"),
    "tr": ("tr", "td", "th", "caption"),
    **dict.fromkeys(_ROW_GROUPS, ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")),
}


@dataclass(slots=True)
class Counts:
    """What an element holds: characters of text, those of them in links and outside furniture; other things by number."""

    text: int = 0
    linked: int = 0
    readable: int = 0
    titles: int = 0
    navigations: int = 0
    controls: int = 0
    items: int = 0
    outward: int = 0


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page, and what the text in it is.

    ``parent`` is the block-level element around it. ``item`` is the list item it stands in; of a list item, ``first`` is the
    first block, and of a definition list, the block of the latest term.
    """

    tag: Token
    parent: Element | None
    counts: Counts
    role: Role = Role.PARAGRAPH
    level: int = 0
    lists: int = 0
    group: int = -1
    stem: int | None = None
    item: Element | None = None
    first: int | None = None
    table: Table | None = None
    cell: Cell | None = None
    dropped: bool = False
    sectioned: bool = False
    furniture: bool = False
    outside: bool = False

    @property
    def name(self) -> str:
        return self.tag.name


class OpenElements:
    """The stack of open elements. Counts per scope answer "is such an element open here?" without a walk up the stack."""

    def __init__(self, page: Element) -> None:
        self._stack = [page]
        self._blocks = [page]
        self._inline: list[dict[str, int]] = [{}]
        self._scopes: list[dict[str, int]] = [{}]
        self._lists: list[dict[str, int]] = [{}]
        self._tables: list[dict[str, int]] = [{}]

    def __len__(self) -> int:
        """How many elements are open, the page itself not counted."""
        return len(self._stack) - 1

    @property
    def top(self) -> Element:
        return self._stack[-1]

    @property
    def block(self) -> Element:
        """The innermost open block-level element."""
        return self._blocks[-1]

    def __iter__(self) -> Iterator[Element]:
        """The open elements, outermost first, the page itself not counted."""
        return iter(self._stack[1:])

    def push(self, element: Element) -> None:
        name = element.name
        counter, kind = self._counter(name), _kind(name)
        counter[kind] = counter.get(kind, 0) + 1
        self._stack.append(element)
        for scopes in self._opened_scopes(name):
            scopes.append({})
        if name in BLOCKS:
            self._blocks.append(element)

    def pop(self) -> Element:
        element = self._stack.pop()
        name = element.name
        for scopes in self._opened_scopes(name):
            scopes.pop()
        if name in BLOCKS:
            self._blocks.pop()
        self._counter(name)[_kind(name)] -= 1
        return element

    def closed_by_start(self, name: str) -> int:
        """How many elements a start tag closes: an open ``p`` before a block, an ``li`` before the next, …"""
        counter = self._counter(name)
        outermost = next((other for other in _CLOSED_BY.get(name, ()) if counter.get(other)), None)
        if outermost:
            return self._depth({outermost})
        if name == "a" and counter.get("a"):
            return self._depth({"a"})
        if name in _CLOSE_PARAGRAPH and self.block.name == "p":
            return self._depth({"p"})
        if name in HEADINGS and self.block.name in HEADINGS:
            return self._depth(set(HEADINGS))
        return 0

    def closed_by_end(self, name: str) -> int:
        """How many elements an end tag closes; none if nothing of that name is open where it stands."""
        if name == "table":
            return self._depth({name}) if len(self._tables) > 1 else 0
        if not self._counter(name).get(_kind(name)):
            return 0
        return self._depth(set(HEADINGS) if name in HEADINGS else {name})

    def _depth(self, names: set[str]) -> int:
        depth = 1
        while self._stack[-depth].name not in names:
            depth += 1
        return depth

    def _counter(self, name: str) -> dict[str, int]:
        if name in _TABLE_PARTS:
            return self._tables[-1]
        if name in ITEMS:
            return self._lists[-1]
        return self._scopes[-1] if name in BLOCKS else self._inline[-1]

    def _opened_scopes(self, name: str) -> Sequence[list[dict[str, int]]]:
        """What cannot be closed from inside an element of this name."""
        if name not in BLOCKS:
            return ()
        if name == "table":
            return self._inline, self._scopes, self._lists, self._tables
        if name in CELLS:
            return self._inline, self._scopes, self._lists
        return (self._inline, self._lists) if name in LISTS else (self._inline,)


def _kind(name: str) -> str:
    return "heading" if name in HEADINGS else name
