"""An article can say anything, and so can its name: whatever stands in a run, each format says it and obeys none of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from html import unescape
from html.parser import HTMLParser
from itertools import cycle
from typing import Any
from xml.etree import ElementTree

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from lint.checked import Failure, Skipped
from lint.finding import Finding, Fix, Place, Related, Severity, Standard, Suppression
from lint.reports import FORMATS, Look, RuleInfo, Run
from lint.reports.printable import one_line, visible

FRAGMENTS = """
]]> <![CDATA[ <!-- --> <script>alert(1)</script> </details> <img/src=x> &lt; &#124; &#x1b; <?xml?> " ' --
| \\| \\ || ` ``` **b** _i_ ~~s~~ [a](b) ![i](j) [^1] # {{x}} ${{x}} %0A %0D %25
<http://a.example> http://evil.example https://evil.example www.evil.example a@evil.example @everyone #12 !3 $x$ $`y`$
::error::owned ::set-output ::stop-commands::x ##[error]owned ##[add-mask]a ##vso[task.setvariable]x
""".split()
CONTROLS = [
    *"\n\r\t\0\x1b\x07\x9b\x7f\x85\u200b\u2028\u2029\u202e\u2066\u2069\u061c\ufeff\ufffe\uffff\ud800\udfff\udce9",
    *("\r\n", "\x1b[2J", "\x1b]0;x\x07"),
]
BLOCKS = ["# x", "1. x", "- x", "+ x", "> x", "---", "===", "    x", "[x]: y", "- [ ] x", "| x | y |\n|---|---|", "/close"]
Words = Callable[[], str]


def as_name(text: str) -> str:
    """The name of a file as Python has it, which may hold halves of surrogate pairs."""
    return os.fsdecode(text.replace("\0", "").encode(errors="surrogatepass"))


texts = st.lists(st.sampled_from([*FRAGMENTS, *CONTROLS, *BLOCKS, " "]) | st.characters(), max_size=6).map("".join)
names = texts.map(as_name).filter(bool)


def finding_of(path: str, place: Place, word: Words, severity: Severity, suppressed: Suppression | None) -> Finding:
    return Finding(
        path=path,
        family=word(),
        rule=word(),
        severity=severity,
        message=word(),
        why=word(),
        suggestion=word(),
        place=place,
        standards=(Standard(word(), word()),),
        sentence=word(),
        fingerprint=word(),
        related=(Related(word(), place),),
        fix=Fix(word(), place, safe=True),
        suppressed=suppressed,
    )


def run_of(findings: Iterable[Finding], sources: dict[str, str], word: Words, name: Words) -> Run:
    return Run(
        findings=tuple(findings),
        articles=len(sources),
        skipped=(Skipped(name(), word()),),
        failures=(Failure(name(), None, word()), Failure(name(), 9, word())),
        sources=sources,
        rules=(RuleInfo(word(), word(), Severity.ERROR, word(), word(), word(), (Standard(word(), word()),), word()),),
        version=word(),
    )


def saying(fragment: str) -> Run:
    """A run in which nothing but this fragment is said, everywhere."""
    path, place = as_name(fragment) or "x", Place(0, len(fragment), 1, 1, 1, len(fragment) + 1, fragment)
    suppressed = Suppression(fragment, 1, path)
    findings = [finding_of(path, place, lambda: fragment, Severity.ERROR, silent) for silent in (None, suppressed)]
    return run_of(findings, {path: fragment + " " + fragment}, lambda: fragment, lambda: path)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A run with any words wherever words can be."""
    word = cycle(draw(st.lists(texts, min_size=5, max_size=5))).__next__
    name = cycle(draw(st.lists(names, min_size=3, max_size=3))).__next__
    sources: dict[str, str] = {}
    findings: list[Finding] = []
    for path in sorted({name() for _ in range(draw(st.integers(0, 2)))}):
        sources[path], place = draw(sources_and_places())
        suppressed = draw(st.sampled_from([None, Suppression(word(), 1), Suppression(word(), 1, name())]))
        finding = finding_of(path, place, word, draw(st.sampled_from(Severity)), suppressed)
        findings += [finding] * draw(st.integers(1, 2))
    return run_of(findings, sources, word, name)


@st.composite
def sources_and_places(draw: st.DrawFn) -> tuple[str, Place]:
    """The text of an article, and a place in it."""
    if draw(st.booleans()):
        return draw(texts), Place(0, 0, 1, 1, 1, 1, "")
    before, words, after = draw(texts), draw(texts) + "x", draw(texts)
    before += "-" if before.endswith("\r") else ""  # nothing begins inside a line end

    def position(text: str) -> tuple[int, int]:
        lines = re.split("\r\n|\r|\n", text)
        return len(lines), len(lines[-1]) + 1

    start, end = len(before), len(before + words)
    return before + words + after, Place(start, end, *position(before), *position(before + words), words)


def hostile(test: Callable[..., None]) -> Callable[..., None]:
    """Gives a test every fragment by itself, and then any mixture as ``run``; however slow the machine is."""
    tried = given(run=runs())(test)
    for fragment in FRAGMENTS + CONTROLS + BLOCKS:
        tried = example(run=saying(fragment))(tried)
    return settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])(tried)


def rendered(name: str, run: Run) -> str:
    return "".join(FORMATS[name](run, Look(show_all=True)))


@pytest.mark.parametrize("name", FORMATS)
@hostile
def test_no_format_steers_a_terminal_or_a_build_server_that_shows_it(name: str, run: Run) -> None:
    text = rendered(name, run)
    text.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert not re.search(r"##\w*\[", text)
    if name != "github":
        assert not any(line.lstrip().startswith("::") for line in text.split("\n"))


