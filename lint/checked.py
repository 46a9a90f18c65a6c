"""What the check of one article comes to: plain, frozen, picklable data, as worker processes send it and a cache keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lint.finding import Finding


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article that was left unjudged, and why: not English, not about health, too large."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read or checked; ``line`` where the trouble has one."""

    path: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """The words that the configuration puts into articles without a disclaimer, and where they stand in it."""

    words: str
    path: str
    line: int | None


class Dependency(NamedTuple):
    """A file or folder that had a say, and a name for what it held (``lint.fingerprint``).

    One that was looked for and is not there is one too (it may come to be there); its digest is empty.
    """

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one article. At most one of ``findings``, ``skipped`` and ``failure`` says something.

    ``findings`` are in the order of their places. ``skipped`` is the reason why the article was left unjudged. ``rules`` names
    the rules that held for it, ``dependencies`` the files besides its own that had a say.

    Everything here is a function of the article's path and bytes, the dependencies, the rules
    and the configuration, and of nothing else: what a step of the policy chain needs of an article becomes a field.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    skipped: str = ""
    failure: Failure | None = None
    rules: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
