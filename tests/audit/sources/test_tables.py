"""JSON Lines, CSV and Parquet: an article a row, and a faulty row costs no other."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint.audit.record import Record
from lint.readers import MOST_BYTES

Reading = Callable[..., list[Record]]
Row = dict[str, Any]
ROWS: list[Row] = [
    {"id": "a", "text": "Sleep “well”.\nDo.", "link": "https://example.org/sleep/well", "Title": "Sleep"},
    {"id": "b", "text": "<p>Eat well.</p>", "link": "https://example.org/eat", "Title": ""},
    {"id": "a", "text": "Walk, daily.", "link": "", "Title": "Walking"},
]
COLUMNS = {"id": "id", "url": "link"}


def as_jsonl(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_csv(rows: list[Row], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def as_parquet(rows: list[Row]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jsonl", as_jsonl(ROWS)),
        ("x.ndjson", as_jsonl(ROWS).replace(b"\n", b"\r\n\r\n")),
        ("x.jsonl.gz", gzip.compress(as_jsonl(ROWS))),
        ("x.csv", as_csv(ROWS)),
        ("x.csv", b"\xef\xbb\xbf" + as_csv(ROWS, ";")),
        ("x.tsv", as_csv(ROWS, "\t")),
        ("x.csv.gz", gzip.compress(as_csv(ROWS))),
        ("x.parquet", as_parquet(ROWS)),
    ],
)
def test_every_kind_of_table_gives_the_same_records(name: str, data: bytes, reading: Reading) -> None:
    found = reading(name, data, **COLUMNS)
    assert [(one.article_id, one.path, one.data.decode().replace("\r", ""), one.problem) for one in found] == [
        (f"{name}#a", name, "Sleep “well”.\nDo.", ""),
        (f"{name}#b", name, "<p>Eat well.</p>", ""),
        (f"{name}#a~3", name, "Walk, daily.", ""),
    ]
    assert [(one.name, one.url, one.section, dict(one.metadata).get("title")) for one in found] == [
        (f"{name}#1.md", "https://example.org/sleep/well", "sleep", "Sleep"),
        (f"{name}#2.html", "https://example.org/eat", "", None),
        (f"{name}#3.md", None, "", "Walking"),
    ]


def test_without_a_column_of_names_records_have_their_numbers(reading: Reading) -> None:
    assert [one.article_id for one in reading("x.jsonl", as_jsonl(ROWS))] == ["x.jsonl#1", "x.jsonl#2", "x.jsonl#3"]


def test_the_format_of_the_text_can_be_named(reading: Reading) -> None:
    assert [one.name for one in reading("x.csv", as_csv(ROWS), format="text")] == ["x.csv#1.txt", "x.csv#2.txt", "x.csv#3.txt"]


@pytest.mark.parametrize(
    ("name", "data"), [("x.jsonl", as_jsonl(ROWS)), ("x.csv", as_csv(ROWS)), ("x.parquet", as_parquet(ROWS))]
)
@pytest.mark.parametrize("column", ["text", "id", "url"])
def test_a_missing_column_is_told_once_with_those_there_are(name: str, data: bytes, column: str, reading: Reading) -> None:
    [record] = reading(name, data, **{column: "body"})
    assert record.problem.startswith("no column is called 'body'; there are id, text, link, Title: name one with --text-column")
    assert record.data == b""


def problems(records: list[Record]) -> list[str]:
    return [record.problem.partition(":")[0] for record in records]


def test_a_faulty_line_costs_no_other(reading: Reading) -> None:
    lines = [b'{"text": "one"}', b'{"text": ', b"[1]", b'{"text": 5}', b"\xff", b"[" * 100_000, b'{"text": "two"}']
    found = reading("x.jsonl", b"\n".join(lines))
    assert problems(found) == [
        "",
        "not a line of JSON",
        "not an object of JSON",
        "no text in the column 'text'",
        "not a line of JSON",
        "not a line of JSON",
        "",
    ]
    assert [one.data for one in found if not one.problem] == [b"one", b"two"]


def test_a_faulty_row_costs_no_other(reading: Reading) -> None:
    found = reading("x.csv", b'id,text\n1,one\n2\n\n3,a,b\n4,caf\xe9\n5,"two"\n')
    few, many = (f"the row has {number} fields, and there are 2 columns; quote the text" for number in (1, 3))
    assert problems(found) == ["", few, many, "", ""]
    assert [one.data for one in found if not one.problem] == [b"one", b"caf\xe9", b"two"]


LARGE = "word " * (MOST_BYTES // 3)


@pytest.mark.parametrize("lines", [False, True], ids=["one line", "many lines"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_a_record_that_is_too_large_costs_no_other(kind: str, lines: bool, reading: Reading) -> None:
    rows = [{"id": str(number), "text": text} for number, text in enumerate(("one", LARGE, "two"))]
    if lines:
        rows[1]["text"] = LARGE.replace("word word word ", "word,\nword ")
    data = {"jsonl": as_jsonl, "csv": as_csv, "parquet": as_parquet}[kind](rows)
    found = reading(f"x.{kind}", data, id="id")
    assert [(one.data, bool(one.problem)) for one in found] == [(b"one", False), (b"", True), (b"two", False)]
    assert found[1].problem == "the record is larger than 10 MB; leave it out"


def test_a_line_without_an_end_is_not_held(reading: Reading) -> None:
    [record] = reading("x.jsonl.gz", gzip.compress(b" " * 100_000_000))
    assert record.problem == "the record is larger than 10 MB; leave it out"


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("x.parquet", b"PAR1 but not really", "not a Parquet file"),
        ("x.parquet", as_parquet([{"text": 5}]), "the column 'text' holds int64, and no text"),
        ("x.jsonl.gz", gzip.compress(as_jsonl(ROWS))[:-12], "cannot be read from here on"),
        ("x.csv", b"", "the file is empty"),
        ("x.jsonl", as_jsonl(ROWS)[:-12], "not a line of JSON"),
        ("x.csv", b'text,id\none,1\n"two words, and', "the file breaks off inside this row"),
        ("x.csv", b'text\none\n"two\n' + b"words\n" * 6_000_000, "cannot be read from here on: field larger than field limit"),
    ],
)
def test_a_broken_file_is_told(name: str, data: bytes, problem: str, reading: Reading) -> None:
    assert reading(name, data)[-1].problem.startswith(problem)
