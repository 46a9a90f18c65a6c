"""The tables that an audit leaves: what each column holds. docs/audit-tables.md is generated from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa

Row = Mapping[str, Any]
"""Values by the names of their columns, as plain Python data."""

_TEXTS = pa.list_(pa.string())
_NUMBERS = pa.list_(pa.int32())


class Column(NamedTuple):
    """A column; ``meaning`` says what it holds and, for one that may be null, when it is."""

    name: str
    type: pa.DataType
    meaning: str
    null: bool = False


@dataclass(frozen=True)
class Table:
    """One table, written to ``<name>.parquet``; ``key`` are the columns that tell its rows apart and order them."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with the meaning of each column in its metadata."""
        return pa.schema(
            pa.field(column.name, column.type, column.null, metadata={"meaning": column.meaning}) for column in self.columns
        )


_PLACE = (
    Column("start", pa.int32(), "first character in the article's text, in code points; 0 with end 0 is the whole article"),
    Column("end", pa.int32(), "character behind the last"),
    Column("line", pa.int32(), "line of the first character, from 1"),
    Column("column", pa.int32(), "column of the first character, from 1"),
)
_ARTICLE = Column("article_id", pa.string(), "the article, as in articles")
_IDENTIFIERS = (
    Column("url", pa.string(), "web address it gives; null if none", True),
    Column("doi", pa.string(), "DOI, without resolver; null if none", True),
    Column("pmid", pa.string(), "PubMed identifier; null if none", True),
    Column("year", pa.int32(), "year of publication it states; null if none", True),
    Column("tier", pa.string(), "kind of source: see rules/tiers.yaml; null if it cannot be told", True),
    Column("own_domain", pa.bool_(), "leads to a site of the article's own publisher"),
)

ARTICLES = Table(
    "articles",
    "Every article of the corpus, also those that were skipped, failed, or are copies of another.",
    ("position",),
    (
        Column("article_id", pa.string(), "unique: path from the root of the corpus, #record for one of a file of many"),
        Column("position", pa.int64(), "place in the order of the corpus, from 0"),
        Column("path", pa.string(), "the file that holds it, from the root of the corpus"),
        Column("url", pa.string(), "address at which it is published; null if it does not say", True),
        Column("title", pa.string(), "its title; null if it has none", True),
        Column("section", pa.string(), "section of the archive: first folder, category, or part of the address; empty if none"),
        Column("format", pa.string(), "reader: markdown, html, text, docx"),
        Column("status", pa.string(), "linted, skipped or failed"),
        Column("reason", pa.string(), "why it was skipped or failed; empty if linted"),
        Column("digest", pa.string(), "SHA-256 of its bytes"),
        Column("signature", pa.binary(), "MinHash of its words, by which near duplicates are found; null unless linted", True),
        Column("duplicate_of", pa.string(), "first article of which it is a copy, counted there; null if it is none", True),
        Column("duplicate_kind", pa.string(), "exact (same bytes or words) or near; null if it is no copy", True),
        Column("copies", pa.int32(), "articles that are copies of it"),
        Column("bytes", pa.int64(), "length of its file or record, in bytes"),
        Column("words", pa.int32(), "words in its main text"),
        Column("author", pa.string(), "author it names; null if none", True),
        Column("reviewer", pa.string(), "medical reviewer it names; null if none", True),
        Column("published", pa.date32(), "date of publication it states; null if none", True),
        Column("updated", pa.date32(), "date of the last review or change it states; null if none", True),
        Column("authorship", pa.bool_(), "JAMA benchmark: names its authors"),
        Column("attribution", pa.bool_(), "JAMA benchmark: gives references for its content"),
        Column("disclosure", pa.bool_(), "JAMA benchmark: states ownership, funding or conflicts of interest"),
        Column("currency", pa.bool_(), "JAMA benchmark: states when it was published or updated"),
        Column("errors", pa.int32(), "findings of severity error, suppressed ones left out"),
        Column("warnings", pa.int32(), "findings of severity warning, suppressed ones left out"),
        Column("infos", pa.int32(), "findings of severity info, suppressed ones left out"),
        Column("suppressed", pa.int32(), "findings that the writer suppressed"),
        Column("claims", pa.int32(), "claims that need a reference"),
        Column("claims_referenced", pa.int32(), "of these, backed by a link, a mark or a citation"),
        Column("claims_named", pa.int32(), "of these, with a source that is only named"),
        Column("references", pa.int32(), "references it gives"),
        Column("score", pa.float64(), "quality score, 0 to 100 (docs/score.md); null unless linted", True),
        Column("score_disclaimer", pa.float64(), "part of the score; null unless linted", True),
        Column("score_dosing", pa.float64(), "part of the score; null unless linted", True),
        Column("score_claims", pa.float64(), "part of the score; null unless linted", True),
        Column("score_promotion", pa.float64(), "part of the score; null unless linted", True),
        Column("score_wording", pa.float64(), "part of the score: language, notation and safety; null unless linted", True),
        Column("score_transparency", pa.float64(), "part of the score: the JAMA benchmark; null unless linted", True),
    ),
)

