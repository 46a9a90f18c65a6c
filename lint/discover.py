"""Which articles a run is about: files, globs and folders, as the user names them, to a sorted list of paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from glob import glob, has_magic
from pathlib import Path, PurePath

from lint.checked import Failure, Skipped
from lint.locate import leads_out
from lint.readers import SUFFIXES

#: What comes before the first dot in the names of files that every project has and that are no articles.
_PROJECT_FILES = (
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "contributing",
    "code_of_conduct",
    "security",
    "authors",
)
_FOR_PROGRAMS = (
    "requirements*.txt",
    "constraints*.txt",
    "cmakelists.txt",
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "app-ads.txt",
    "llms*.txt",
    "healthlint-baseline*.jsonl",
)
#: Else somebody else's branch could have a gate print what it finds on the machine that runs it.
_LEADS_OUT = "a link out of the repository; put the article there, name the link, or list it under 'exclude'"
_PASSED_BY = frozenset({"node_modules", "vendor", "venv", "site-packages", "__pycache__"})


@dataclass
class Discovered:
    """The articles to lint, sorted; what was named and is none; what does not exist."""

    articles: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def is_article(name: str) -> bool:
    """Is the file of this name no readme, licence, robots.txt or the like?

    LICENSE-MIT.txt is no article, licensed-medicines.txt may be one: only in capitals does the beginning of a name suffice.
    """
    lower = name.lower()
    if lower.partition(".")[0] in _PROJECT_FILES or name.startswith(tuple(map(str.upper, _PROJECT_FILES))):
        return False
    return not any(fnmatchcase(lower, pattern) for pattern in _FOR_PROGRAMS)


def known(name: str) -> bool:
    """Does a reader know files of this name?"""
    return PurePath(name).suffix.lower() in SUFFIXES


def discover(paths: Iterable[str], excluded: Callable[[str], bool], known: Callable[[str], bool] = known) -> Discovered:
    """The articles at ``paths``, each once.

    A file named is taken whatever it is called, unless it is known to be no article. In folders, files whose names are
    ``known`` are taken; hidden ones, and folders of other people's code, are passed by. Links to folders are not followed.
    """
    found = Discovered()
    articles: set[str] = set()
    for name in dict.fromkeys(paths):
        for path in _expand(name, found):
            if path.is_dir():
                inside = list(_walk(path, excluded, known, found))
                if not inside:
                    found.skipped.append(Skipped(str(path), "no articles in this folder"))
                articles.update(inside)
            elif not path.is_file():
                found.failures.append(Failure(str(path), None, "not a file or folder; name an article or a folder of articles"))
            elif reason := why_skipped(path, excluded):
                found.skipped.append(Skipped(str(path), reason))
            else:
                articles.add(str(path))
    found.articles = sorted(articles)
    return found


def choose(listed: Iterable[str], paths: Iterable[str], excluded: Callable[[str], bool]) -> Discovered:
    """What ``discover`` finds where not the disk but ``listed`` says which files there are."""
    known = {os.path.abspath(name): os.path.normpath(name) for name in listed}  # noqa: PTH100 (follows no links)
    found = Discovered()
    articles: set[str] = set()
    for name in dict.fromkeys(paths):
        for root in map(os.path.abspath, [name] if name in known or not has_magic(name) else glob(name, recursive=True)):  # noqa: PTH207
            if root in known:
                if reason := why_skipped(Path(known[root]), excluded):
                    found.skipped.append(Skipped(known[root], reason))
                else:
                    articles.add(known[root])
                continue
            inside = [path for path in known if Path(path).is_relative_to(root)]
            if not inside:
                found.failures.append(Failure(name, None, "git knows no such file or folder; check the spelling, or add it"))
            for path in inside:
                if not _is_taken(Path(path).relative_to(root)) or excluded(known[path]):
                    continue
                if leads_out(Path(path), Path(path).parent):
                    found.failures.append(Failure(known[path], None, _LEADS_OUT))
                else:
                    articles.add(known[path])
    found.articles = sorted(articles)
    return found


def _is_taken(path: Path, known: Callable[[str], bool] = known) -> bool:
    """Is the file at a path inside a folder that was named an article, as far as names tell?"""
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and _PASSED_BY.isdisjoint(path.parts[:-1]) and known(path.name) and is_article(path.name)


def why_skipped(path: Path, excluded: Callable[[str], bool]) -> str:
    """Why a file that was named is not linted; nothing if it is."""
    if not is_article(path.name):
        return "a file of this name is no article"
    return "the configuration excludes it" if excluded(str(path)) else ""


def _expand(name: str, found: Discovered) -> list[Path]:
    if os.path.lexists(name):
        return [Path(name)]
    if has_magic(name):
        paths = sorted(glob(name, recursive=True))  # noqa: PTH207 (a Path's glob takes no absolute pattern)
        if paths:
            return [Path(path) for path in paths]
        found.failures.append(Failure(name, None, "no file matches this; quote a glob so that the shell leaves it alone"))
    else:
        found.failures.append(Failure(name, None, "no such file or folder; check the spelling and the current folder"))
    return []


def _walk(folder: Path, excluded: Callable[[str], bool], known: Callable[[str], bool], found: Discovered) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        found.failures.append(Failure(str(error.filename), None, f"the folder cannot be read: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or name in _PASSED_BY))
        for name in names:
            path = Path(parent, name)
            if not _is_taken(Path(name), known) or excluded(str(path)):
                continue
            if leads_out(path, folder):
                found.failures.append(Failure(str(path), None, _LEADS_OUT))
            elif path.is_file():
                yield str(path)
