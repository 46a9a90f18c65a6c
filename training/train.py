"""Makes the scorer's model: ``python -m training.train LABELLED_FOLDER``.

Fits one logistic regression a head, quantises the weights to eight bits and writes ``lint/scorer.npz``. Deterministic.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from lint.scorer import HEADS
from training.dataset import UNSURE, Dataset, load

C = 3.0  # inverse strength of the L2 penalty, chosen on training publishers left out in turn
MODEL = Path(__file__).parents[1] / "lint" / "scorer.npz"


def fit(data: Dataset, head: int, rows: NDArray[np.bool_] | None = None) -> LogisticRegression:
    """The model of one head, fitted on the sentences whose label is sure (and are in ``rows``)."""
    sure = data.y[:, head] != UNSURE
    if rows is not None:
        sure &= rows
    model = LogisticRegression(C=C, solver="liblinear", max_iter=500, random_state=0)
    return model.fit(data.x[sure], data.y[sure, head])


def save(models: list[LogisticRegression], slots: frozenset[str], path: Path) -> None:
    """Write weights (int8), their scales, the intercepts and the slots that are features."""
    weights = np.stack([model.coef_[0] for model in models])
    scales = np.abs(weights).max(axis=1) / 127
    quantised = np.round(weights / scales[:, None]).astype(np.int8)
    intercepts = np.array([model.intercept_[0] for model in models])
    np.savez_compressed(
        path,
        weights=quantised,
        scales=scales.astype(np.float32),
        intercepts=intercepts.astype(np.float32),
        slots=np.array(sorted(slots)),
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with labels.jsonl and the articles it names")
    parser.add_argument("--without", type=Path, help="file of publishers to leave out, one a line")
    parser.add_argument("--output", type=Path, default=MODEL)
    options = parser.parse_args()
    without = set(options.without.read_text(encoding="utf-8").splitlines()) if options.without else set()
    data = load(options.folder, without)
    save([fit(data, head) for head in range(len(HEADS))], data.slots, options.output)
    print(f"{options.output}: {options.output.stat().st_size:,} bytes from {len(data.y):,} sentences")


if __name__ == "__main__":
    main()