FINDINGS = Table(
    "findings",
    "Every finding, suppressed ones too. What a rule means stands in run.json under rules.",
    ("article_id", "start", "end", "rule"),
    (
        _ARTICLE,
        Column("family", pa.string(), "family of the rule"),
        Column("rule", pa.string(), "name of the rule"),
        Column("severity", pa.string(), "error, warning or info"),
        Column("message", pa.string(), "what is wrong, in a sentence"),
        Column("suggestion", pa.string(), "what to write instead"),
        *_PLACE,
        Column("text", pa.string(), "the words at that place; empty for the whole article"),
        Column("sentence", pa.string(), "the sentence around, normalised; empty for the whole article"),
        Column("confidence", pa.float64(), "how sure the rule is, 0 to 1"),
        Column("weighed", _TEXTS, "words that weighed most with the scorer"),
        Column("fix", pa.string(), "text to write in its place; null if there is none", True),
        Column("fingerprint", pa.string(), "the same in every run as long as path, rule and sentence are"),
        Column("suppressed", pa.bool_(), "was it suppressed?"),
        Column("suppression_reason", pa.string(), "why; null unless suppressed", True),
    ),
)

CLAIMS = Table(
    "claims",
    "Every claim that needs a reference, backed or not.",
    ("article_id", "claim"),
    (
        _ARTICLE,
        Column("claim", pa.int32(), "number of the claim in its article, from 1"),
        Column("type", pa.string(), "kind of claim: statistic, research, efficacy, cause, safety, regulatory, comparison, ..."),
        Column("risk", pa.int32(), "how grave it is if wrong: 1 gravest, 9 least"),
        *_PLACE,
        Column("sentence", pa.string(), "the sentence that makes the claim, as it reads"),
        Column("heading", pa.string(), "heading above; empty if none"),
        Column("support", pa.string(), "link, mark, text (author and year, identifier), named (source only named) or none"),
        Column("rule", pa.string(), "rule that reports it; null where none does", True),
        Column("reference_ids", _NUMBERS, "references it leans on, as in references; empty if none"),
        *(column._replace(meaning=f"first of these: {column.meaning}") for column in _IDENTIFIERS),
    ),
)

REFERENCES = Table(
    "references",
    "Every reference that an article gives, once: entries of its list, footnotes, links to outside pages, citations in the "
    "text; and, where they stand beside a claim, links that bear nothing out (own pages, shops, networks).",
    ("article_id", "reference"),
    (
        _ARTICLE,
        Column("reference", pa.int32(), "number of the reference in its article, from 1, in the order of the text"),
        Column("kind", pa.string(), "entry, footnote, link or citation"),
        Column("number", pa.int32(), "the number by which marks cite it; null unless an entry", True),
        *_PLACE,
        Column("text", pa.string(), "the reference as it reads"),
        *_IDENTIFIERS,
        Column("claims", pa.int32(), "claims that lean on it"),
    ),
)

TEXTS = Table(
    "texts",
    "The text of every article that could be read, into which `start` and `end` of the other tables point.",
    ("article_id",),
    (_ARTICLE, Column("text", pa.string(), "the article as it was read: decoded, line ends as they are, no byte-order mark")),
)

TABLES = (ARTICLES, FINDINGS, CLAIMS, REFERENCES, TEXTS)
