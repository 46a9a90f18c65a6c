"""How good the scorer is on publishers it has not seen, and beside spaCy's text categorisers.

    python -m training.evaluate LABELLED_FOLDER                     # each publisher left out in turn
    python -m training.evaluate LABELLED_FOLDER --textcat           # and spaCy's textcat_multilabel: BOW, CNN, ensemble

Publishers are left out in turn, the smaller ones in groups of similar size; figures are for sentences whose label is sure, at
the threshold 0.5. ``--write`` keeps the table in training/MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.training import Example

from lint.scorer import HEADS
from training.dataset import UNSURE, Dataset, load
from training.train import fit

CARD = Path(__file__).with_name("MODEL_CARD.md")
GROUPS = 8
SECTION = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end figures -->)", re.DOTALL)
TEXTCATS = {
    "BOW": {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 2, "no_output_layer": False},
    "CNN": {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": False,
        "use_reduce_mean": True,
        "use_reduce_first": False,
        "use_reduce_last": False,
        "use_reduce_max": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 3,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
    },
    "ensemble": None,  # spaCy's default
}


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


def linear(data: Dataset, left_out: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Probabilities (rows left out x heads) of the linear model fitted on the others."""
    columns = [fit(data, head, ~left_out).predict_proba(data.x[left_out])[:, 1] for head in range(len(HEADS))]
    return np.stack(columns, axis=1)


def textcat(data: Dataset, left_out: NDArray[np.bool_], kind: str, epochs: int = 3) -> NDArray[np.float64]:
    """The same of a spaCy text categoriser over the words of the sentence."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    config = {"model": TEXTCATS[kind]} if TEXTCATS[kind] else {}
    pipe = nlp.add_pipe("textcat_multilabel", config=config)
    for head in HEADS:
        pipe.add_label(head)  # type: ignore[attr-defined]
    rows = np.flatnonzero(~left_out & (data.y != UNSURE).all(axis=1))
    examples = [
        Example.from_dict(nlp.make_doc(data.texts[row]), {"cats": dict(zip(HEADS, data.y[row].astype(float), strict=True))})
        for row in rows
    ]
    optimizer = nlp.initialize(lambda: examples[:500])
    draw = random.Random(0)
    for _ in range(epochs):
        draw.shuffle(examples)
        for batch in spacy.util.minibatch(examples, 64):
            nlp.update(batch, sgd=optimizer)
    docs = nlp.pipe((data.texts[row] for row in np.flatnonzero(left_out)), batch_size=256)
    return np.array([[doc.cats[head] for head in HEADS] for doc in docs])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--textcat", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = load(options.folder)
    models = ["linear", *(TEXTCATS if options.textcat else ())]
    found = {model: np.zeros((len(data.y), len(HEADS))) for model in models}
    rows = ["| left out | sentences | " + " | ".join(f"{head} F1" for head in HEADS) + " |", "|---|--:|" + "--:|" * len(HEADS)]
    for names, left_out in groups(data):
        for model in models:
            found[model][left_out] = linear(data, left_out) if model == "linear" else textcat(data, left_out, model)
        scores = [figures(data.y[left_out, n], found["linear"][left_out, n] >= 0.5)[2] for n in range(len(HEADS))]
        rows.append(f"| {names} | {left_out.sum():,} | " + " | ".join(f"{score:.2f}" for score in scores) + " |")
        print(rows[-1], flush=True)
    table = ["| model | " + " | ".join(f"{head}: P, R, F1" for head in HEADS) + " |", "|---|" + "---|" * len(HEADS)]
    for model in models:
        cells = [", ".join(f"{x:.2f}" for x in figures(data.y[:, n], found[model][:, n] >= 0.5)) for n in range(len(HEADS))]
        table.append(f"| {model} | " + " | ".join(cells) + " |")
    text = "\n".join([*table, "", *rows])
    print(text)
    if options.write:
        CARD.write_text(SECTION.sub(lambda _: text + "\n", CARD.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
