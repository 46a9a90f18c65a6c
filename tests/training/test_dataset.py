"""Labelled articles as rows to learn from, in both forms of label."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lint.scorer import HEADS
from training.dataset import UNSURE, load

TEXT = "Fog heals. Visit us. Sip two cups."


def folder_of(tmp_path: Path, *units: dict[str, Any]) -> Path:
    """An article of three sentences; ``units`` label them in turn."""
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    places = ((0, 10), (11, 20), (21, 34))
    labelled = [{"start": start, "end": end} | unit for (start, end), unit in zip(places, units, strict=False)]
    record = {"file": "a.md", "publisher": "Inn", "units": labelled}
    (tmp_path / "labels.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({}, (0, 0, 0)),
        ({"labels": ["C2x", "P1"]}, (1, UNSURE, 0)),
        ({"labels": ["D2", "U2", "S1"]}, (0, 0, 1)),
        ({"claim": 1, "claims": "?"}, (1, 0, 0)),
        ({"claims": "?", "promotion": 1}, (UNSURE, 1, 0)),
        ({"claim": "?", "dosing": "?"}, (UNSURE, 0, UNSURE)),
    ],
)
def test_a_label_is_sure_or_unsure(tmp_path: Path, unit: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert HEADS == ("claim", "promotion", "dosing")
    assert tuple(load(folder_of(tmp_path, unit)).y[0]) == expected


def test_a_sentence_outside_the_units_is_unsure(tmp_path: Path) -> None:
    data = load(folder_of(tmp_path, {}, {"labels": ["P2"]}))
    assert data.texts == ["Fog heals.", "Visit us.", "Sip two cups."]
    assert data.y.tolist() == [[0, 0, 0], [0, 1, 0], [UNSURE] * 3]
    assert data.publishers.tolist() == ["Inn"] * 3


def test_a_publisher_may_be_left_out(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {})
    record = json.loads((folder / "labels.jsonl").read_text(encoding="utf-8"))
    records = [record, record | {"publisher": "Spa"}]
    (folder / "labels.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert set(load(folder, {"Inn"}).publishers.tolist()) == {"Spa"}
