"""Hand-made runs for the report tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lint.checked import Failure, Skipped
from lint.finding import Finding, Fix, Place, Related, Severity, Standard, Suppression
from lint.reports import RuleInfo, Run

TEA = "# Nettle tea\n\nSip two cups each dawn.\nIt wipes out hay fever.\n"


def place_of(words: str, source: str) -> Place:
    """Where ``words`` stand in ``source``, whose lines end at LF."""
    start = source.index(words)
    end = start + len(words)
    ends = [(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)) for at in (start, end)]
    return Place(start, end, *ends[0], *ends[1], words)


def finding_of(words: str, source: str = TEA, **changes: Any) -> Finding:
    finding = Finding(
        path="content/tea.md",
        family="dosing",
        rule="dosing-instruction",
        severity=Severity.ERROR,
        message="Tells the reader how much to drink.",
        why="A dose that suits one reader can harm another.",
        suggestion="Say what the label or a pharmacist advises.",
        place=place_of(words, source) if words else Place(0, 0, 1, 1, 1, 1, ""),
        standards=(Standard("House guide, section 4", "https://example.org/guide#4"),),
        fingerprint="f00d",
    )
    return replace(finding, **changes)


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    """``make_finding(words, source=TEA, **changes)``: a finding that quotes ``words``; no words mean the whole article."""
    return finding_of


@pytest.fixture
def tea_run() -> Run:
    """A finding of each kind: with a related place and a fix, suppressed, about the whole article; a skip and a failure."""
    dose = finding_of(
        "Sip two cups",
        related=(Related("the page is about", place_of("Nettle tea", TEA)),),
        fix=Fix("Some people drink nettle tea", place_of("Sip two cups", TEA)),
        confidence=0.98765,
        weighed=("two cups", "Sip"),
    )
    claim = finding_of(
        "wipes out hay fever",
        family="claims",
        rule="unreferenced-claim",
        severity=Severity.WARNING,
        message="States an effect without a reference.",
        suppressed=Suppression("quoted from a reader's letter", 2),
    )
    missing = finding_of(
        "",
        family="disclaimer",
        rule="missing-disclaimer",
        severity=Severity.INFO,
        message="The article carries no disclaimer.",
        standards=(),
    )
    return Run(
        findings=(missing, dose, claim),
        articles=3,
        skipped=(Skipped("content/thé.md", "not in English"),),
        failures=(Failure("content/broken.md", 7, "byte 0xff is not UTF-8"),),
        sources={"content/tea.md": TEA},
        rules=(
            RuleInfo(
                name="dosing-instruction",
                family="dosing",
                severity=Severity.ERROR,
                summary="Instructions to take an amount",
                why="A dose that suits one reader can harm another.",
                suggestion="Say what the label or a pharmacist advises.",
                standards=(Standard("House guide, section 4", "https://example.org/guide#4"),),
                help_markdown="# dosing-instruction\n",
            ),
        ),
        version="0.1.0",
    )
