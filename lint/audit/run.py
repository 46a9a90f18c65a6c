"""A whole audit: from the corpus to the tables in a folder, begun anew or taken up where an earlier run was killed."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from lint.audit import duplicates, sheets, summary
from lint.audit.corpus import Corpus
from lint.audit.examine import Examiner
from lint.audit.join import join
from lint.audit.parts import Part, Parts
from lint.audit.tables import TABLES
from lint.fingerprint import digest, of_path, of_program
from lint.output import write_pieces
from lint.project import Project

Engine = Callable[[Corpus, frozenset[str], Examiner], Iterator[Part]]
Progress = Callable[[Part], None]

_STATE = "fingerprint.json"
_OURS = frozenset(
    {
        *(f"{table.name}.parquet" for table in TABLES),
        *("parts", "articles", "report.html", "report.pdf", "summary.md", *sheets.NAMES, summary.NAME, _STATE),
    }
)
_WHAT = {"program": "another healthlint or other packages", "rules": "other rules or options", "corpus": "another corpus"}


class OtherAudit(Exception):
    """The folder holds something else than this audit; the message says what to do."""


class Audit:
    """An audit of a corpus by the rules of a project, in a folder.

    Raises OtherAudit where the folder holds an audit of another corpus or by other rules, or no audit at all.
    """

    def __init__(self, folder: Path, project: Project, corpus: Corpus) -> None:
        self._folder, self._project, self._corpus = folder, project, corpus
        self._parts = Parts(folder / "parts")
        self._fingerprint = fingerprint(project, corpus)
        self._check()

    @property
    def finished(self) -> bool:
        """Are all tables there, from an earlier run?"""
        return summary.read(self._folder) is not None

    def run(self, engine: str, examine: Engine, progress: Progress) -> None:
        """Examine what is left of the corpus, and write the tables and ``run.json``."""
        if self.finished:
            self._parts.remove()
            return
        begun, started = time.monotonic(), datetime.now(UTC)
        write_pieces([json.dumps(self._fingerprint)], self._folder / _STATE)
        done = frozenset(self._parts.names())
        for part in examine(self._corpus, done, Examiner(self._project)):
            self._parts.write(part)
            progress(part)
        copies = duplicates.find(self._parts, self._folder / "parts" / ".signatures")
        join(self._parts, self._folder, copies.complete)
        sheets.write(self._folder)
        run = summary.summary(self._folder, self._project, self._corpus.names, engine, self._fingerprint)
        timing = {
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - begun, 1),
            "resumed": bool(done),
        }
        summary.write({**run, "timing": timing}, self._folder)
        self._parts.remove()
        (self._folder / _STATE).unlink()

    def _check(self) -> None:
        if not self._folder.exists():
            self._folder.mkdir(parents=True)
        known = self._known()
        if known is None:
            foreign = sorted({path.name for path in self._folder.iterdir()} - _OURS)
            if foreign:
                raise OtherAudit(f"{self._folder} holds other files ({foreign[0]}), and no audit; name a new folder")
            return
        other = [what for key, what in _WHAT.items() if known.get(key) != self._fingerprint[key]]
        if other:
            state = "a finished audit" if self.finished else "an audit that was broken off"
            raise OtherAudit(
                f"{self._folder} holds {state} of {' and '.join(other)}; name another folder, or add --overwrite to begin anew"
            )

    def _known(self) -> Mapping[str, str] | None:
        """The fingerprint of the audit in the folder; None where there is none."""
        if run := summary.read(self._folder):
            known: Mapping[str, str] = run.get("fingerprint", {})
            return known
        try:
            known = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return known


def discard(folder: Path) -> None:
    """Remove the audit in a folder, if there is one, and nothing else."""
    for name in (summary.NAME, *sorted(_OURS)):  # this first: without it nothing passes for a finished audit
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def fingerprint(project: Project, corpus: Corpus) -> dict[str, str]:
    """Names for everything that has a say in the tables."""
    settings = project.settings
    beside = [*project.rule_folders, *(of_path(carrier.path) for carrier in settings.carriers())]
    rules = digest(of_path(settings.document.path), repr(project.choices), *map(str, beside))
    return {"program": of_program(), "rules": rules, "corpus": corpus.fingerprint}
