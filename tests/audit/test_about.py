"""Who wrote and reviewed an article, when it was published and updated, in whichever place it says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.audit.about import about, day_of
from lint.readers import read

JSONLD = (
    '<html lang="en"><head><title>Stones | Quarry</title><script type="application/ld+json">{"@graph": ['
    '{"@type": "Article", "author": [{"@id": "#ida"}, {"name": "Ola Dahl"}], "reviewedBy": {"name": "Dr Amina Yusuf"},'
    ' "datePublished": "2023-04-05T10:00:00+02:00", "dateModified": "2024-01-02"},'
    ' {"@id": "#ida", "@type": "Person", "name": "Ida  Berg"}]}</script></head>'
    "<body><h1>Stones</h1><p>They sink.</p></body></html>"
)


def stated(text: str, suffix: str = "md") -> tuple[str | None, str | None, date | None, date | None]:
    found = about(read(text.encode(), f"a.{suffix}"))
    return found.author, found.reviewer, found.published, found.updated


def test_schema_org_data_says_all_of_it() -> None:
    assert stated(JSONLD, "html") == ("Ida Berg, Ola Dahl", "Dr Amina Yusuf", date(2023, 4, 5), date(2024, 1, 2))
    assert about(read(JSONLD.encode(), "a.html")).title == "Stones"


def test_front_matter_says_all_of_it() -> None:
    front = (
        "---\nauthor: {name: Ida Berg}\nreviewer: [Ola Dahl, Mia Lund]\ndate: 5 April 2023\nlastmod: 2024-01-02\n---\nSand.\n"
    )
    assert stated(front) == ("Ida Berg", "Ola Dahl, Mia Lund", date(2023, 4, 5), date(2024, 1, 2))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ida Berg", "Ida Berg"),
        ("By Ida Berg, MD | Lakes", "Ida Berg, MD"),
        ("Written by Dr. Ida van der Berg.", "Dr. Ida van der Berg"),
        ("Author: Ida M. Berg", "Ida M. Berg"),
        ("By Ida Berg Wednesday, June 3", "Ida Berg"),
        ("By lunch the stones were gone", None),
        ("By Friday the stones were gone", None),
        ("Stones by the lake", None),
    ],
)
def test_a_byline_names_the_author(line: str, author: str | None) -> None:
    assert stated(f"# Stones\n\n{line}\n\nThey sink.")[0] == author


@pytest.mark.parametrize("name", ["admin", "https://lakes.example/ida", "''", "[]", "{url: x}"])
def test_what_is_no_name_is_no_author(name: str) -> None:
    assert stated(f"---\nauthor: {name}\n---\nThey sink.")[0] is None


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published 5 April 2023 | Last updated: January 2, 2024", date(2023, 4, 5), date(2024, 1, 2)),
        ("Medically reviewed by Ida Berg on 2 January 2024", None, date(2024, 1, 2)),
        ("Next review: 5 April 2030", None, None),
        ("April 5, 2023", date(2023, 4, 5), None),
        ("OSLO, Norway, April 5, 2023 /LakeWire/ -- Stones sink in every lake that was tried.", date(2023, 4, 5), None),
        ("WEDNESDAY, April 5, 2023 (LakeDay News) -- Stones sink.", date(2023, 4, 5), None),
        ("The lake froze on April 5, 2023, and stones lay on it.", None, None),
        ("Updated 03/04/2024", None, None),
        ("Updated 13/04/2024", None, date(2024, 4, 13)),
    ],
)
def test_a_line_says_when(line: str, published: date | None, updated: date | None) -> None:
    assert stated(f"# Stones\n\n{line}\n\nThey sink.")[2:] == (published, updated)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-03T10:00:00Z", date(2024, 6, 3)),
        ("3rd June 2024", date(2024, 6, 3)),
        ("Mon, 03 Jun 2024 10:00:00 +0000", date(2024, 6, 3)),
        ("June 2024", date(2024, 6, 1)),
        ("06/06/2024", date(2024, 6, 6)),
        ("06/07/2024", None),
        ("2024", None),
        ("3 June", None),
        ("last spring", None),
        ("0001-01-01", None),
        ("99999999999999999999", None),
        ("", None),
        (["2024-06-03"], None),
    ],
)
def test_a_day_is_read_only_where_it_is_plain(text: object, day: date | None) -> None:
    assert day_of(text) == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"]))
def test_every_plain_date_is_read(day: date, form: str) -> None:
    assert day_of(day.strftime(form)) == day


@given(st.text(max_size=40))
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    found = day_of(text)
    assert found is None or 1900 <= found.year < 2100
