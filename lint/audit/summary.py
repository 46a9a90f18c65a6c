"""``run.json``: what was audited, by which rules, and what came of it in figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from lint import __version__
from lint.finding import Severity
from lint.output import write_pieces
from lint.project import Project

SCHEMA = 1
NAME = "run.json"
_FAILURES = 1000


def summary(
    folder: Path, project: Project, corpus: tuple[str, ...], engine: str, fingerprint: Mapping[str, str]
) -> dict[str, Any]:
    """What ``run.json`` says of the tables in a folder, all but the times.

    Counts are of articles that are no copies, but for ``articles``, ``failed``, ``skipped`` and ``duplicates``. The first
    thousand failures are listed, the table of articles has them all.
    """
    counts, failures = _counts(folder / "articles.parquet")
    values = project.settings.values
    return {
        "healthlint": __version__,
        "schema": SCHEMA,
        "engine": engine,
        "corpus": list(corpus),
        "configuration": {
            "file": project.settings.document.path or None,
            "values": values.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "profile": project.choices.profile or values.profile,
            "jurisdiction": project.choices.jurisdiction or values.jurisdiction,
            "select": list(project.choices.selection.select or ()) or None,
            "ignore": list(project.choices.selection.ignore),
        },
        "rules": {
            rule.name: {
                "family": rule.family,
                "severity": str(rule.severity),
                "summary": rule.summary,
                "why": rule.why,
                "instead": rule.instead,
                "standards": [{"name": standard.name, "url": standard.url} for standard in rule.cited],
            }
            for rule in project.pack.rules
        },
        "counts": counts,
        "failures": failures,
        "fingerprint": dict(fingerprint),
    }


def write(run: Mapping[str, Any], folder: Path) -> None:
    """Write ``run.json``, as a whole."""
    write_pieces([json.dumps(run, indent=2, ensure_ascii=False), "\n"], folder / NAME)


def read(folder: Path) -> dict[str, Any] | None:
    """What ``run.json`` says; None where there is none."""
    try:
        run: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return run


_COLUMNS = {"words", "errors", "warnings", "infos", "suppressed", "claims", "claims_referenced", "claims_named", "references"}


def _counts(path: Path) -> tuple[dict[str, Any], list[dict[str, str]]]:
    counts = dict.fromkeys(("articles", "linted", "skipped", "failed", "duplicates"), 0)
    sums = dict.fromkeys(sorted(_COLUMNS), 0)
    failures: list[dict[str, str]] = []
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=["article_id", "status", "reason", "duplicate_of", *sums]):
            counts["articles"] += len(batch)
            for status in ("linted", "skipped", "failed"):
                counts[status] += pc.sum(pc.equal(batch["status"], status)).as_py() or 0
            counts["duplicates"] += len(batch) - batch["duplicate_of"].null_count
            counted = batch.filter(pc.is_null(batch["duplicate_of"]))
            for name in sums:
                sums[name] += pc.sum(counted[name]).as_py() or 0
            failed = batch.filter(pc.equal(batch["status"], "failed")).slice(0, _FAILURES - len(failures))
            failures += failed.select(["article_id", "reason"]).to_pylist()
    severities = {str(severity): sums.pop(f"{severity}s") for severity in Severity}
    return {**counts, **sums, "findings": severities}, failures
