"""Is an article English, and about health? What is not is skipped with a word why, never called a violation."""

from __future__ import annotations

from lint.article import Role
from lint.language.reading import Reading

_NOT_THE_ARTICLE = frozenset({Role.BOILERPLATE, Role.METADATA, Role.REFERENCE})
# Words that hold English sentences together and that its neighbours do not share, as Danish does "have" and German "also".
_ENGLISH = frozenset(
    """the and that with are this from not you your which more their they but about these our been when how what than other
    there such its into most should does were would could because after each both between during through only where them then
    those much who his while of to or it be""".split()
)
_PROSE = 8  # shorter sentences, and the cells of a table, may do without such words in any language
_ENOUGH_WORDS = 30
_LEAST_ENGLISH = 0.04  # the least in the sentences of a labelled article is 0.07; other languages hold 0.02 at most
_LONG_ENOUGH = 120
_LEAST_HEALTH = 4  # the least on an article labelled as about health is 5
_LAST_LATIN = "\u024f"


def reason_to_skip(reading: Reading) -> str:
    """Why the article should not be linted, or an empty string.

    A text is English unless its sentences hold hardly any of the words that English cannot do without, or it is in another
    script. It is about health unless it is long and names almost no illness, remedy, part of the body or place of care; a short
    one always is.
    """
    words: list[int] = []
    prose: list[str] = []
    for sentence in reading.sentences:
        role = reading.block(sentence).role
        if role in _NOT_THE_ARTICLE:
            continue
        here = [at for at in range(sentence.start, sentence.end) if reading.lower[at][0].isalpha()]
        words += here
        if len(here) >= _PROSE and role is not Role.TABLE_CELL:
            prose += [reading.lower[at] for at in here]
    if sum(reading.lower[at] > _LAST_LATIN for at in words) > len(words) / 2:
        return "not in English"
    if len(prose) >= _ENOUGH_WORDS and sum(word in _ENGLISH for word in prose) < _LEAST_ENGLISH * len(prose):
        return "not in English"
    if len(words) >= _LONG_ENOUGH and _health(reading, frozenset(words)) < _LEAST_HEALTH:
        return "not about health"
    return ""


def _health(reading: Reading, words: frozenset[int]) -> int:
    """How often an illness or remedy is named, and how many different parts of the body, clinicians and places of care."""
    topics = len(words & (reading.slots.get("health-topic", {}).keys() | reading.slots.get("remedy-topic", {}).keys()))
    settings = {
        " ".join(reading.lower[start:end]) for start, end in reading.slots.get("health-setting", {}).items() if start in words
    }
    return topics + len(settings)
