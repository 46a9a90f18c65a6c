"""The forms of an English word, for patterns such as ``treat~``; blank spaCy models carry no lemmas."""

from __future__ import annotations

from functools import cache

_IRREGULAR = {
    "be": "is are was were been being am",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "buy": "buys bought buying",
    "child": "children",
    "choose": "chooses chose chosen choosing",
    "come": "comes came coming",
    "cut": "cuts cutting",
    "die": "dies died dying",
    "do": "does did done doing",
    "drink": "drinks drank drunk drinking",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "foot": "feet",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "have": "has had having",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "lie": "lies lied lay lain lying",
    "lose": "loses lost losing",
    "make": "makes made making",
    "man": "men",
    "mean": "means meant meaning",
    "meet": "meets met meeting",
    "put": "puts putting",
    "quit": "quits quitting",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "set": "sets setting",
    "show": "shows showed shown showing",
    "sleep": "sleeps slept sleeping",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "take": "takes took taken taking",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "tooth": "teeth",
    "woman": "women",
    "write": "writes wrote written writing",
}
_VOWELS = "aeiou"


def plural(word: str) -> str:
    """The regular plural (or third person) of a lower-case word."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


@cache
def forms(word: str) -> frozenset[str]:
    """The word with its inflections, as noun and as verb; a few that do not exist do no harm in a pattern."""
    if word in _IRREGULAR:
        return frozenset([word, *_IRREGULAR[word].split()])
    if word.endswith("e"):
        past, present = word + "d", word[:-1] + "ing"
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        past, present = word[:-1] + "ied", word + "ing"
    else:
        past, present = word + "ed", word + "ing"
    found = {word, plural(word), past, present}
    if len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(found)
