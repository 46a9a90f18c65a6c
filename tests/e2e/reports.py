"""Each format of report, read by a reader of that format and nothing of healthlint's: what was found where, what silenced."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import cmarkgfm
from junitparser import JUnitXml, Skipped
from sarif.loader import load_sarif_file


class Found(NamedTuple):
    """A finding as a report shows it; without words where it is about the whole article."""

    rule: str
    path: str
    words: str


Told = Iterator[tuple[Found, bool]]
"""Findings, and whether each is silenced."""

_QUOTED = re.compile("“(.*?)”")
_PARAGRAPH = re.compile(
    r"^(?P<path>\S+?):\d+:\d+ (?:error|warning|info) (?P<rule>\S+)\n  .+\n(?:  \d+ \| (?P<line>.*)\n +\| (?P<marks> *\^+)$)?",
    re.MULTILINE,
)


def _text(file: Path) -> Told:
    for match in _PARAGRAPH.finditer(_read(file)):
        marks = match["marks"] or ""
        yield Found(match["rule"], match["path"], (match["line"] or "")[marks.find("^") : len(marks)]), False


def _concise(file: Path) -> Told:
    for line in _read(file).splitlines():
        place, _, rule, message = line.split(" ", 3)
        yield Found(rule.removesuffix(":"), place.split(":")[0], _quoted(message)), False


def _json(file: Path) -> Told:
    yield from map(_json_finding, json.loads(_read(file))["findings"])


def _jsonl(file: Path) -> Told:
    records = map(json.loads, _read(file).splitlines())
    yield from (_json_finding(record) for record in records if record["type"] == "finding")


def _json_finding(finding: Any) -> tuple[Found, bool]:
    words = _read(Path(finding["path"]))[finding["start"] : finding["end"]]
    return Found(finding["rule"], finding["path"], words), finding["suppressed"] is not None


def _sarif(file: Path) -> Told:
    for result in load_sarif_file(str(file)).get_results():
        (place,) = (location["physicalLocation"] for location in result["locations"])
        words = place["region"]["snippet"]["text"]
        yield Found(result["ruleId"], unquote(place["artifactLocation"]["uri"]), words), bool(result["suppressions"])


def _junit(file: Path) -> Told:
    for case in (case for suite in JUnitXml.fromfile(str(file)) if suite.name != "healthlint" for case in suite):
        rule, _, words = case.name.partition(": ")
        yield Found(rule, case.classname, words.strip("“”")), any(isinstance(result, Skipped) for result in case.result)


def _github(file: Path) -> Told:
    for line in _read(file).splitlines():
        at = dict(pair.split("=") for pair in line.split("::")[1].partition(" ")[2].split(","))
        row = _row(at["file"], int(at["line"]))
        words = row[int(at["col"]) - 1 : int(at["endColumn"]) - 1] if "col" in at else ""
        yield Found(at["title"], at["file"], words), False


def _gitlab(file: Path) -> Told:
    entries = json.loads(_read(file))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        message, _, _ = entry["description"].partition(" Instead: ")
        yield Found(entry["check_name"], entry["location"]["path"], _quoted(message)), False


def _rdjson(file: Path) -> Told:
    for diagnostic in json.loads(_read(file))["diagnostics"]:
        path, words = diagnostic["location"]["path"], ""
        if place := diagnostic["location"].get("range"):
            row = _row(path, place["start"]["line"]).encode()
            words = row[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode()
        yield Found(diagnostic["code"]["value"], path, words), False


def _markdown(file: Path) -> Told:
    page = _Summary()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(_read(file), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))
    yield from ((found, False) for found in page.found)


class _Summary(HTMLParser):
    """The page that GitHub makes of a summary: the article in what unfolds, and an item of a list for each finding in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._path = self._text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("summary", "li"):
            self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "summary":
            self._path = self._text.rpartition(": ")[0]
        elif tag == "li":
            message, _, rule = self._text.strip().split("\n")[0].removesuffix(")").rpartition(" (")
            self.found.append(Found(rule, self._path, _quoted(message)))


def _read(file: Path) -> str:
    return file.read_bytes().decode()


def _row(path: str, number: int) -> str:
    return re.split(r"\r\n|\r|\n", _read(Path(path)))[number - 1]


def _quoted(message: str) -> str:
    """The words that a message quotes first."""
    match = _QUOTED.search(message)
    return match[1] if match else ""


READERS: dict[str, Callable[[Path], Told]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "rdjson": _rdjson,
    "markdown": _markdown,
}
HOLD_SILENCED = frozenset({"json", "jsonl", "sarif", "junit"})
