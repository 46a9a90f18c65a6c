"""Which files a corpus is made of, and the records they give."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lint.audit.corpus import Corpus, NoCorpus, find
from lint.audit.record import Record
from lint.readers import MOST_BYTES


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(**files: str) -> None:
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def corpus(*names: str) -> Corpus:
    return find(names, lambda _path: False)


def given(corpus: Corpus) -> list[Record]:
    return [record for stretch in corpus.stretches() for record in stretch.records]


def test_paths_count_from_the_folder_that_is_the_corpus() -> None:
    write(site__news__b_md="B", site__a_html="A", site__news__old__c_txt="C")
    assert [(one.article_id, one.path, one.name, one.section, one.data) for one in given(corpus("site"))] == [
        ("a.html", "a.html", "site/a.html", "", b"A"),
        ("news/b.md", "news/b.md", "site/news/b.md", "news", b"B"),
        ("news/old/c.txt", "news/old/c.txt", "site/news/old/c.txt", "news", b"C"),
    ]


def test_several_names_are_paths_as_they_were_named() -> None:
    write(one__a_md="A", two__a_md="A")
    assert [one.article_id for one in given(corpus("two", "one/*.md"))] == ["one/a.md", "two/a.md"]


def test_what_does_not_exist_is_told_before_anything_is_done() -> None:
    write(a_md="A")
    with pytest.raises(NoCorpus, match=r"nothing\.md: no such file"):
        corpus("a.md", "nothing.md")
    Path("empty").mkdir()
    with pytest.raises(NoCorpus, match="no articles"):
        corpus("empty")


def test_a_file_that_cannot_be_read_is_a_record_that_says_so() -> None:
    write(a_md="A", b_md="B")
    named = corpus(".")
    Path("a.md").unlink()
    assert [(one.problem, one.data) for one in given(named)] == [("cannot be read: No such file or directory", b""), ("", b"B")]


def test_of_a_file_that_is_too_large_no_more_is_held_than_shows_it() -> None:
    write(a_md="A")
    os.truncate("a.md", 5 * MOST_BYTES)
    [record] = given(corpus("a.md"))
    assert len(record.data) == MOST_BYTES + 1


def test_stretches_hold_few_records_and_few_bytes_and_are_in_order() -> None:
    Path("small").mkdir()
    for number in range(100):
        Path(f"small/{number:03}.md").write_text("Words.")
    for number in range(3):
        Path(f"small/z{number}.md").write_text("Word " * 600_000)
    named = corpus("small")
    stretches = list(named.stretches())
    assert [len(stretch.records) for stretch in stretches] == [32, 32, 32, 5, 1, 1]
    assert [stretch.name for stretch in stretches] == sorted({stretch.name for stretch in stretches})
    assert [record.position for record in stretches[1].records] == list(range(32))
    assert [stretch.read for stretch in stretches] == sorted(stretch.read for stretch in stretches)
    assert stretches[-1].read == named.size
    assert [record.article_id for record in given(named)] == sorted(path.name for path in Path("small").iterdir())


def test_a_corpus_with_another_file_has_another_fingerprint() -> None:
    write(a_md="A", b_md="B")
    known = corpus(".").fingerprint
    assert corpus(".").fingerprint == known
    Path("b.md").write_text("BB")
    changed = corpus(".").fingerprint
    Path("b.md").unlink()
    assert len({known, changed, corpus(".").fingerprint}) == 3
