"""The figures of the comparison of readers, on pages whose main text is known."""

from __future__ import annotations

from pathlib import Path

from benchmarks.main_text import READERS, overlap, report

PAGE = (
    '<html lang="en"><head><title>Stones</title></head><body><nav><a href="/">Home</a> <a href="/sand">Sand</a></nav><main>'
    "<h1>Stones</h1><p>{}</p></main><footer>Lakeside Press</footer></body></html>"
)
TEXT = "Take 5 mg of melatonin half an hour before bed every night. " + "The doctor asks about sleep and pain. " * 12


def test_words_count_as_often_as_both_texts_have_them() -> None:
    found = overlap("stones sink sink and sand", "Stones, sink; water")
    assert (found.shared, found.found, found.true) == (2, 5, 3)
    assert (found.precision, found.recall, found.f1) == (0.4, 2 / 3, 0.5)
    assert overlap("", "").f1 == 0


def test_a_page_whose_furniture_is_plain_is_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "pages" / "a.html").write_text(PAGE.format(TEXT))
    (tmp_path / "pages" / "b.html").write_text(PAGE.format("Sand drifts."))
    (tmp_path / "articles" / "a.md").write_text(TEXT)
    rows = report(tmp_path).splitlines()
    assert rows[2].startswith("1 pages as published")
    assert [row.split(" |")[0] for row in rows[-len(READERS) :]] == [f"| {name}" for name in READERS]
    assert rows[-len(READERS)].startswith("| healthlint | 1.000 | 1.000 | 1.000 | 1.000 |")
    assert rows[-len(READERS)].endswith("| 100% |")
