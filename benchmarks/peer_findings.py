"""What other linters report, as findings of ours.

- llm-medical-guard: `dosage` is dosing, wherever the amount stands near the substance; `claim_severity` and the banned cures,
  absolutes and preventions are claims; the other banned expressions and the signs of selling or fear are promotion;
  `disclaimer` and `source_attribution` are the findings about the whole article. Brand names and drug interactions are left
  out.
- medcreatorguard: cures of diseases and “no side effects” are claims, detox and what works for everyone promotion. Its advice
  to add a disclaimer, the same for every article, is left out.
- proselint: clichés, uncomparables, office language and rows of exclamation marks are promotion, `social_awareness` is
  language.
- alex, and the rule of that name in textlint: words for illness, disability, addiction and suicide are language. Gender,
  everyday words (`simple`, `nuts`, `special`, `rehab`) and what it calls profane (`cancer`, `adults`, `drug`) are left out.
- write-good, and the rule of that name in textlint: clichés are promotion. Passive voice and weasel words are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Finding = dict[str, Any]
Reader = Callable[[str, str, Mapping[str, str]], Iterator[Finding]]

_ILLNESS = frozenset(
    """learning-disabled birth-defect suffers-from-disabilities intellectually-disabled-people intellectually-disabled bipolar
    schizo manic handicapped amputee mongoloid stroke-victim multiple-sclerosis-victim suffers-from-md family-burden
    downs-syndrome retard retards psychotic aids-victim wheelchair-bound ablebodied addict addicts alcoholic deafmute senile
    depressed dwarf dyslexic epileptic hearing-impaired victim-of-polio victim-of-an-injury victim-of-injuries paraplegic
    quadriplegic spastic stammering stutterer tourettes-syndrome sociopath sociopaths ocd insomniac insomniacs
    cretin harelipped harelip maniac committed-suicide commit-suicide failed-suicide""".split()
)
_CLAIMS = ("cure_claim", "absolute_claim", "prevention_claim")
_SELLING = re.compile(r"^(?:cliches|uncomparables|industrial_language|typography\.punctuation\.(?:hyperbole|exclamation))")
_ALEX = re.compile(r"^\s+(\d+):(\d+)-(\d+):(\d+)\s+warning\s.*?\s(\S+)\s+retext-equality\s*$")
_WRITE_GOOD = re.compile(r'^(.+?):(\d+):(\d+):"(.+)" is a cliche')


def llm_medical_guard(output: str, path: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    text = texts[path]
    for check in json.loads(output)["checks"]:
        name, details = check["check_name"], check["details"]
        if check["status"] == "pass":
            continue
        if name in ("disclaimer", "source_attribution"):
            yield _finding(path, "disclaimer" if name == "disclaimer" else "claims", name, 0, 0)
        for issue in details["issues"] if name == "dosage" else ():
            for amount in re.finditer(rf"(\d[\d,]*\.?\d*)\s*{re.escape(issue['unit'])}\b", text):
                near = text[max(0, amount.start() - 100) : amount.end() + 50].lower()
                if float(amount[1].replace(",", "")) == issue["amount"] and issue["substance"] in near:
                    yield _finding(path, "dosing", name, *amount.span())
        for claim in details.get("found_claims", ()):
            yield _finding(path, "claims", name, claim["position"], claim["position"] + len(claim["claim"]))
        for banned in details.get("found", ()):
            family = "claims" if banned["category"] in _CLAIMS else "promotion"
            yield from _everywhere(path, family, banned["category"], banned["expression"], text)
        for sign in (*details.get("promotional_signals", ()), *details.get("fearmongering_signals", ())):
            yield from _everywhere(path, "promotion", name, sign, text)


def medcreatorguard(output: str, path: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    for risk in json.loads(output)["risky_phrases"]:
        if "professional medical care" in risk["reason"]:
            continue
        family = "promotion" if "etox" in risk["reason"] or "universal" in risk["reason"] else "claims"
        yield from _everywhere(path, family, risk["reason"], risk["phrase"], texts[path])


def proselint(output: str, _: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    for address, result in json.loads(output)["result"].items():
        path = _relative(address, texts)
        for diagnostic in result["diagnostics"]:
            check = diagnostic["check_path"]
            family = "language" if check.startswith("social_awareness") else "promotion" if _SELLING.match(check) else None
            if family:
                yield _finding(path, family, check, *(offset - 1 for offset in diagnostic["span"]))


def alex(output: str, _: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    path = ""
    for line in output.splitlines():
        if line in texts:
            path = line
        elif (match := _ALEX.match(line)) and match[5] in _ILLNESS:
            numbers = [int(number) for number in match.groups()[:4]]
            start, end = (_offset(texts[path], numbers[n], numbers[n + 1] - 1) for n in (0, 2))
            yield _finding(path, "language", match[5], start, end)


def write_good(output: str, _: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    for line in output.splitlines():
        if match := _WRITE_GOOD.match(line):
            start = _offset(texts[match[1]], int(match[2]), int(match[3]))
            yield _finding(match[1], "promotion", "cliche", start, start + len(match[4]))


def textlint(output: str, _: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    for result in json.loads(output):
        path = _relative(result["filePath"], texts)
        for message in result["messages"]:
            words = message["message"]
            named = re.match(r"\[(\S+)\] `([^`]*)`", words) if message["ruleId"] == "alex" else None
            cliche = re.match(r'"(.+)" is a cliche', words) if message["ruleId"] == "write-good" else None
            start = _offset(texts[path], message["line"], message["column"] - 1)
            if named and named[1] in _ILLNESS:
                yield _finding(path, "language", named[1], start, start + len(named[2]))
            if cliche:
                yield _finding(path, "promotion", "cliche", start, start + len(cliche[1]))


def _finding(path: str, family: str, rule: str, start: int, end: int) -> Finding:
    return {"path": path, "family": family, "rule": rule, "start": start, "end": end}


def _everywhere(path: str, family: str, rule: str, words: str, text: str) -> Iterator[Finding]:
    """For a peer that names words and not their place."""
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        yield _finding(path, family, rule, *match.span())


def _relative(address: str, texts: Mapping[str, str]) -> str:
    return next(path for path in texts if address.endswith("/" + path))


def _offset(text: str, line: int, column: int) -> int:
    """The code point at a line (from 1) and a column in UTF-16 units (from 0)."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    units = text[start:].split("\n", 1)[0].encode("utf-16-le")[: 2 * column]
    return start + len(units.decode("utf-16-le", errors="ignore"))
