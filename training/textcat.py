"""spaCy's text categorisers on the same sentences: what the linear model is measured against, and no part of healthlint."""

from __future__ import annotations

import random
import zlib
from time import process_time
from typing import Any, NamedTuple

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed

from lint.scorer import HEADS
from training.dataset import UNSURE, Dataset

BATCH = 64


class Kind(NamedTuple):
    """An architecture of spaCy's, None for its default, and the rounds of training after which it no longer got better."""

    model: dict[str, Any] | None
    epochs: int


KINDS = {
    "BOW": Kind(
        {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 2, "no_output_layer": False}, 5
    ),
    "CNN": Kind(
        {
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
        3,
    ),
    "ensemble": Kind(None, 3),
}


def fit(data: Dataset, left_out: NDArray[np.bool_], kind: str) -> Language:
    """A spaCy text categoriser over the words of the sentence, fitted on the others."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    model, epochs = KINDS[kind]
    pipe: Any = nlp.add_pipe("textcat_multilabel", config={"model": model} if model else {})
    for head in HEADS:
        pipe.add_label(head)
    examples = []
    for row in np.flatnonzero(~left_out & (data.y != UNSURE).any(axis=1)):
        sure = {head: float(truth) for head, truth in zip(HEADS, data.y[row], strict=True) if truth != UNSURE}
        examples.append(Example.from_dict(nlp.make_doc(data.texts[row]), {"cats": sure}))
    optimizer = nlp.initialize(lambda: examples[:500])
    draw = random.Random(0)
    for _ in range(epochs):
        draw.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer)
    return nlp


def probabilities(nlp: Language, data: Dataset, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Probabilities (rows x heads) of a text categoriser."""
    docs = nlp.pipe((data.texts[row] for row in np.flatnonzero(rows)), batch_size=256)
    return np.array([[doc.cats[head] for head in HEADS] for doc in docs])


def cost(nlp: Language, data: Dataset) -> tuple[float, float]:
    """Kilobytes, compressed as a wheel is, and microseconds a sentence whose tokens are known."""
    pipe: Any = nlp.get_pipe("textcat_multilabel")
    docs = [nlp.make_doc(text) for text in data.texts[:2_000]]
    start = process_time()
    for at in range(0, len(docs), 256):
        pipe.predict(docs[at : at + 256])
    taken = process_time() - start
    return len(zlib.compress(pipe.model.to_bytes())) / 1000, taken / len(docs) * 1e6
