"""DOCX: what each paragraph is, where its words are in the text as extracted, and files that are none or hostile."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from lint.article import Article, InlineKind, Role
from lint.readers import MOST_BYTES, ReadError
from lint.readers.docx import read


def saved(word: Document) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def article(word: Document) -> Article:
    read_back = read(saved(word), "a.docx")
    for block in read_back.blocks:
        start, end = block.span(0, len(block.text))
        assert "".join(read_back.text[start:end].split()) == "".join(block.text.split())
    return read_back


def packed(**parts: bytes) -> bytes:
    """A DOCX file with some parts of it replaced."""
    file = io.BytesIO(saved(docx.Document()))
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        names = {f"word/{name}.xml": data for name, data in parts.items()}
        for name in old.namelist():
            archive.writestr(name, names.get(name, old.read(name)))
    return new.getvalue()


def test_headings_paragraphs_lists_and_quotations_keep_their_roles() -> None:
    word = docx.Document()
    word.add_heading("Sleep", 0)
    word.add_heading("Naps", 2)
    word.add_paragraph("Try this:")
    word.add_paragraph("a dark room", style="List Bullet")
    word.add_paragraph("with curtains", style="List Bullet 2")
    word.add_paragraph("a cool room", style="List Number")
    word.add_paragraph("")
    word.add_paragraph("Sleep is good.", style="Quote")
    found = article(word).blocks
    assert [(block.role, block.text, block.level, block.stem, block.heading) for block in found] == [
        (Role.HEADING, "Sleep", 1, None, None),
        (Role.HEADING, "Naps", 2, None, 0),
        (Role.PARAGRAPH, "Try this:", 0, None, 1),
        (Role.LIST_ITEM, "a dark room", 1, 2, 1),
        (Role.LIST_ITEM, "with curtains", 2, 3, 1),
        (Role.LIST_ITEM, "a cool room", 1, 2, 1),
        (Role.QUOTATION, "Sleep is good.", 0, None, 1),
    ]
    assert len({block.group for block in found[3:6]}) == 1


def test_cells_know_what_heads_them() -> None:
    word = docx.Document()
    table = word.add_table(2, 3)
    for row, names in enumerate((("Age", "Dose", "Times"), ("Adults", "5 mg", "once"))):
        for column, name in enumerate(names):
            table.cell(row, column).text = name
    word.add_paragraph("Behind.")
    cells = article(word).blocks
    assert [(block.text, [cells[head].text for head in block.heads]) for block in cells[:6]] == [
        ("Age", []),
        ("Dose", ["Age"]),
        ("Times", ["Age"]),
        ("Adults", ["Age"]),
        ("5 mg", ["Dose", "Adults"]),
        ("once", ["Times", "Adults"]),
    ]
    table.cell(0, 0).merge(table.cell(0, 2))
    merged = article(word).blocks
    assert [block.text for block in merged] == ["Age", "Dose", "Times", "Adults", "5 mg", "once", "Behind."]


def test_links_superscripts_and_notes_are_marks() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Sleep  helps")
    paragraph.add_run("3").font.superscript = True
    note = OxmlElement("w:footnoteReference")
    note.set(qn("w:id"), "2")
    paragraph.add_run("").element.append(note)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), word.part.relate_to("https://example.org/study", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(" as shown").element)
    paragraph._p.append(link)
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Smith 2020.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    text, footnote = article(word).blocks
    assert text.text == "Sleep helps3[2] as shown"
    assert [(mark.kind, text.text[mark.start : mark.end], mark.target) for mark in text.inlines] == [
        (InlineKind.SUPERSCRIPT, "3", ""),
        (InlineKind.FOOTNOTE_REFERENCE, "[2]", "footnote 2"),
        (InlineKind.LINK, "as shown", "https://example.org/study"),
    ]
    assert (footnote.role, footnote.text) == (Role.FOOTNOTE, "Smith 2020.")


def test_properties_are_the_metadata() -> None:
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Sleep", "A. Nurse"
    word.core_properties.created, word.core_properties.modified = datetime(2020, 1, 2), datetime(2021, 3, 4)
    word.core_properties.keywords = ""
    said = article(word).metadata
    assert said["title"] == "Sleep"
    assert (said["author"], said["date"], said["updated"]) == ("A. Nurse", "2020-01-02", "2021-03-04")
    assert "keywords" not in said


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"words", "not a DOCX file; save it as DOCX"),
        (b"", "not a DOCX file; save it as DOCX"),
        (packed(document=b"<w:document"), "not a DOCX file that can be read"),
        (packed(document=b" " * 50_000_000), "far larger than any article when unpacked"),
        (b"PK" + b" " * MOST_BYTES, "larger than 10 MB"),
    ],
    ids=["text", "empty", "broken XML", "bomb", "too large"],
)
def test_what_is_no_article_says_so(data: bytes, problem: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data, "a.docx")
    assert problem in error.value.problem


def document(entities: str, text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return packed(document=f"<!DOCTYPE d [{entities}]><w:document xmlns:w='{space}'>{body}</w:document>".encode())


def test_entities_of_files_are_not_resolved() -> None:
    text = read(document("<!ENTITY file SYSTEM 'file:///etc/passwd'>", "Sleep &file; well"), "a.docx").text
    assert "Sleep" in text
    assert "root" not in text


def test_a_bomb_of_entities_is_no_article() -> None:
    bomb = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
    with pytest.raises(ReadError, match="not a DOCX file"):
        read(document(bomb, "Sleep &a8;"), "a.docx")
