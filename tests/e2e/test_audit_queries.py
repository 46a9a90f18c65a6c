"""The questions in docs/audit-queries.md, put to the tables of an audit of this project's own articles."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "audit-queries.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^## ([^\n]+)\n.*?```sql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory, healthlint: Callable[..., CompletedProcess[bytes]]) -> Path:
    """A folder with an audit and an earlier one of half the articles, of an archive with copies and a broken file."""
    folder = tmp_path_factory.mktemp("audits")
    shutil.copytree(ROOT / "content", folder / "archive")
    original = next((folder / "archive" / "articles").glob("*.md"))
    shutil.copy(original, original.with_name("copy.md"))
    original.with_name("broken.md").write_bytes(b"\xff")
    for name, corpus in (("audit", "archive"), ("audit-2025", "archive/articles/[a-m]*.md")):
        assert healthlint("audit", corpus, "--out", name, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(("title", "query"), QUERIES, ids=[title for title, _ in QUERIES])
def test_a_question_is_answered(title: str, query: str, audits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(audits)
    answer = duckdb.sql(query)
    assert answer.fetchall()
    if title.startswith("Findings with"):
        assert all(row[3].strip() for row in answer.fetchall())


def test_there_are_questions() -> None:
    assert len(QUERIES) == 10
