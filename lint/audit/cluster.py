"""The engine on a Ray cluster: files are read and articles examined wherever there is room, and the parts come back here."""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections.abc import Iterator
from functools import partial
from typing import Any

import ray
import ray.data

from lint.audit import local
from lint.audit.corpus import Corpus, Unit
from lint.audit.examine import Examiner
from lint.audit.parts import NoEngine, Part
from lint.audit.sources.entry import Columns
from lint.pool import Limits

# Of a core: what examines has nearly all of one, so that there is always room for what reads.
_READING, _EXAMINING = 0.05, 0.95
_SECONDS_TO_ANSWER = 10

Row = dict[str, Any]


def examine(
    corpus: Corpus, done: frozenset[str], examiner: Examiner, workers: int | None, limits: Limits, address: str | None = None
) -> Iterator[Part]:
    """The part that each stretch of the corpus comes to, but those that are ``done``, in the order in which they come.

    Where a worker or a whole machine is lost, Ray gives its stretches to another; what an article does to a process is a failed
    row, as with the local engine, which does the work of each worker. Files are opened where the worker is.

    Args:
        corpus: where the articles are.
        done: names of stretches.
        examiner: examines them; a copy of it goes to each worker.
        workers: how many at most; None for one a core of the cluster.
        limits: what an article may take.
        address: of the cluster; None for one of this machine alone, which ends with the run.
    Raises:
        NoEngine: nothing answers at the address.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # no word about a run leaves the machine
    try:
        _knock(address)
        options: Row = {"include_dashboard": False, "logging_level": logging.ERROR, "log_to_driver": False}
        ray.init(address, num_cpus=None if address else workers, **options)
    except (OSError, RuntimeError, ValueError) as error:
        raise NoEngine(f"no Ray cluster at {address}; start one (ray start --head) or name another: {error}") from None
    try:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        ray.data.DataContext.get_current().enable_progress_bars = False
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        pool = ray.data.ActorPoolStrategy(size=workers or max(int(resources.get("CPU", 1)), 1))
        units = [{"unit": pickle.dumps(unit)} for unit in corpus.units()]
        parts = (
            ray.data.from_items(units, override_num_blocks=len(units))
            .flat_map(partial(_read, columns=corpus.columns, done=done), num_cpus=_READING)
            .map_batches(_Examine, fn_constructor_args=(examiner, limits), batch_size=1, compute=pool, num_cpus=_EXAMINING)
        )
        for row in parts.iter_rows():
            yield pickle.loads(row["part"])
    finally:
        ray.shutdown()


def _read(row: Row, columns: Columns, done: frozenset[str]) -> Iterator[Row]:
    """Reads a unit of the corpus to its stretches."""
    unit: Unit = pickle.loads(row["unit"])
    for stretch in unit.stretches(columns):
        if stretch.name not in done:
            yield {"stretch": pickle.dumps(stretch)}


def _knock(address: str | None) -> None:
    """Raises OSError where nothing answers at a host and port, for which Ray would wait for minutes."""
    host, _, port = (address or "").rpartition("//")[2].rpartition(":")
    if port.isdigit():
        socket.create_connection((host, int(port)), _SECONDS_TO_ANSWER).close()


class _Examine:
    """What a worker of the cluster does: a stretch to its part, in a process of its own that may crash."""

    def __init__(self, examiner: Examiner, limits: Limits) -> None:
        self._examiner, self._limits = examiner, limits

    def __call__(self, batch: Row) -> Row:
        stretches = [pickle.loads(stretch) for stretch in batch["stretch"]]
        return {"part": [pickle.dumps(part) for part in local.parts(stretches, self._examiner, 1, self._limits)]}
