"""How good the scorer is on publishers it has not seen, and beside spaCy's text categorisers.

    python -m training.evaluate LABELLED_FOLDER                     # the linear model, publishers left out in turn
    python -m training.evaluate LABELLED_FOLDER --textcat           # and spaCy's textcat_multilabel: BOW, CNN, ensemble

Publishers are left out in turn, the smaller ones in groups of similar size; figures are for sentences whose label is sure, at
the threshold 0.5, AP is the average precision over all thresholds. ``--write`` keeps the tables in training/MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from lint.engine import packaged_language
from lint.readers import read
from lint.scorer import HEADS, packaged_scorer
from training import textcat
from training.dataset import UNSURE, Dataset, load
from training.train import MODEL, fit

CARD = Path(__file__).with_name("MODEL_CARD.md")
GROUPS = 8
SECTION = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end figures -->)", re.DOTALL)
TEXTCAT_GROUPS = slice(3, 6)  # of the groups left out
TEXTCAT_SENTENCES = 6_000  # to learn from; all of them take the larger categorisers hours
TIMED = 50  # articles
THRESHOLD = 0.5
HEADER = " | ".join(f"{head}: P, R, F1, AP" for head in HEADS)
Groups = list[tuple[str, NDArray[np.bool_]]]


def groups(data: Dataset) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Publishers to leave out together, with their rows: the large ones alone, the small ones in groups of similar size."""
    sizes = Counter(data.publishers.tolist())
    share = len(data.publishers) / GROUPS
    bins: list[list[str]] = []
    room = 0.0
    for publisher, size in sizes.most_common():
        if size >= share or room < size:
            bins.append([])
            room = share
        bins[-1].append(publisher)
        room -= size
    for names in bins:
        yield ", ".join(names), np.isin(data.publishers, names)


def figures(truth: NDArray[np.int8], found: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the rows whose label is sure."""
    sure = truth != UNSURE
    right = float(np.sum(found[sure] & (truth[sure] == 1)))
    precision = right / max(float(np.sum(found[sure])), 1.0)
    recall = right / max(float(np.sum(truth[sure] == 1)), 1.0)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def linear(data: Dataset, left_out: NDArray[np.bool_], unseen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Probabilities (rows left out x heads) of the linear model fitted on the rows that are not ``unseen``."""
    columns = [fit(data, head, ~unseen).predict_proba(data.x[left_out])[:, 1] for head in range(len(HEADS))]
    return np.stack(columns, axis=1)


def by_group(data: Dataset, parts: Groups, found: NDArray[np.float64]) -> str:
    """The linear model on each group left out, and on all."""
    rows = [f"| left out | sentences | {HEADER} |", "|---|--:|" + "---|" * len(HEADS)]
    for names, left_out in (*parts, ("**all**", np.ones(len(data.y), dtype=bool))):
        rows.append(f"| {names} | {left_out.sum():,} | {cells(data.y[left_out], found[left_out])} |")
    return "\n".join(rows)


def beside_textcats(data: Dataset, parts: Groups, found: NDArray[np.float64], folder: Path) -> str:
    """The linear model (``found``) and each kind of text categoriser on the same groups left out, with its size and time."""
    every = np.any([left_out for _, left_out in parts], axis=0)

    def row(model: str, found: NDArray[np.float64], cost: tuple[float, float]) -> str:
        line = f"| {model} | {cells(data.y[every], found[every])} | {cost[0]:,.0f} | {cost[1]:,.0f} |"
        print(line, flush=True)
        return line

    drawn = np.zeros(len(data.y), dtype=bool)
    drawn[np.random.default_rng(0).choice(len(data.y), min(TEXTCAT_SENTENCES, len(data.y)), replace=False)] = True
    few = np.zeros(data.y.shape)
    for _, left_out in parts:
        few[left_out] = linear(data, left_out, left_out | ~drawn)
    rows = [
        f"The same {every.sum():,} sentences in {len(parts)} groups left out, for each kind of model. Each learnt from those",
        f"of the same {drawn.sum():,} that were not left out, the first from all:",
        "",
        f"| model | {HEADER} | kB | µs a sentence |",
        "|---|" + "---|" * len(HEADS) + "--:|--:|",
        row("linear, all sentences", found, linear_cost(folder)),
        row("linear", few, linear_cost(folder)),
    ]
    for kind in textcat.KINDS:
        theirs = np.zeros(data.y.shape)
        for _, left_out in parts:
            nlp = textcat.fit(data, left_out | ~drawn, kind)
            theirs[left_out] = textcat.probabilities(nlp, data, left_out)
        rows.append(row(kind, theirs, textcat.cost(nlp, data)))
    return "\n".join(rows)


def linear_cost(folder: Path) -> tuple[float, float]:
    """Kilobytes and microseconds a sentence of the packaged linear model, on articles as the linter reads them."""
    language, scorer = packaged_language(), packaged_scorer()
    taken, sentences = 0.0, 0
    with (folder / "labels.jsonl").open(encoding="utf-8") as lines:
        paths = [folder / json.loads(line)["file"] for line in islice(lines, TIMED)]
    for path in paths:
        with language.reading(read(path.read_bytes(), str(path))) as reading:
            start = process_time()
            scorer.score(reading)
            taken += process_time() - start
            sentences += len(reading.sentences)
    return MODEL.stat().st_size / 1000, taken / sentences * 1e6


def cells(truth: NDArray[np.int8], scores: NDArray[np.float64]) -> str:
    """What HEADER says, of labels and probabilities (rows x heads)."""
    return " | ".join(cell(*columns) for columns in zip(truth.T, scores.T, strict=True))


def cell(truth: NDArray[np.int8], scores: NDArray[np.float64]) -> str:
    """Precision, recall and F1 at the threshold, average precision over all thresholds, and how many there were to find."""
    sure = truth != UNSURE
    wanted = int((truth == 1).sum())
    if not wanted:
        return "none to find"
    parts = *figures(truth, scores >= THRESHOLD), average_precision_score(truth[sure], scores[sure])
    return ", ".join(f"{x:.2f}" for x in parts) + f" of {wanted}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--textcat", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = load(options.folder)
    parts = list(groups(data))
    found = np.zeros(data.y.shape)
    for _, left_out in parts:
        found[left_out] = linear(data, left_out, left_out)
    text = by_group(data, parts, found)
    print(text, flush=True)
    if options.textcat:
        text += "\n\n" + beside_textcats(data, parts[TEXTCAT_GROUPS], found, options.folder)
    if options.write:
        CARD.write_text(SECTION.sub(lambda _: text + "\n", CARD.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
