"""A rule as its YAML file says it, validated; an error names the file, the line and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

import re2
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from lint.article import Role
from lint.finding import Severity, Standard
from lint.pattern import Pattern, PatternError, parse
from lint.strictyaml import Document, FileError

FAMILIES = ("disclaimer", "dosing", "claims", "promotion", "notation", "language", "safety", "metadata", "suppression")
RUNNING_TEXT = (Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.TABLE_CELL, Role.QUOTATION, Role.FOOTNOTE)


def _pattern(value: object, info: ValidationInfo) -> Pattern:
    if not isinstance(value, str):
        raise ValueError("a pattern is one line of words and slots")
    if info.context is _TRUSTED:
        return Pattern(value)
    try:
        return parse(value)
    except PatternError as error:
        raise ValueError(str(error)) from None


def _severity(value: object) -> Severity:
    if isinstance(value, Severity):
        return value
    try:
        return Severity[str(value).upper()]
    except KeyError:
        raise ValueError(f"{value!r} is no severity; write error, warning or info") from None


def _regex(value: object) -> str:
    try:
        re2.compile(str(value))
    except re2.error as error:
        raise ValueError(f"the linear-time engine RE2 does not take {value!r}: {error}") from None
    return str(value)


_TRUSTED = {"patterns": "parsed when first needed"}
PatternText = Annotated[Pattern, BeforeValidator(_pattern)]
SeverityName = Annotated[Severity, BeforeValidator(_severity)]
RegexText = Annotated[str, BeforeValidator(_regex)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    """Unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Condition(Strict):
    """Places to look for words around a hit. Under ``where`` every key given must hold; under ``unless`` any one is enough.

    ``overlap`` looks at words that overlap the hit, ``sentence`` anywhere in its sentence, ``block`` in its block, ``heading``
    in the headings above, ``stem`` in the list's stem or the table's heads, ``before`` and ``after`` in the neighbouring
    sentences, ``near`` in its sentence, the three before it and the headings above, ``article`` anywhere on the page;
    ``context`` names flags of rules/context.yaml, ``role`` roles of blocks, ``link`` addresses (with ``*``) of links that the
    hit touches.
    """

    overlap: tuple[PatternText, ...] = ()
    sentence: tuple[PatternText, ...] = ()
    block: tuple[PatternText, ...] = ()
    heading: tuple[PatternText, ...] = ()
    stem: tuple[PatternText, ...] = ()
    before: tuple[PatternText, ...] = ()
    after: tuple[PatternText, ...] = ()
    near: tuple[PatternText, ...] = ()
    article: tuple[PatternText, ...] = ()
    title: tuple[PatternText, ...] = ()
    context: tuple[str, ...] = ()
    role: tuple[Role, ...] = ()
    link: tuple[str, ...] = ()


class Fixed(Strict):
    """A text as it ``was``, and what ``--fix`` makes of it; the same text where it must leave it to a writer."""

    was: str
    becomes: str


class Examples(Strict):
    """Articles, or parts of one, on which the rule must fire (``bad``) and must not (``good``), and some that its safe fixes
    change (``fixed``); they are the rule's tests.
    """

    bad: Annotated[tuple[str, ...], Field(min_length=1)]
    good: Annotated[tuple[str, ...], Field(min_length=1)]
    fixed: tuple[Fixed, ...] = ()


class StandardText(Strict):
    """A published standard, by name and address."""

    name: str
    url: Annotated[str, Field(pattern=r"^https?://")]


class BaseRule(Strict):
    """What every rule says, whatever kind of check it configures."""

    name: Name
    family: Literal["disclaimer", "dosing", "claims", "promotion", "notation", "language", "safety", "metadata", "suppression"]
    summary: str
    severity: SeverityName
    message: str
    why: str
    instead: str
    standards: tuple[StandardText, ...] = ()
    formerly: tuple[Name, ...] = ()
    yields_to: tuple[Name, ...] = ()
    evidence: str = ""
    enabled: bool = True
    examples: Examples

    @cached_property
    def cited(self) -> tuple[Standard, ...]:
        """The standards as findings carry them."""
        return tuple(Standard(s.name, s.url) for s in self.standards)


class Score(Strict):
    """What the learned scorer must say of the sentence: a probability, in [0, 1], for one of its heads."""

    head: Literal["claim", "promotion", "dosing"]
    at_least: Annotated[float, Field(ge=0, le=1)]


class SentenceRule(BaseRule):
    """A rule on words of a sentence; with a score and no patterns, on sentences that no other rule of its family hit.

    Patterns under ``certain`` say it so plainly that the sentence need not reach the score.
    """

    patterns: tuple[PatternText, ...] = ()
    certain: tuple[PatternText, ...] = ()
    score: Score | None = None
    where: Condition = Condition()
    unless: Condition = Condition()
    roles: tuple[Role, ...] = RUNNING_TEXT

    @model_validator(mode="after")
    def _something_to_find(self) -> SentenceRule:
        if not self.patterns and self.score is None:
            raise ValueError("a rule needs patterns, or a score that its sentences must reach")
        if self.certain and self.score is None:
            raise ValueError("'certain' patterns pass by a score, and this rule has none; write them under 'patterns'")
        return self


