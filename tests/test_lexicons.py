"""The lexicons keep their format, stay precise and cover what articles write; their build script is deterministic."""

import importlib.util
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import spacy
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from lint.language.lexicon import Lexicon
from lint.tokens import Tokens, words_of

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "rules" / "lexicons").glob("*.txt"))
MEDQUAD = ROOT.parent / "shared" / "data" / "medquad_terms.jsonl"

# Read only beside an amount or a medicine, as the README says: their words are everyday ones.
EVERYDAY = {"unit", "kitchen-unit", "frequency", "route", "body"}
COMMON_WORDS = STOP_WORDS | set((ROOT / "tests" / "lexicons_common_words.txt").read_text(encoding="utf-8").split())


def load_script():
    spec = importlib.util.spec_from_file_location("lexicons_script", ROOT / "tools" / "lexicons.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


def class_of(path: Path) -> str:
    return path.name.partition(".")[0]


def terms(name: str) -> set[str]:
    return set().union(*(script.terms_of(path) for path in FILES if class_of(path) == name))


def plurals(term: str) -> set[str]:
    if re.search("[^aeiou]y$", term):
        return {term[:-1] + "ies"}
    return {term + "s", term + "es"} if term.endswith(("s", "x", "ch", "sh", "o")) else {term + "s"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestFormat:
    def test_two_header_lines_say_what_it_lists_and_where_from(self, path):
        what, origin, *body = path.read_text(encoding="utf-8").splitlines()
        assert what.startswith("# ")
        assert re.fullmatch(r"# Source: .+\. Licence: (Apache-2\.0|CC BY 4\.0)\.", origin)
        assert not [line for line in body if line.startswith("#")]

    def test_terms_are_sorted_and_unique(self, path):
        body = path.read_text(encoding="utf-8").splitlines()[2:]
        assert body == sorted(set(body))

    def test_terms_are_in_one_case_and_plainly_spaced(self, path):
        assert [
            term
            for term in script.terms_of(path)
            if term != " ".join(term.split())
            or term not in (term.lower(), term.upper())
            or "’" in term
            or term != unicodedata.normalize("NFC", term)
        ] == []

    def test_no_term_is_a_lone_common_word(self, path):
        if class_of(path) not in EVERYDAY:
            assert script.terms_of(path) & COMMON_WORDS == set()


@pytest.mark.parametrize("name", sorted({class_of(path) for path in FILES}))
class TestClass:
    def test_a_term_stands_in_one_file_only(self, name):
        files = [script.terms_of(path) for path in FILES if class_of(path) == name]
        assert [term for term, count in Counter(term for file in files for term in file).items() if count > 1] == []

    def test_no_term_is_the_plain_plural_of_another(self, name):
        known = terms(name)
        assert {plural for term in known for plural in plurals(term)} & known == set()

    def test_no_term_reads_like_another_to_the_program(self, name):
        read = Counter(tuple(words_of(term)) for term in terms(name))
        assert [words for words, count in read.items() if count > 1] == []

    def test_the_program_finds_every_term(self, name):
        words, spans = [], {}
        for term in sorted(terms(name)):
            spans[len(words), len(words) + len(words_of(term))] = term
            words += [*words_of(term), "|"]
        vocab = spacy.blank("en").vocab
        lexicon = Lexicon(vocab, {name: terms(name)})
        lexicon.prepare(Tokens(words=words))
        found = {(start, end) for _, start, end in lexicon.find(Doc(vocab, words=words), [0] * len(words))}
        assert [term for span, term in spans.items() if span not in found] == []

    def test_no_upper_case_term_repeats_a_lower_case_one(self, name):
        known = terms(name)
        assert {term for term in known if term != term.lower() and term.lower() in known} == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("medicine", "metformin; atorvastatin; lisinopril; levothyroxine; amlodipine; albuterol; salbutamol; paracetamol"),
        ("medicine", "semaglutide; ozempic; tirzepatide; apixaban; botox; klonopin; tylenol; epipen; adalimumab; naloxone"),
        ("supplement", "magnesium; vitamin d3; omega-3; creatine; bpc-157; melatonin; ksm-66; collagen; probiotic; sodium"),
        ("remedy", "turmeric; ginger; apple cider vinegar; honey; epsom salt; st. john's wort; tea tree oil; garlic"),
        ("condition", "back pain; high blood pressure; heartburn; acne; wrinkle; hair loss; anxiety; ADHD; diarrhoea"),
        ("condition", "diabetes; sickle cell anaemia; anemia; sjögren's syndrome; motor neuron disease; belly fat; UTI"),
        ("unit", "mg; mcg; μg; g; ml; iu; drop; puff; tablet; tsp; mg/kg; meq; scoop; softgel; gummy; patch; spray"),
        ("frequency", "twice daily; every 6 hours; at bedtime; as needed; once a week; BID; with meals"),
        ("route", "orally; by mouth; topically; under the tongue; IV; intramuscular; in each nostril"),
        ("dependence", "clonazepam; opioid; sertraline; propranolol; gabapentin; prednisone; clonidine; baclofen; zolpidem"),
        ("public-body", "CDC; WHO; NICE; cochrane; the lancet; JAMA; american heart association; mayo clinic; FDA"),
        ("helpline", "988; 116 123; samaritans; 1-800-662-4357; nhs 111; 13 11 14; crisis text line; poison control"),
    ],
)
def test_what_articles_write_is_covered(name: str, expected: str):
    assert set(expected.split("; ")) - terms(name) == set()


