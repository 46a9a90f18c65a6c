"""Where links lead: outside sources, own pages, shops."""

from __future__ import annotations

import pytest

from lint.article import Inline, InlineKind
from lint.checks.links import domain, is_own, may_support, own_sites, site
from lint.readers import read


def link(target: str) -> Inline:
    return Inline(InlineKind.LINK, 0, 4, target)


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("https://www.nhs.uk/conditions", "nhs.uk"),
        ("HTTP://Example.ORG", "example.org"),
        ("/about", ""),
        ("mailto:ida@example.org", ""),
        ("https://[broken", ""),
    ],
)
def test_the_host_of_an_address(target: str, host: str) -> None:
    assert domain(target) == host


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("blog.clinic.example", "clinic.example"),
        ("www.clinic.co.uk", "clinic.co.uk"),
        ("clinic.in", "clinic.in"),
        ("x.y.in", "y.in"),
    ],
)
def test_a_site_is_a_host_without_its_subdomains(host: str, name: str) -> None:
    assert site(host) == name


def test_own_is_a_host_and_what_lies_below_it() -> None:
    assert is_own("blog.clinic.example", ["clinic.example"])
    assert not is_own("myclinic.example", ["clinic.example"])


@pytest.mark.parametrize(
    "target",
    [
        "https://www.fda.gov/products/shop",
        "https://example.org/?p=12",
        "https://journal.example/10.1/abc",
        "https://doi.org/10.1136/x",
    ],
)
def test_outside_pages_may_support(target: str) -> None:
    assert may_support(link(target), ["clinic.example"])


@pytest.mark.parametrize(
    "target",
    [
        "/blog/stones",
        "#top",
        "tel:+4411234567",
        "https://clinic.example/study",
        "https://blog.clinic.example/study",
        "https://x.com/ida/status/1",
        "https://amzn.to/3abc",
        "https://go.pxf.io/c/123",
        "https://vitamins.example/zinc?aff=12",
        "https://vitamins.example/products/zinc",
        "https://dentist.example/book",
        "https://vitamins.example",
        "https://vitamins.example/?utm_source=blog",
    ],
)
def test_own_pages_shops_networks_and_front_pages_may_not(target: str) -> None:
    assert not may_support(link(target), ["clinic.example"])


def test_a_footnote_supports_and_an_image_does_not() -> None:
    assert may_support(Inline(InlineKind.FOOTNOTE_REFERENCE, 0, 1, "a"), [])
    assert not may_support(Inline(InlineKind.IMAGE, 0, 1, "https://nih.gov/picture.png"), [])


@pytest.mark.parametrize(
    ("text", "names", "own"),
    [
        ("See [gums](https://fernhillclinic.example/gums).", ["Fernhill Clinic"], {"fernhillclinic.example"}),
        ("See [gums](https://www.fernhill-dental.example/gums).", ["Fernhill"], {"fernhill-dental.example"}),
        (
            "Larkfield Foods makes kefir. Larkfield Foods uses milk. Larkfield Foods is old. [Kefir](https://larkfieldfoods.example/a)",
            [],
            {"larkfieldfoods.example"},
        ),
        ("As in our [guide](https://spines.example/guide), sit well.", [], {"spines.example"}),
        (" ".join(f"[{n}](https://rest.example/{n})" for n in range(5)), [], {"rest.example"}),
        (" ".join(f"[{n}](https://rest.example/{n})" for n in range(4)), [], set()),
        (" ".join(f"[{n}](https://www.cdc.gov/{n})" for n in range(6)), [], set()),
        ("Mayo Clinic is large. See [it](https://www.mayoclinic.example/a) and [this](https://heart.example/b).", [], set()),
        ("Sit well.", ["Fernhill Clinic"], set()),
    ],
)
def test_the_publishers_site_shows_in_names_and_links(text: str, names: list[str], own: set[str]) -> None:
    assert own_sites(read(text.encode(), "a.md"), names) == own