class PhraseRule(SentenceRule):
    """Words that must not stand there."""

    kind: Literal["phrase"]


class UnsupportedRule(SentenceRule):
    """A claim that needs a reference in reach. Of several such rules one is reported a sentence: that of the gravest ``risk``.

    ``fires`` says on which claims: those without any support, or those whose source is only named (``named``).
    """

    kind: Literal["unsupported"]
    fires: Literal["unsupported", "named"] = "unsupported"
    risk: Annotated[int, Field(ge=1, le=9)] = 9


class Replacement(Strict):
    """Words to find, by pattern or by regular expression (RE2), and what to write; ``\\1`` stands for a group.

    ``use`` may be empty: the words go. A ``safe`` one leaves grammar and meaning alone, so that nobody need look at it.
    """

    find: PatternText | None = None
    regex: RegexText | None = None
    use: str | None = None
    safe: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Replacement:
        if (self.find is None) == (self.regex is None):
            raise ValueError("write either find (a pattern) or regex")
        if self.safe and self.use is None:
            raise ValueError("'safe' is said of the words under 'use', and there are none")
        return self


class SafeWhere(Strict):
    """Where the safe replacements of a rule are safe: where all of ``where`` holds and nothing of ``unless``."""

    where: Condition = Condition()
    unless: Condition = Condition()


class SubstitutionRule(BaseRule):
    """A preferred term or notation, with the fix."""

    kind: Literal["substitution"]
    replacements: Annotated[tuple[Replacement, ...], Field(min_length=1)]
    safe: SafeWhere = SafeWhere()
    triggers: tuple[str, ...] = ()
    where: Condition = Condition()
    unless: Condition = Condition()
    roles: tuple[Role, ...] = RUNNING_TEXT

    @model_validator(mode="after")
    def _triggers_for_regexes(self) -> SubstitutionRule:
        if any(r.regex for r in self.replacements) and not self.triggers:
            raise ValueError("a regex needs triggers: words (in lower case) of which its sentence holds at least one")
        return self

    @model_validator(mode="after")
    def _safe_is_shown(self) -> SubstitutionRule:
        if any(replacement.safe for replacement in self.replacements) and not self.examples.fixed:
            raise ValueError("a safe replacement needs examples under 'fixed': a text as it 'was', and what it 'becomes'")
        return self


class About(Strict):
    """Which articles a rule is for: those that mention it ``at_least`` so often, or in a heading or the title."""

    patterns: Annotated[tuple[PatternText, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1)] = 1
    in_heading: bool = False


class Supplied(Strict):
    """What counts as saying it although this file does not hold the words.

    Names may carry ``*``; one that begins with ``!`` takes away what the others let in.
    """

    components: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class HouseDisclaimer(Supplied):
    """A publisher's own disclaimer: what carries it, and the words that ``--fix`` puts at the end of an article without one."""

    insert: str = ""


class Statement(Strict):
    """Patterns that say one thing, and what must (``where``) or must not (``unless``) stand around them."""

    patterns: Annotated[tuple[PatternText, ...], Field(min_length=1)]
    where: Condition = Condition()
    unless: Condition = Condition()


def _statement(value: object) -> object:
    return {"patterns": [value]} if isinstance(value, str) else value


Statements = Annotated[tuple[Annotated[Statement, BeforeValidator(_statement)], ...], Field(min_length=1)]


class RequiredRule(BaseRule):
    """When the article is about this, it must say that: ``all_of`` the elements and one of ``any_of``, close together.

    ``fires`` says on which articles: those that say nothing of it (``absent``), only a part (``partial``), one or the other
    (``incomplete``), or leave it to a linked page (``linked``). An element of ``enough`` says all of it by itself; ``weak``
    ones count beside others, within half the window, but are no part of it when alone. A rule with ``of`` takes everything
    but ``fires`` from the rule of that name in its pack.
    """

    kind: Literal["required"]
    of: Name | None = None
    about: About | None = None
    elements: dict[str, Statements] = Field(default_factory=dict)
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    unless: Condition = Condition()
    window: Annotated[int, Field(ge=1, le=20)] = 4
    supplied_by: Supplied = Supplied()
    configurable: bool = False
    fires: Literal["absent", "partial", "incomplete", "linked"] = "absent"

    @model_validator(mode="after")
    def _known_elements(self) -> RequiredRule:
        if bool(self.elements) == (self.of is not None):
            raise ValueError("write either elements, or 'of' with the name of the rule that has them")
        for name in (*self.all_of, *self.any_of, *self.enough, *self.weak):
            if name not in self.elements:
                raise ValueError(f"{name!r} is none of the elements ({', '.join(self.elements)})")
        return self

    def completed(self, base: RequiredRule) -> RequiredRule:
        """This rule with the elements, and all that goes with them, of the rule that ``of`` names."""
        taken = ("about", "elements", "all_of", "any_of", "enough", "weak", "unless", "window", "supplied_by", "configurable")
        return self.model_copy(update={name: getattr(base, name) for name in taken})


