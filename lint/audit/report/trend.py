"""What changed since an earlier audit: findings that are new, gone and unchanged, told by their fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from lint.audit.report.archive import Archive
from lint.audit.report.figures import figures
from lint.audit.report.headline import Headline, headline
from lint.audit.tables import Row

MOST_SHOWN = 1000
_KEYS = ("fingerprint", "article_id", "rule", "severity")


@dataclass
class Trend:
    """Counts by (rule, severity) of what is ``new``, ``gone`` and ``same``; ``appeared`` and ``vanished`` are rows to show, the
    gravest first; ``before`` are the headline figures of the earlier audit, and ``label`` says which it is.
    """

    label: str
    before: list[Headline]

    new: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: Counter[tuple[str, str]] = field(default_factory=Counter)
    same: Counter[tuple[str, str]] = field(default_factory=Counter)
    appeared: list[Row] = field(default_factory=list)
    vanished: list[Row] = field(default_factory=list)

    @staticmethod
    def errors(counts: Counter[tuple[str, str]]) -> str:
        """How many of them are errors."""
        number = sum(count for (_, severity), count in counts.items() if severity == "error")
        return f"{number:,} of them errors"


def trend(now: Archive, before: Archive) -> Trend:
    """What changed from one audit to the other, suppressed findings and those of copies left out. Raises BadAudit."""
    result = Trend(f"the audit of {before.date}" if before.date else str(before.folder), headline(figures(before)))
    joined = _counted(now).join(_counted(before), list(_KEYS), join_type="full outer", right_suffix="_before")
    number = pc.fill_null(joined["count_all"], 0)
    earlier = pc.fill_null(joined["count_all_before"], 0)
    for counter, numbers in (
        (result.new, pc.max_element_wise(pc.subtract(number, earlier), 0)),
        (result.gone, pc.max_element_wise(pc.subtract(earlier, number), 0)),
        (result.same, pc.min_element_wise(number, earlier)),
    ):
        summed = joined.append_column("number", numbers).group_by(["rule", "severity"]).aggregate([("number", "sum")])
        for row in summed.to_pylist():
            if row["number_sum"]:
                counter[row["rule"], row["severity"]] = row["number_sum"]
    result.appeared = _rows(now, joined.filter(pc.greater(number, earlier)))
    result.vanished = _rows(before, joined.filter(pc.greater(earlier, number)))
    return result


def _counted(archive: Archive) -> pa.Table:
    """How often each finding stands in the archive; of all of them, only what tells them apart is held."""
    parts = []
    for batch in archive.batches("findings", (*_KEYS, "suppressed")):
        keep = pc.invert(pc.or_(batch["suppressed"], pc.is_in(batch["article_id"], value_set=archive.copies)))
        parts.append(pa.table(batch.filter(keep)).select(_KEYS))
    whole = pa.concat_tables(parts) if parts else pa.table({key: pa.array([], pa.string()) for key in _KEYS})
    return whole.group_by(list(_KEYS)).aggregate([([], "count_all")])


def _rows(archive: Archive, wanted: pa.Table) -> list[Row]:
    """The first of the wanted findings, errors first, as rows."""
    ranked = wanted.append_column("rank", pc.index_in(wanted["severity"], pa.array(["error", "warning", "info"])))
    chosen = ranked.sort_by([("rank", "ascending"), ("article_id", "ascending"), ("rule", "ascending")])[:MOST_SHOWN]
    fingerprints = set(chosen["fingerprint"].to_pylist())
    rows: Iterable[Row] = (
        row
        for _, group in archive.rows(
            "findings", (*_KEYS, "message", "text", "line"), dict.fromkeys(chosen["article_id"].to_pylist())
        )
        for row in {row["fingerprint"]: row for row in group}.values()
        if row["fingerprint"] in fingerprints
    )
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(rows, key=lambda row: (order[row["severity"]], row["article_id"], row["rule"]))
