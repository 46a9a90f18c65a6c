from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sarif.loader import load_sarif_file

from lint.checked import Failure
from lint.finding import Finding, Standard, Suppression
from lint.reports import Look, Run
from lint.reports.sarif import render


def sarif_run(run: Run) -> Any:
    log = json.loads("".join(render(run, Look())))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


def test_the_log_obeys_the_schema(tea_run: Run, schema_faults: Callable[[str, object], list[str]]) -> None:
    for run in (tea_run, Run((), articles=0)):
        assert schema_faults("sarif-schema-2.1.0", json.loads("".join(render(run, Look())))) == []


def test_sarif_tools_reads_levels_rules_and_places(tea_run: Run, tmp_path: Path) -> None:
    path = tmp_path / "log.sarif"
    path.write_text("".join(render(tea_run, Look())))
    log = load_sarif_file(str(path))
    assert log.get_distinct_tool_names() == ["healthlint"]
    records = [(record["Severity"], record["Code"], record["Location"], record["Line"]) for record in log.get_records()]
    assert sorted(records) == [
        ("error", "dosing-instruction", "content/tea.md", 3),
        ("note", "missing-disclaimer", "content/tea.md", 1),
        ("warning", "unreferenced-claim", "content/tea.md", 4),
    ]


def test_rules_are_described_once_and_findings_point_to_them(tea_run: Run) -> None:
    run = sarif_run(tea_run)
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "dosing-instruction",
            "shortDescription": {"text": "Instructions to take an amount"},
            "fullDescription": {"text": "A dose that suits one reader can harm another."},
            "help": {
                "text": "A dose that suits one reader can harm another.\n\n"
                "Instead: Say what the label or a pharmacist advises.",
                "markdown": "# dosing-instruction\n",
            },
            "helpUri": "https://example.org/guide#4",
            "defaultConfiguration": {"level": "error"},
            "properties": {"tags": ["health", "dosing"]},
        }
    ]
    pointed = [(result["ruleId"], result.get("ruleIndex")) for result in run["results"]]
    assert pointed == [("missing-disclaimer", None), ("dosing-instruction", 0), ("unreferenced-claim", None)]
    assert [result["level"] for result in run["results"]] == ["note", "error", "warning"]


def test_positions_are_code_points_with_an_end_past_the_last(tea_run: Run) -> None:
    run = sarif_run(tea_run)
    assert run["columnKind"] == "unicodeCodePoints"
    missing, dose, _ = (result["locations"][0]["physicalLocation"]["region"] for result in run["results"])
    assert dose == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 13,
        "charOffset": 14,
        "charLength": 12,
        "snippet": {"text": "Sip two cups"},
    }
    assert (missing["startLine"], missing["endColumn"], missing["charOffset"], missing["charLength"]) == (1, 1, 0, 0)


def test_a_result_carries_its_identity_related_place_and_fix(tea_run: Run) -> None:
    dose = sarif_run(tea_run)["results"][1]
    assert dose["partialFingerprints"] == {"healthlint/v1": "f00d"}
    assert dose["properties"] == {"confidence": 0.988, "weighed": ["two cups", "Sip"]}
    (related,) = dose["relatedLocations"]
    assert (related["id"], related["message"]) == (1, {"text": "the page is about"})
    assert related["physicalLocation"]["region"]["startLine"] == 1
    (change,) = dose["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert (replacement["deletedRegion"]["charOffset"], replacement["deletedRegion"]["charLength"]) == (14, 12)
    assert replacement["insertedContent"] == {"text": "Some people drink nettle tea"}


def test_what_the_configuration_suppresses_is_external_and_stands_there(make_finding: Callable[..., Finding]) -> None:
    finding = make_finding("Sip", suppressed=Suppression("scans", 6, "site/healthlint.yaml"))
    [suppression] = sarif_run(Run((finding,), articles=1))["results"][0]["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("external", "scans")
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "site/healthlint.yaml"
    assert suppression["location"]["physicalLocation"]["region"] == {"startLine": 6}


def test_every_result_says_whether_it_is_suppressed(tea_run: Run) -> None:
    missing, dose, claim = sarif_run(tea_run)["results"]
    assert missing["suppressions"] == dose["suppressions"] == []
    (suppression,) = claim["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", "quoted from a reader's letter")
    assert suppression["location"]["physicalLocation"]["region"] == {"startLine": 2}


def test_failures_and_skips_are_notifications(tea_run: Run) -> None:
    (invocation,) = sarif_run(tea_run)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    failed, skipped = invocation["toolExecutionNotifications"]
    assert (failed["level"], failed["message"]["text"]) == ("error", "byte 0xff is not UTF-8")
    assert failed["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert (skipped["level"], skipped["message"]["text"]) == ("note", "Skipped: not in English")


def test_violations_are_a_successful_execution(tea_run: Run) -> None:
    (invocation,) = sarif_run(replace(tea_run, failures=(), skipped=()))["invocations"]
    assert invocation == {"executionSuccessful": True, "exitCode": 1, "toolExecutionNotifications": []}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/tea.md", {"uri": "content/tea.md", "uriBaseId": "%SRCROOT%"}),
        ("thé à la menthe#1?.md", {"uri": "th%C3%A9%20%C3%A0%20la%20menthe%231%3F.md", "uriBaseId": "%SRCROOT%"}),
        ("javascript:x%20.md", {"uri": "javascript%3Ax%2520.md", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a b.md", {"uri": "file:///srv/a%20b.md"}),
    ],
)
def test_paths_become_addresses(path: str, address: dict[str, str]) -> None:
    run = Run((), articles=0, failures=(Failure(path, None, "unreadable"),))
    (notification,) = sarif_run(run)["invocations"][0]["toolExecutionNotifications"]
    assert notification["locations"] == [{"physicalLocation": {"artifactLocation": address}}]


def test_the_words_of_an_article_do_not_become_a_link(make_finding: Callable[..., Finding]) -> None:
    linked = make_finding("Sip", message="“[sip](https://evil.example)” is a dose", suggestion="")
    cited = make_finding("Sip", message="“sip [3]” is a dose", suggestion="")
    results = sarif_run(Run((linked, cited), articles=1))["results"]
    assert [result["message"]["text"] for result in results] == [
        r"“\[sip\](https://evil.example)” is a dose",
        "“sip [3]” is a dose",
    ]


def test_an_address_with_spaces_is_made_valid(tea_run: Run) -> None:
    (rule,) = tea_run.rules
    spaced = replace(rule, standards=(Standard("Guide", "https://example.org/a b?é=1%20#x"),))
    (described,) = sarif_run(replace(tea_run, rules=(spaced,)))["tool"]["driver"]["rules"]
    assert described["helpUri"] == "https://example.org/a%20b?%C3%A9=1%20#x"


def test_a_rule_without_standards_has_no_help_address(tea_run: Run) -> None:
    (rule,) = tea_run.rules
    (described,) = sarif_run(replace(tea_run, rules=(replace(rule, standards=()),)))["tool"]["driver"]["rules"]
    assert "helpUri" not in described
