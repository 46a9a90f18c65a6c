"""The scorer's model: what training writes, and that it writes the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from lint.engine import packaged_language
from lint.readers import read
from lint.scorer import HEADS, load_scorer
from training.dataset import load
from training.train import fit, save

SENTENCES = {
    "Nettles cure gout within days.": ["C2x"],
    "Fennel halves the risk of ulcers.": ["C2x"],
    "Visit our spa and save money today.": ["P2"],
    "Order our balm now at half price.": ["P2"],
    "Sip two cups of it at dawn.": ["D2"],
    "Swallow three spoons every night.": ["D2"],
    "The river bends north of town.": [],
    "Trains leave on the hour.": [],
}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two models made from the same folder."""
    tmp_path = tmp_path_factory.mktemp("labelled")
    text, units = "", []
    for sentence, labels in SENTENCES.items():
        units.append({"start": len(text), "end": len(text) + len(sentence), "labels": labels})
        text += sentence + "\n\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    record = {"file": "a.md", "publisher": "Inn", "units": units}
    (tmp_path / "labels.jsonl").write_text(json.dumps(record), encoding="utf-8")
    models = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for model in models:
        data = load(tmp_path)
        save([fit(data, head) for head in range(len(HEADS))], data.slots, model)
    return models


def test_training_twice_gives_the_same_bytes(trained: list[Path]) -> None:
    first, second = (model.read_bytes() for model in trained)
    assert first == second


def test_a_trained_model_tells_apart_what_it_was_shown(trained: list[Path]) -> None:
    scorer = load_scorer(trained[0])
    with packaged_language().reading(read("\n\n".join(SENTENCES).encode(), "a.md")) as reading:
        scores = scorer.score(reading).probabilities
    for head, (first, second) in zip(HEADS, ((0, 1), (2, 3), (4, 5)), strict=True):
        assert set(np.argsort(scores[head])[-2:].tolist()) == {first, second}
