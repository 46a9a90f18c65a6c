"""What other linters print, read as findings at the words they mean."""

from __future__ import annotations

import json

import pytest

from benchmarks import peer_findings
from benchmarks.peer_findings import Finding

PATH = "articles/a.md"
TEXT = "Zinc 🌿 cures colds.\nThe addict took 90 mg of zinc. Buy now!\n"
TEXTS = {PATH: TEXT}


def quoted(findings: list[Finding]) -> list[tuple[str, str]]:
    assert {finding["path"] for finding in findings} <= {PATH}
    return [(finding["family"], TEXT[finding["start"] : finding["end"]]) for finding in findings]


def test_llm_medical_guard_names_words_amounts_and_what_is_missing() -> None:
    def check(name: str, status: str = "fail", **details: object) -> dict[str, object]:
        return {"check_name": name, "status": status, "details": details}

    issue = {"substance": "zinc", "amount": 90.0, "unit": "mg"}
    output = json.dumps(
        {
            "checks": [
                check("banned_expressions", found=[{"expression": "cures", "category": "cure_claim"}]),
                check("claim_severity", found_claims=[{"claim": "cures colds", "position": 7}]),
                check("context_awareness", promotional_signals=["buy now"], fearmongering_signals=[]),
                check("dosage", issues=[issue, issue | {"amount": 9.0}, issue | {"substance": "iron"}]),
                check("drug_interaction", issues=["zinc and quinine"]),
                check("disclaimer"),
                check("source_attribution", "pass"),
            ]
        }
    )
    found = [("claims", "cures"), ("claims", "cures colds"), ("promotion", "Buy now"), ("dosing", "90 mg"), ("disclaimer", "")]
    assert quoted(list(peer_findings.llm_medical_guard(output, PATH, TEXTS))) == found


def test_medcreatorguard_gives_a_reason_a_phrase() -> None:
    reasons = ("Claims to cure a disease", "Overstates universal efficacy", "Discourages seeking professional medical care")
    output = json.dumps({"risky_phrases": [{"phrase": "cures", "reason": reason} for reason in reasons]})
    found = list(peer_findings.medcreatorguard(output, PATH, TEXTS))
    assert quoted(found) == [("claims", "cures"), ("promotion", "cures")]


def test_proselint_counts_from_one() -> None:
    diagnostics = [{"check_path": check, "span": [1, 5]} for check in ("cliches.misc.garner", "misc.but")]
    output = json.dumps({"result": {f"file:///x/{PATH}": {"diagnostics": diagnostics}}})
    assert quoted(list(peer_findings.proselint(output, "", TEXTS))) == [("promotion", "Zinc")]


def test_alex_counts_lines_and_columns_and_is_heard_on_illness_only() -> None:
    output = "\n".join(
        [
            PATH,
            "  1:1-1:5    warning  Be careful with `Zinc`, it’s profane          zinc    retext-profanities",
            "  1:9-1:14   warning  `cures` may be insensitive                    simple  retext-equality",
            "  2:5-2:11   warning  `addict` may be insensitive, use `person`     addict  retext-equality",
        ]
    )
    assert quoted(list(peer_findings.alex(output, "", TEXTS))) == [("language", "addict")]


def test_write_good_counts_columns_from_nought_in_sixteen_bit_units() -> None:
    output = f'{PATH}:1:8:"cures" is a cliche\n{PATH}:2:11:"took" is a weasel word'
    assert quoted(list(peer_findings.write_good(output, "", TEXTS))) == [("promotion", "cures")]


@pytest.mark.parametrize(
    ("rule", "words", "line", "column", "expected"),
    [
        ("alex", "[addict] `addict` may be insensitive", 2, 5, [("language", "addict")]),
        ("alex", "[nuts] `nuts` may be insensitive", 2, 5, []),
        ("write-good", '"cures" is a cliche', 1, 9, [("promotion", "cures")]),
        ("write-good", '"was sold" may be passive voice', 1, 9, []),
    ],
)
def test_textlint_says_which_rule_speaks(
    rule: str, words: str, line: int, column: int, expected: list[tuple[str, str]]
) -> None:
    message = {"ruleId": rule, "message": words, "line": line, "column": column}
    output = json.dumps([{"filePath": f"/x/{PATH}", "messages": [message]}])
    assert quoted(list(peer_findings.textlint(output, "", TEXTS))) == expected
