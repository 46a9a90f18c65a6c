"""From the tables of an audit to what people read: a report to open in a browser, a summary to send, a PDF to hand round."""

from __future__ import annotations

from pathlib import Path

from lint.audit.report import pdf
from lint.audit.report.archive import Archive, BadAudit
from lint.audit.report.figures import figures
from lint.audit.report.html import write_html
from lint.audit.report.pdf import write_pdf
from lint.audit.report.summary import write_summary
from lint.audit.report.trend import trend

__all__ = ["BadAudit", "check", "write"]


def check(folder: Path) -> None:
    """Raises BadAudit where the folder holds no audit that a report could be compared with."""
    Archive(folder)


def write(folder: Path, compare: Path | None = None) -> list[Path]:
    """Writes the report of the audit in ``folder`` beside its tables, and returns the files to open.

    Args:
        folder: holds ``run.json`` and the tables of a finished audit.
        compare: holds those of an earlier one, for what is new and what is gone.

    Raises:
        BadAudit: a folder holds no audit, or one that is not finished.
        OSError: the report cannot be written.
    """
    archive = Archive(folder)
    change = trend(archive, Archive(compare)) if compare else None
    found = figures(archive)
    written = [write_html(archive, found, change), write_summary(archive, found, change)]
    return [*written, write_pdf(archive, found, change)] if pdf.available() else written
