"""An article whose references are taken out gains the findings that they kept away, and no others; put back, these go."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import Engine
from lint.finding import Severity
from lint.readers import read
from lint.rulebook import read_pack

ARTICLE = """# Four medicines

{zero}Zinc prevents pneumonia in young children{inside[0]}.{behind[0]} It is sold as a syrup.

{one}Folic acid prevents spina bifida{inside[1]}.{behind[1]} It is sold as tablets.

- {two}Statins reduce the risk of a stroke{inside[2]}.{behind[2]} They are sold as tablets.
- Aspirin reduces the risk of heart attacks.
{end}"""
LIST = """
## References

1. Okafor A, Lindqvist B. Zinc and pneumonia. BMJ 2019.
2. Jensen M. Folic acid before conception. Lancet 2021.
3. Novak P. Statins after a stroke. NEJM 2020.
"""
NOTES = "\n[^1]: Okafor, BMJ 2019.\n[^2]: Jensen, Lancet 2021.\n[^3]: Novak, NEJM 2020.\n"
NOTHING = ("", "", "")
BACKED = {"zinc prevents", "folic acid", "statins reduce"}
BARE = {"aspirin reduces"}
# How the reference is written: inside the sentence, behind its full stop, at the end of the article.
FORMS = {
    "brackets": ((" [1]", " [2]", " [3]"), NOTHING, LIST),
    "brackets behind the full stop": (NOTHING, ("[1]", "[2]", "[3]"), LIST),
    "several in one bracket": ((" [1,2]", " [2-3]", " [1, 3]"), NOTHING, LIST),
    "parentheses": (NOTHING, ("(1)", "(2)", "(3)"), LIST),
    "superscripts": (NOTHING, ("¹", "²", "³"), LIST),
    "superscript markup": (NOTHING, ("<sup>1</sup>", "<sup>2,3</sup>", "<sup>3</sup>"), LIST),
    "footnotes": (("[^1]", "[^2]", "[^3]"), NOTHING, NOTES),
    "flattened marks": (NOTHING, ("1", "2,3", "3"), LIST),
    "flattened marks before the full stop": (("1", "2", "3"), NOTHING, LIST),
    "marks at the start of the next sentence": (NOTHING, (" 1", " 2", " 3"), LIST),
    "roman marks": (("[i]", "[ii]", "[iii]"), NOTHING, ""),
    "author and year": ((" (Okafor, 2019)", " (Jensen et al., 2021)", " (Novak & Roy, 2020; Li, 2018)"), NOTHING, ""),
    "identifiers": ((" (PMID: 30638909)", " (doi:10.1136/bmj.k4718)", " (PMC6320000)"), NOTHING, ""),
    "trial numbers": (NOTHING, (" NCT01234567.", " NCT07654321.", " NCT00000001."), ""),
    "links": (
        (
            " ([review](https://pubmed.ncbi.nlm.nih.gov/30638909/))",
            ", says the [guideline](https://www.nice.org.uk/guidance/cg181)",
            " ([trial](https://www.nejm.org/doi/full/10.1056/NEJMoa1112010))",
        ),
        NOTHING,
        "",
    ),
    "addresses": (
        NOTHING,
        (" https://www.who.int/news/1", " See https://www.nih.gov/news/2.", " https://doi.org/10.1136/bmj.k4718"),
        "",
    ),
}
NAMES = ("According to the CDC, ", "The World Health Organization says: ", "Dr Ida Berg of Oslo University said: ")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(read_pack(Path(__file__).parents[2] / "rules").rules)


def article(
    inside: tuple[str, ...] = NOTHING, behind: tuple[str, ...] = NOTHING, end: str = "", names: tuple[str, ...] = NOTHING
) -> str:
    return ARTICLE.format(inside=inside, behind=behind, end=end, zero=names[0], one=names[1], two=names[2])


def claims(engine: Engine, text: str) -> set[str]:
    """The findings of the family that are warnings at least: the first two words of a sentence, or the rule's name."""
    rules = read_pack(Path(__file__).parents[2] / "rules").rules
    severities = {rule.name: rule.severity for rule in rules if rule.family == "claims" and rule.severity > Severity.INFO}
    findings = engine.lint(read(text.encode(), "a.md"), severities).findings
    return {" ".join(finding.sentence.split()[:2]) or finding.rule for finding in findings}


@pytest.mark.parametrize("form", FORMS)
def test_references_taken_out_and_put_back(engine: Engine, form: str) -> None:
    inside, behind, end = FORMS[form]
    cited = article(inside, behind, end)
    assert claims(engine, cited) == BARE
    assert claims(engine, article()) == BARE | BACKED | {"no-references"}
    assert claims(engine, cited) == BARE


def test_names_keep_the_warnings_away_too(engine: Engine) -> None:
    assert claims(engine, article(names=NAMES)) == BARE


def test_a_list_alone_keeps_no_claim_away(engine: Engine) -> None:
    assert claims(engine, article(end=LIST)) == BARE | BACKED | {"reference-uncited"}