def test_the_pronoun_who_is_not_a_health_body():
    assert "who" not in terms("public-body")


def test_lexicons_stay_small_enough_to_load_at_every_start():
    assert sum(len(script.terms_of(path)) for path in FILES) < 15_000
    assert sum(path.stat().st_size for path in FILES) < 500_000


def test_the_table_in_the_readme_is_up_to_date():
    assert script.replace({script.README: script.readme()}, write=False) == []


@pytest.mark.skipif(not MEDQUAD.exists(), reason="needs MedQuAD's terms in ../shared/data")
def test_generated_files_are_fresh():
    assert script.main([str(MEDQUAD), "--check"]) == 0


class TestScript:
    @pytest.mark.parametrize(
        ("name", "term"),
        [
            ("Wandering Spleens", "wandering spleen"),
            ("Parasites - Lagochilascariasis (also known as Throat Worm)", "lagochilascariasis"),
            ("Sjgren-Larsson Syndrome", "sjögren-larsson syndrome"),
            ("Measles", "measles"),
            ("Mycosis Fungoides", "mycosis fungoides"),
            ("Cystic diseases", "cystic disease"),
        ],
    )
    def test_a_catalogue_name_becomes_a_term(self, name, term):
        assert script.plain_condition(name) == term

    @pytest.mark.parametrize(
        "name",
        ["Cyst - ovarian", "Ataxia 17", "Cataract, anterior polar", "XYZ", "MmD", "Knee arthroscopy", "A b c d e syndrome"],
    )
    def test_inversions_subtypes_acronyms_and_procedures_are_left_out(self, name):
        assert script.plain_condition(name) is None

    def test_leaflets_are_left_out_with_their_synonyms(self):
        leaflet = {"name": "Living with gout", "sty": "T047", "syn": ["Tophus of thumb"], "collection": "10_MPlus_ADAM_QA"}
        disease = {**leaflet, "name": "Thumb gout"}
        assert set(script.conditions([leaflet, disease])) == {"thumb gout", "tophus of thumb"}

    def test_rare_diseases_give_their_name_alone(self):
        row = {"name": "Green nail", "sty": "T047", "syn": ["Chloronychia"], "collection": "2_GARD_QA"}
        assert set(script.conditions([row])) == {"green nail"}

    def test_spellings_are_american_british_and_without_accents(self):
        assert script.spellings("hemolytic anemia") == {"hemolytic anemia", "haemolytic anaemia"}
        assert script.spellings("ménière disease") == {"ménière disease", "meniere disease"}

    def test_medicines_lose_form_and_route_and_are_split(self):
        row = {"name": "Zincol and Ferrol (Nasal) Inhalation", "sty": "", "syn": [], "collection": "11_MPlusDrugs_QA"}
        assert list(script.medicines([row])) == ["zincol", "ferrol"]

    def test_check_names_what_is_stale_and_writes_nothing(self, tmp_path):
        file = tmp_path / "condition.medquad.txt"
        assert script.replace({file: "gout\n"}, write=False) == [file]
        assert not file.exists()
        assert script.replace({file: "gout\n"}, write=True) == [file]
        assert script.replace({file: "gout\n"}, write=True) == []
