"""DOI, PubMed identifier and year, in the words of a reference and in its address."""

from __future__ import annotations

import pytest

from lint.checks.identifiers import doi, pmid, year


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("doi: 10.1136/BMJ.k4718.", "10.1136/bmj.k4718"),
        ("https://doi.org/10.1016/S0140-6736(21)00432-2", "10.1016/s0140-6736(21)00432-2"),
        ("(doi:10.1002/14651858.CD012345.pub2)", "10.1002/14651858.cd012345.pub2"),
        ("https://lakes.example/doi/full/10.1056/NEJMoa1234567?query=top#sec2", "10.1056/nejmoa1234567"),
        ("https://stones.example/doi/10.1111/st.12345/abstract", "10.1111/st.12345"),
        ("https://dx.doi.org/10.1001%2Fjama.2019.1234", "10.1001/jama.2019.1234"),
        ("10.1371/journal.pone.0012345.pdf", "10.1371/journal.pone.0012345"),
        ("doi: 10.12/x", None),
        ("Section 210.1234/5 of the act", None),
        ("Stones 2019;10.5:1-9", None),
    ],
)
def test_a_doi_is_read_without_what_stands_around_it(text: str, name: str | None) -> None:
    assert doi(text) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PMID: 30638909.", "30638909"),
        ("PMID 30638909", "30638909"),
        ("https://pubmed.ncbi.nlm.nih.gov/30638909/?dopt=Abstract", "30638909"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/30638909", "30638909"),
        ("PMC1234567", None),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", None),
        ("PMID: 123456789", None),
        ("PMID: 0", None),
    ],
)
def test_a_pubmed_identifier_is_no_other_number(text: str, number: str | None) -> None:
    assert pmid(text) == number


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("Okafor A. Stones and lakes. BMJ 2019;364:k4718.", "", 2019),
        ("Jensen, M. (2021, May 3). Water since 1990.", "", 2021),
        ("Jensen M. (2021a) Water.", "", 2021),
        ("Berg I. Water in 2010–2015. Lakes. 2017 Mar 4;12(3):1-9.", "", 2017),
        ("Berg I, “Water,” Lakes, vol. 12, no. 3, 2018, pp. 1999-2004.", "", 2018),
        ("Office for Lakes. Water quality [Internet]. 2016 [cited 2023 May 5].", "", 2016),
        ("Lake safety. Accessed May 4, 2022. https://lakes.example/2020/safety", "", None),
        ("Okafor A. Stones. doi:10.1000/2019.2020", "", None),
        ("Stones for all", "https://paper.example/2014/07/stones.html", 2014),
        ("Stones in 2012", "https://paper.example/2014/07/stones.html", 2012),
        ("Stones for all", "https://paper.example/stones-2014", None),
    ],
)
def test_the_year_is_that_of_publication(text: str, address: str, expected: int | None) -> None:
    assert year(text, address) == expected
