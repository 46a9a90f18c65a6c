"""What a rule found: plain, frozen, picklable data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How sure, and how grave: only an error fails the gate by default."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Standard:
    """The published standard a rule rests on."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the article: code-point offsets, lines and columns from 1, and the words there.

    A place that means the whole article has ``start == end == 0``, line 1 and column 1, and no words.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    @property
    def whole_article(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains the finding: a list stem, a table head, the sentence it contradicts."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why the finding is silenced, and on which line of which file: the configuration, or None for the article itself."""

    reason: str
    line: int
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write instead: ``text``, as the article's own format spells it, for the words at ``place`` and for nothing else.

    ``place`` may be a part of the finding's place, or (for words to add) a spot without any. ``safe`` says that the sentence
    still reads right and means the same without anybody looking, so that ``--fix`` may write it.
    """

    text: str
    place: Place
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation, with everything that a report, a baseline or an editor needs and nothing from spaCy.

    ``place`` is where; ``sentence`` the normalised sentence around it (part of the baseline's key and of ``fingerprint``), and
    ``around`` that sentence's offsets in the article's text, ``(0, 0)`` for the whole article;
    ``suggestion`` says what to write instead, in words; ``fix`` is the exact change to the text, where there is one.
    ``confidence`` is in [0, 1]; where the learned scorer gave it, ``weighed`` are the words that spoke most for it.
    """

    path: str
    family: str
    rule: str
    severity: Severity
    message: str
    why: str
    suggestion: str
    place: Place
    standards: tuple[Standard, ...] = ()
    sentence: str = ""
    around: tuple[int, int] = (0, 0)
    fingerprint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    confidence: float = 1.0
    weighed: tuple[str, ...] = ()
    suppressed: Suppression | None = None


def fixable(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings that nobody suppressed and that have a fix: a safe one, or with ``unsafe`` any."""
    return [f for f in findings if f.suppressed is None and f.fix is not None and (unsafe or f.fix.safe)]
