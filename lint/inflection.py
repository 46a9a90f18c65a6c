"""The forms of an English word, for patterns such as ``treat~``; blank spaCy models carry no lemmas."""

from __future__ import annotations

from functools import cache

_IRREGULAR = {
    "be": "is are was were been being am",
    "bear": "bears bore borne born bearing",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "bite": "bites bit bitten biting",
    "bleed": "bleeds bled bleeding",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "build": "builds built building",
    "burn": "burns burned burnt burning",
    "buy": "buys bought buying",
    "catch": "catches caught catching",
    "child": "children",
    "choose": "chooses chose chosen choosing",
    "come": "comes came coming",
    "cost": "costs costing",
    "cut": "cuts cutting",
    "die": "dies died dying",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed feeding",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "foot": "feet",
    "forget": "forgets forgot forgotten forgetting",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "half": "halves",
    "have": "has had having",
    "hear": "hears heard hearing",
    "hold": "holds held holding",
    "hurt": "hurts hurting",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lie": "lies lied lay lain lying",
    "life": "lives",
    "lose": "loses lost losing",
    "make": "makes made making",
    "man": "men",
    "mean": "means meant meaning",
    "meet": "meets met meeting",
    "mistake": "mistakes mistook mistaken mistaking",
    "mouse": "mice",
    "oversell": "oversells oversold overselling",
    "pay": "pays paid paying",
    "put": "puts putting",
    "quit": "quits quitting",
    "read": "reads reading",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets setting",
    "shake": "shakes shook shaken shaking",
    "show": "shows showed shown showing",
    "shrink": "shrinks shrank shrunk shrunken shrinking",
    "sit": "sits sat sitting",
    "sleep": "sleeps slept sleeping",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "spread": "spreads spreading",
    "stand": "stands stood standing",
    "stick": "sticks stuck sticking",
    "swell": "swells swelled swollen swelling",
    "swim": "swims swam swum swimming",
    "take": "takes took taken taking",
    "teach": "teaches taught teaching",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "tooth": "teeth",
    "understand": "understands understood understanding",
    "wake": "wakes woke woken waking",
    "wear": "wears wore worn wearing",
    "win": "wins won winning",
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
