"""What a page says although its article's file does not hold the words: names that are believed, files that are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from lint.article import Article, InlineKind
from lint.checked import Dependency
from lint.fingerprint import digest
from lint.globs import Globs
from lint.readers import ReadError, read_part
from lint.rule import Supplied

_SAYS_NO = frozenset({"", "false", "no", "none", "off", "0"})


@dataclass(frozen=True)
class Carrier:
    """A file whose words belong to other pages: those at ``around``, and those that show it or link to it by ``names``."""

    path: str
    names: Supplied
    around: Globs

    def is_in(self, article: Article) -> bool:
        """Does the page show the file: as its layout, by an include or for an entry of its front matter?"""
        return self.around.match(article.path) or shown(article, self.names)

    def is_behind(self, article: Article) -> bool:
        """Does a link on the page lead to it?"""
        return linked(article, self.names)


@dataclass(frozen=True, slots=True)
class Part:
    """A file that a page shows or links to: what it says (the names of rules), or why it cannot be read.

    ``digest`` names its bytes; it is empty where there are none.
    """

    path: str
    article: Article
    digest: str = ""
    says: frozenset[str] = frozenset()
    problem: str = ""


@dataclass(frozen=True)
class Outside:
    """What there is to an article besides its file: ``parts`` are shown with it, ``targets`` stand behind links on the page.

    ``carriers`` are all that there are: for what stands for one of them the file is asked, and no name believed.
    """

    parts: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    carriers: tuple[Carrier, ...] = ()

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """The files on which the article depends."""
        return tuple(Dependency(part.path, part.digest) for part in (*self.parts, *self.targets))

    def shows(self, article: Article, rule: str, believed: Iterable[Supplied]) -> bool:
        """Does what the page takes from elsewhere say what the rule asks for, as far as names or files tell?"""
        others = [carrier.names for carrier in self.carriers]
        return any(rule in part.says for part in self.parts) or any(shown(article, by, others) for by in believed)

    def links(self, article: Article, rule: str, believed: Iterable[Supplied]) -> bool:
        """Does a link on the page lead to where it is said?"""
        others = [carrier.names for carrier in self.carriers]
        pages = (article, *(part.article for part in self.parts))
        return any(rule in part.says for part in self.targets) or any(
            linked(page, by, others) for page in pages for by in believed
        )

    def silent(self, rule: str) -> Iterator[str]:
        """What is amiss, in words, with each file that was to say it and does not."""
        for part in (*self.parts, *self.targets):
            if rule not in part.says:
                yield f"{part.path} {part.problem or 'does not say it either'}"


@dataclass
class House:
    """The files that carry words for other pages, each read and judged once.

    ``contents`` gives the bytes of a file, ``says`` the names of the rules that ask for what a page says.
    """

    carriers: tuple[Carrier, ...]
    contents: Callable[[str], bytes]
    says: Callable[[Article], frozenset[str]]
    _parts: dict[str, Part] = field(default_factory=dict)

    def outside(self, article: Article) -> Outside:
        """The files that belong to an article's page, through others too: a layout may take its words from an include."""
        if not self.carriers:
            return Outside()
        parts: dict[str, Part] = {}
        targets: dict[str, Part] = {}
        pages = [article]
        for page in pages:  # it grows
            for carrier in self.carriers:
                if carrier.path not in parts and carrier.path != article.path and carrier.is_in(page):
                    parts[carrier.path] = self._part(carrier.path)
                    pages.append(parts[carrier.path].article)
        for carrier in self.carriers:
            if carrier.path not in parts and any(map(carrier.is_behind, pages)):
                targets[carrier.path] = self._part(carrier.path)
        return Outside(tuple(parts.values()), tuple(targets.values()), self.carriers)

    def _part(self, path: str) -> Part:
        if path not in self._parts:
            self._parts[path] = self._read(path)
        return self._parts[path]

    def _read(self, path: str) -> Part:
        nothing = Article(path, "", ())
        try:
            data = self.contents(path)
        except OSError as error:
            return Part(path, nothing, problem=f"cannot be read: {error.strerror}")
        try:
            article = read_part(data, path)
        except ReadError as error:
            return Part(path, nothing, digest(data), problem=f"cannot be read: {error.problem}")
        return Part(path, article, digest(data), self.says(article))


def shown(article: Article, by: Supplied, others: Iterable[Supplied] = ()) -> bool:
    """Does an include, a shortcode or the front matter of the page stand for it, and not for one of the ``others``?"""
    names = (component.name for component in article.components)
    if any(_let_in(name, by.components) and not any(_let_in(name, o.components) for o in others) for name in names):
        return True
    return any(
        _entry(key, value, by.metadata) and not any(_entry(key, value, other.metadata) for other in others)
        for key, value in _given(article.metadata)
    )


def linked(article: Article, by: Supplied, others: Iterable[Supplied] = ()) -> bool:
    """Does a link on the page, by its words or its target, lead to where it is said, and not to one of the ``others``?"""
    return bool(by.links) and any(
        _leads(target, words, by) and not any(_leads(target, words, other) for other in others)
        for target, words in _links(article)
    )


def _given(metadata: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in metadata.items():
        text = value if isinstance(value, str) else str(bool(value))  # YAML aliases can make lists endless
        if text.strip().lower() not in _SAYS_NO:
            yield key, text


def _entry(key: str, value: str, globs: tuple[str, ...]) -> bool:
    """Do the globs let in an entry of the front matter: its key, or ``key=value`` where they name both?"""
    keys = tuple(glob for glob in globs if "=" not in glob)
    pairs = tuple(glob for glob in globs if "=" in glob)
    return (_let_in(key, keys) and not _kept_out(value, keys)) or _let_in(f"{key}={value}", pairs)


def _links(article: Article) -> Iterator[tuple[str, str]]:
    for block in article.blocks:
        for inline in block.inlines:
            if inline.kind is InlineKind.LINK:
                yield inline.target, block.text[inline.start : inline.end]


def _leads(target: str, words: str, by: Supplied) -> bool:
    return _let_in(target, by.links) or _let_in(words, by.links)


def _let_in(name: str, globs: Iterable[str]) -> bool:
    return any(_matches(name, glob) for glob in globs if not glob.startswith("!")) and not _kept_out(name, globs)


def _kept_out(name: str, globs: Iterable[str]) -> bool:
    return any(_matches(name, glob[1:]) for glob in globs if glob.startswith("!"))


def _matches(name: str, glob: str) -> bool:
    return fnmatchcase(name.strip().lower(), glob.lower())