@pytest.mark.parametrize("name", ["concise", "github", "jsonl"])
@hostile
def test_one_line_each(name: str, run: Run) -> None:
    lines = rendered(name, run).splitlines()
    findings = run.findings if name == "jsonl" else run.open_findings
    assert len(lines) == len(findings) + len(run.failures) + (len(run.skipped) + 1 if name == "jsonl" else 0)


@hostile
def test_github_obeys_the_commands_meant_and_reads_back_their_words(run: Run) -> None:
    for line, finding in zip(rendered("github", run).splitlines(), run.open_findings, strict=False):
        # As the runner parses it: ActionCommand.TryParseV2.
        command, _, data = line.removeprefix("::").partition("::")
        name, _, listed = command.partition(" ")
        properties = dict(pair.split("=", 1) for pair in listed.split(","))
        assert name in {"error", "warning", "notice"}
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert unescaped(properties["file"]) == visible(finding.path)
        assert unescaped(properties["title"]) == one_line(finding.rule)
        assert unescaped(data).startswith(one_line(finding.message))


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@pytest.mark.parametrize(
    ("name", "schema"),
    [("sarif", "sarif-schema-2.1.0"), ("gitlab", "gitlab-code-quality"), ("rdjson", "rdjson-DiagnosticResult")],
)
@hostile
def test_json_formats_obey_their_schemas(
    name: str, schema: str, schema_faults: Callable[[str, Any], list[str]], run: Run
) -> None:
    text = rendered(name, run)
    assert text.isascii()
    assert schema_faults(schema, json.loads(text)) == []


@hostile
def test_json_reads_back_to_the_same_words(run: Run) -> None:
    report = json.loads(rendered("json", run))
    for written, finding in zip(report["findings"], run.findings, strict=True):
        assert [written[field] for field in ("path", "rule", "family", "message", "why", "suggestion", "text")] == [
            finding.path,
            finding.rule,
            finding.family,
            finding.message,
            finding.why,
            finding.suggestion,
            finding.place.text,
        ]
        assert (written["fix"] or {}).get("replacement") == (finding.fix.text if finding.fix else None)
        assert (written["suppressed"] or {}).get("reason") == (finding.suppressed.reason if finding.suppressed else None)


@hostile
def test_junit_is_xml_that_reads_back_to_the_same_words(run: Run) -> None:
    text = rendered("junit", run)
    JUnitXml.fromstring(text.encode())
    *suites, _ = ElementTree.fromstring(text)
    cases = [case for suite in suites for case in suite]
    for case, finding in zip(cases, run.findings, strict=True):
        assert case.attrib["classname"] == case.attrib["file"] == visible(finding.path)
        (outcome,) = case
        if finding.suppressed:
            where = f"{finding.suppressed.path or finding.path}, line {finding.suppressed.line}"
            assert outcome.attrib == {"message": one_line(f"suppressed by {where}: {finding.suppressed.reason}")}
        else:
            assert one_line(finding.message) in (outcome.text or "")
            assert outcome.attrib.get("message", one_line(finding.message)) == one_line(finding.message)


class Page(HTMLParser):
    """What a browser would make of rendered Markdown: its elements, its cells and its list items as text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, str | None]] = set()
        self.texts: dict[str, list[str]] = {"summary": [], "td": [], "li": []}
        self._open: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, *(f"{key}={value}" for key, value in attrs)))  # type: ignore[arg-type]
        if tag in self.texts:
            self._open = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data


OWN_TAGS = set("h2 h3 p ul li strong em code br table thead tbody tr th td details summary b span".split())


@hostile
def test_markdown_has_only_its_own_structure_and_shows_the_words(run: Run) -> None:
    html = github_flavored_markdown_to_html(rendered("markdown", run), options=Options.CMARK_OPT_UNSAFE)
    page = Page(html)
    assert {tag for tag, *_ in page.tags} <= OWN_TAGS
    assert {attribute for _, *attributes in page.tags for attribute in attributes} <= {"align=right"}
    articles = {finding.path for finding in run.open_findings}
    assert len(page.texts["td"]) == 4 * len(articles)
    assert len(page.texts["summary"]) == len(articles)
    assert len(page.texts["li"]) == len(run.failures) + len(run.open_findings)
    shown = " ".join(page.texts["li"])
    for finding in run.open_findings:
        assert squeezed(one_line(finding.message)) in squeezed(shown)
        assert any(squeezed(visible(finding.path)) == squeezed(cell) for cell in page.texts["td"])
    # A mention or a reference is made of neighbouring characters of the rendered text, a formula of a dollar sign.
    assert not re.search(r"[@#](?=\w)|\$", re.sub(r"<span>.</span>|&#?\w+;", "·", html))


@hostile
def test_a_comment_of_reviewdog_shows_the_words_and_nothing_else(run: Run) -> None:
    for diagnostic, finding in zip(json.loads(rendered("rdjson", run))["diagnostics"], run.open_findings, strict=False):
        message = diagnostic["message"]
        for body in (f"**[healthlint]** <sub>x</sub><br>{message}", "".join(f"> {line}\n" for line in message.split("\n"))):
            html = github_flavored_markdown_to_html(body, options=Options.CMARK_OPT_UNSAFE)
            assert {tag for tag, *_ in Page(html).tags} <= {"p", "strong", "sub", "br", "blockquote", "span"}
            assert not re.search(r"[@#](?=\w)|\$", re.sub(r"<span>.</span>|&#?\w+;", "·", html))
            shown = squeezed(unescape(re.sub(r"<[^>]*>", "", html)))
            assert squeezed(one_line(finding.message)) in shown


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
