"""The names a publisher goes by."""

from __future__ import annotations

import pytest

from lint.brands import own_names
from lint.readers import read


def names(text: str, path: str = "page.md") -> set[str]:
    return own_names(read(text.encode(), path))


@pytest.mark.parametrize(
    "text",
    [
        "At Oak Lane, we see people of all ages.",
        "At Oak Lane in Leeds, our nurses stay late.",
        "At Oak Lane, you will meet a midwife first.",
        "Ask our team at Oak Lane about it.",
        "Our Oak Lane therapists travel by train.",
    ],
)
def test_a_house_names_itself_when_it_says_we_or_our(text: str) -> None:
    assert names(text) == {"Oak Lane"}


def test_a_house_is_also_known_without_the_word_for_what_it_is() -> None:
    assert names("At Oak Lane Dental Clinic, we fill teeth.") == {"Oak Lane Dental Clinic", "Oak Lane"}


def test_a_name_that_comes_back_on_a_page_with_a_voice_is_the_publishers() -> None:
    told = "Hill View Pharmacy opens at eight. Visit us. Hill View Pharmacy delivers."
    assert names(told) == {"Hill View Pharmacy", "Hill View"}


def test_a_name_that_others_write_about_is_not() -> None:
    assert names("The Hill View Pharmacy was fined. Hill View Pharmacy appealed, the court said.") == set()


def test_a_common_word_with_a_capital_is_no_name() -> None:
    assert names("# Outpatient Rehab\n\nAt Outpatient Rehab, we meet weekly. The outpatient clinic is near.") == set()


def test_a_quotation_names_nobody() -> None:
    assert names("> At Oak Lane, we care.") == set()


def test_front_matter_names_the_publisher() -> None:
    assert names("---\npublisher: Oak Lane\n---\n\nGout hurts.") == {"Oak Lane"}


def test_structured_data_name_the_publisher() -> None:
    data = '{"@type": "MedicalWebPage", "publisher": {"@type": "Organization", "name": "Oak Lane"}}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>Gout hurts.</p></body></html>'
    assert names(page, "page.html") == {"Oak Lane"}
