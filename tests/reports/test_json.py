from __future__ import annotations

import json
from collections.abc import Callable

from lint.checked import Failure
from lint.finding import Finding
from lint.reports import Look, Run
from lint.reports.json import render


def test_the_object_has_exactly_the_documented_shape(tea_run: Run) -> None:
    report = json.loads("".join(render(tea_run, Look())))
    findings = report.pop("findings")
    assert report == {
        "healthlint": "0.1.0",
        "summary": {
            "articles": 3,
            "articles_with_findings": 1,
            "error": 1,
            "warning": 0,
            "info": 1,
            "fixed": 0,
            "fixable": 0,
            "fixable_unsafely": 1,
            "suppressed": 1,
            "known": 0,
            "skipped": 1,
            "failures": 1,
        },
        "skipped": [{"path": "content/thé.md", "reason": "not in English"}],
        "failures": [{"path": "content/broken.md", "line": 7, "message": "byte 0xff is not UTF-8"}],
    }
    assert findings[1] == {
        "path": "content/tea.md",
        "family": "dosing",
        "rule": "dosing-instruction",
        "severity": "error",
        "message": "Tells the reader how much to drink.",
        "why": "A dose that suits one reader can harm another.",
        "start": 14,
        "end": 26,
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 13,
        "text": "Sip two cups",
        "suggestion": "Say what the label or a pharmacist advises.",
        "fix": {
            "replacement": "Some people drink nettle tea",
            "safe": False,
            "start": 14,
            "end": 26,
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 13,
            "text": "Sip two cups",
        },
        "standards": [{"name": "House guide, section 4", "url": "https://example.org/guide#4"}],
        "fingerprint": "f00d",
        "related": [
            {
                "message": "the page is about",
                "start": 2,
                "end": 12,
                "line": 1,
                "column": 3,
                "end_line": 1,
                "end_column": 13,
                "text": "Nettle tea",
            }
        ],
        "suppressed": None,
        "confidence": 0.988,
        "weighed": ["two cups", "Sip"],
    }


def test_whole_article_and_suppressed_findings_are_in_it(tea_run: Run) -> None:
    missing, _, claim = json.loads("".join(render(tea_run, Look())))["findings"]
    assert (missing["start"], missing["end"], missing["line"], missing["column"], missing["text"]) == (0, 0, 1, 1, "")
    assert (missing["fix"], missing["standards"], missing["related"]) == (None, [], [])
    assert claim["suppressed"] == {"reason": "quoted from a reader's letter", "line": 2, "path": None}


def test_any_words_survive_in_plain_ascii(make_finding: Callable[..., Finding]) -> None:
    words = "\x1b[0m\u202e\u2028”}]\\\n👩‍⚕️"
    run = Run((make_finding("Sip", message=words),), articles=1, failures=(Failure("caf\udce9.md", None, "unreadable"),))
    text = "".join(render(run, Look()))
    assert text.isascii()
    report = json.loads(text)
    assert report["findings"][0]["message"] == words
    assert report["failures"] == [{"path": "caf\udce9.md", "line": None, "message": "unreadable"}]