class ReferencesRule(BaseRule):
    """The references themselves: none beside many claims, a list nothing points to, marks without an entry, bad shapes, …"""

    kind: Literal["references"]
    problem: Literal["none", "unmarked", "dangling", "orphan", "own-domain", "malformed"]
    claims: Annotated[int, Field(ge=1)] = 3


class MetadataRule(BaseRule):
    """What an article says about itself must be there: any one of ``keys`` in front matter, meta tags or schema.org data.

    ``said_by`` are patterns that say it on the page. With ``patterns``, the rule is for articles that make such a claim.
    """

    kind: Literal["metadata"]
    patterns: tuple[PatternText, ...] = ()
    unless: Condition = Condition()
    keys: tuple[str, ...] = ()
    said_by: tuple[PatternText, ...] = ()
    references_count: bool = False


class SuppressionRule(BaseRule):
    """A suppression that cannot be followed, names a rule that does not exist, or silences nothing; none silences these."""

    kind: Literal["suppression"]
    problem: Literal["malformed", "unknown", "unused"]


Rule = PhraseRule | UnsupportedRule | SubstitutionRule | RequiredRule | ReferencesRule | MetadataRule | SuppressionRule
_RULE: TypeAdapter[Rule] = TypeAdapter(Annotated[Rule, Field(discriminator="kind")])


def parse_rule(document: Document, family: str, *, trusted: bool = False) -> Rule:
    """The rule in a YAML document that stands in the folder ``family``; raises FileError, with the line, for the first fault.

    The patterns of a ``trusted`` document, which a test has read, are parsed only when an article needs them.
    """
    if not isinstance(document.data, Mapping):
        raise FileError(document.path, 1, "a rule is a mapping of keys (name, kind, severity, …); docs/rules.md shows one")
    try:
        return _RULE.validate_python({"family": family, **document.data}, context=_TRUSTED if trusted else None)
    except ValidationError as error:
        raise validation_error(document, error) from None


def validation_error(document: Document, error: ValidationError, known: tuple[str, ...] = ()) -> FileError:
    """The most telling fault that pydantic found, in the words of the file; ``known`` are the keys to hint at."""
    faults = error.errors(include_url=False)
    # A misspelt key explains the missing one.
    fault = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    loc = fault["loc"]
    if loc and loc[0] in _KINDS and not (len(loc) == 1 and fault["type"] == "extra_forbidden"):  # not a key of that name
        loc = loc[1:]
    where = ".".join(str(part) for part in loc)
    message = _MESSAGES.get(fault["type"], fault["msg"].removeprefix("Value error, ").replace("Input should be", "write"))
    if fault["type"] == "extra_forbidden":
        message = f"unknown key {loc[-1]!r}" + _nearest(str(loc[-1]), known or _KEYS)
    elif fault["type"] == "missing":
        message = f"the key {loc[-1]!r} is missing"
    elif where:
        message = f"{where}: {message}"
    if fault["type"] == "union_tag_invalid":
        loc = ("kind",)
    return FileError(document.path, document.line(loc), message)


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else ""


_KINDS = ("phrase", "unsupported", "substitution", "required", "references", "metadata", "suppression")
_MESSAGES = {
    "union_tag_not_found": f"the key 'kind' is missing; write one of {', '.join(_KINDS)}",
    "union_tag_invalid": f"there is no such kind; write one of {', '.join(_KINDS)}",
    "tuple_type": "write a list, such as [one, two], or one entry a line after dashes",
    "too_short": "write one entry at least",
    "string_type": "write text",
    "dict_type": "write keys with values, one a line",
    "model_type": "write keys with values, one a line",
    "model_attributes_type": "write keys with values, one a line",
}
_KEYS = tuple(
    sorted(
        {
            name
            for model in (
                *Rule.__args__,
                Condition,
                About,
                Supplied,
                Statement,
                Replacement,
                SafeWhere,
                Examples,
                Fixed,
                StandardText,
            )
            for name in model.model_fields
        }
    )
)


def as_plain(rule: Rule) -> dict[str, Any]:
    """What ``healthlint rules --format json`` prints of a rule."""
    return {
        "name": rule.name,
        "family": rule.family,
        "kind": rule.kind,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "why": rule.why,
        "instead": rule.instead,
        "standards": [{"name": s.name, "url": s.url} for s in rule.standards],
    }
