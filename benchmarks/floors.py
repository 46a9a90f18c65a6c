"""Two floors to compare with: a dozen keywords a family, and a rule that always fires."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

KEYWORDS = {
    "dosing": r"\b\d[\d.,]*\s?(?:mg|mcg|g|ml|iu|tablets?|capsules?|drops?|teaspoons?)\b"
    r".{0,60}\b(?:daily|day|hours?|week|bedtime)\b",
    "claims": r"\b\d+(?:\.\d+)?\s?%|\b(?:studies|research|experts?) (?:show|suggest|say|found)"
    r"|\b(?:reduces?|prevents?|treats?|cures?"
    r"|improves?|causes?|lowers?|boosts?)\b|\brisk of\b|\beffective\b|FDA.approved",
    "promotion": r"\b(?:best|leading|world.class|miracle|guaranteed?|breakthrough"
    r"|contact us|call (?:us|now|today)|book (?:now|your)"
    r"|our (?:team|experts|clinic)|buy now|discount|free consultation)\b",
    "language": r"\b(?:addicts?|alcoholics?|junkies?|drug abusers?|committed suicide"
    r"|suffer(?:s|ing)? from|victims? of|diabetics"
    r"|epileptics|schizophrenics|wheelchair.bound|mentally ill|non.?compliant|morbidly obese)\b",
    "notation": r"\b\d+\.0\s?(?:mg|mcg|g|ml)\b|(?<![\d.])\.\d+\s?(?:mg|mcg|g|ml)\b|\b\d+\s?IU\b|µg|\bq\.?[di]\.?d\b",
}
DISCLAIMER = re.compile(
    r"medical advice|(?:educational|informational) purposes|not a substitute|consult (?:your|a) (?:doctor|physician)", re.I
)
REFERENCE = re.compile(r"\]\(https?://|\[\d+\]|\bdoi\b|\bet al\b", re.I)


def keywords(article: Path) -> list[dict[str, Any]]:
    """What the keywords find in an article, as the scorer reads findings."""
    text = article.read_bytes().decode("utf-8")
    found = [
        {"path": str(article), "family": family, "rule": "keywords", "start": match.start(), "end": match.end()}
        for family, pattern in KEYWORDS.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    if not DISCLAIMER.search(text):
        found.append(whole(article, "disclaimer"))
    if sum(f["family"] == "claims" for f in found) >= 3 and not REFERENCE.search(text):
        found.append(whole(article, "claims"))
    return found


def always(article: Path) -> list[dict[str, Any]]:
    """Both article-wide findings, on every article."""
    return [whole(article, "disclaimer"), whole(article, "claims")]


def whole(article: Path, family: str) -> dict[str, Any]:
    """A finding about the whole article."""
    return {"path": str(article), "family": family, "rule": "always", "start": 0, "end": 0}


def write(articles: list[Path], floor: str, path: Path) -> None:
    """Write a floor's findings as JSON."""
    find = {"keywords": keywords, "always fires": always}[floor]
    path.write_text(json.dumps([finding for article in articles for finding in find(article)]), encoding="utf-8")
