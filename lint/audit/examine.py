"""One record of a corpus to the rows of every table; whatever happens to one, the answer is rows and the next is as good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from lint.article import Article
from lint.audit.about import About, about
from lint.audit.record import Examined, Record
from lint.audit.score import score
from lint.audit.signature import signature, words
from lint.audit.tables import ARTICLES, Row
from lint.audit.tiers import packaged_tiers
from lint.checker import Checker
from lint.finding import Finding, Place, Severity
from lint.ledger import Claim, Ledger, Reference, Support
from lint.project import Project
from lint.readers import SUFFIXES, ReadError, read
from lint.rule import UnsupportedRule

_DOCX = ".docx"  # no reader of `healthlint check`: its fixes are written into text
_FORMATS = {**SUFFIXES, _DOCX: "docx"}
_EMPTY: dict[str, Any] = {"string": "", "bool": False, "double": 0.0}


class Examiner:
    """Examines records by the rules of a project; another process, to which it is sent, loads spaCy with its first record."""

    def __init__(self, project: Project) -> None:
        self._checker = Checker(project)
        self._claims = {rule.name: rule.risk for rule in project.pack.rules if isinstance(rule, UnsupportedRule)}

    def prepare(self) -> None:
        """Load and compile what articles need: processes that are forked after that need not do it again."""
        self._checker.prepare(["article.md"])

    def examine(self, record: Record) -> Examined:
        """The rows that the record comes to. What cannot be read or examined is a failed article with the reason."""
        try:
            return Examined(record.position, self._rows(record))
        except MemoryError:  # what is left of this process is not fit for the next article
            raise
        except Exception as error:  # one article must not cost the others their rows
            problem = f"healthlint broke on this article ({type(error).__name__}: {error}); please report it"
            return Examined(record.position, {"articles": (_article_row(record, status="failed", reason=problem),)})

    def _rows(self, record: Record) -> dict[str, tuple[Row, ...]]:
        examination = self._checker.examine(record.name, lambda: _read(record), with_ledger=True)
        checked, article, ledger = examination.checked, examination.article, examination.ledger
        if article is None or checked.failure:
            reason = checked.failure.message if checked.failure else "it cannot be read"
            return {"articles": (_article_row(record, status="failed", reason=reason),)}
        stated = about(article)
        read_words = words(article)
        said = _said(record, article, stated) | {"words": len(read_words)}
        texts = ({"article_id": record.article_id, "text": article.text},)
        if ledger is None:
            return {"articles": (_article_row(record, status="skipped", reason=checked.skipped, **said),), "texts": texts}
        ledger = replace(ledger, benchmark=ledger.benchmark | _items(stated))
        references = {reference.id: _reference_row(record, reference) for reference in ledger.references}
        reported = {finding.around: finding.rule for finding in checked.findings if finding.rule in self._claims}
        claims = [_claim_row(record, number, claim, references, reported) for number, claim in enumerate(ledger.claims, 1)]
        linted = said | {"signature": signature(read_words)} | _counts(checked.findings) | _backing(ledger)
        linted |= dict.fromkeys(ledger.benchmark, True) | _scored(score(checked.findings, ledger, self._claims))
        return {
            "articles": (_article_row(record, status="linted", **linted),),
            "findings": tuple(_finding_row(record, article, finding) for finding in checked.findings),
            "claims": tuple(claims),
            "references": tuple(references.values()),
            "texts": texts,
        }


def _read(record: Record) -> Article:
    """The article, with what the source says beside it. Raises ReadError."""
    if record.problem:
        raise ReadError(record.path, 1, record.problem)
    if PurePath(record.name).suffix.lower() == _DOCX:
        from lint.readers.docx import read as read_docx

        article = read_docx(record.data, record.path)
    else:
        article = read(record.data, record.name)
    metadata = {**record.metadata, **article.metadata}
    suffix = PurePath(record.name).suffix  # by which the engine knows how the article spells a fix
    path = record.article_id.removesuffix(suffix) + suffix  # unlike `record.path` one for each record of a file
    return replace(article, path=path, metadata=metadata, base=article.base or record.url or "")


def _article_row(record: Record, **known: Any) -> Row:
    """The article's row: what the record says, what is ``known``, and for the other columns null or nothing."""
    row = {column.name: None if column.null else _EMPTY.get(str(column.type), 0) for column in ARTICLES.columns}
    row |= {
        "article_id": record.article_id,
        "position": record.position,
        "path": record.path,
        "url": record.url,
        "title": record.metadata.get("title") or None,
        "section": record.section,
        "format": _FORMATS.get(PurePath(record.name).suffix.lower(), ""),
        "digest": sha256(record.data).hexdigest(),
        "bytes": len(record.data),
        **known,
    }
    return {name: _encodable(value) if isinstance(value, str) else value for name, value in row.items()}


def _encodable(text: str) -> str:
    """The text without lone surrogates, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode()


def _said(record: Record, article: Article, stated: About) -> dict[str, Any]:
    """What the article says of itself."""
    return {
        "url": record.url or (article.base if "://" in article.base else None),
        **asdict(stated),
    }


def _items(stated: About) -> set[str]:
    """The items of the JAMA benchmark that the article meets by what it says of itself."""
    items = {"authorship": stated.author, "currency": stated.published or stated.updated}
    return {item for item, value in items.items() if value}


def _scored(parts: Mapping[str, float]) -> dict[str, float]:
    return {f"score_{name}" if name else "score": value for name, value in parts.items()}


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    held = [finding.severity for finding in findings if not finding.suppressed]
    return {
        "errors": held.count(Severity.ERROR),
        "warnings": held.count(Severity.WARNING),
        "infos": held.count(Severity.INFO),
        "suppressed": len(findings) - len(held),
    }


def _backing(ledger: Ledger) -> dict[str, int]:
    supports = [claim.support for claim in ledger.claims]
    return {
        "claims": len(supports),
        "claims_referenced": sum(support in (Support.LINK, Support.MARK, Support.TEXT) for support in supports),
        "claims_named": supports.count(Support.NAMED),
        "references": len(ledger.references),
    }


def _placed(place: Place) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "line": place.line, "column": place.column}


def _finding_row(record: Record, article: Article, finding: Finding) -> Row:
    return {
        "article_id": record.article_id,
        "family": finding.family,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "suggestion": finding.suggestion,
        **_placed(finding.place),
        "text": finding.place.text,
        "sentence": finding.sentence,
        "confidence": finding.confidence,
        "weighed": list(finding.weighed),
        "fix": _fixed(article, finding),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed is not None,
        "suppression_reason": finding.suppressed.reason if finding.suppressed else None,
    }


def _fixed(article: Article, finding: Finding) -> str | None:
    """The words of the finding as its fix leaves them; None where it has none, or one elsewhere."""
    place, fix = finding.place, finding.fix
    if fix is None or not place.start <= fix.place.start <= fix.place.end <= place.end:
        return None
    return article.text[place.start : fix.place.start] + fix.text + article.text[fix.place.end : place.end]


def _reference_row(record: Record, reference: Reference) -> Row:
    published = reference.doi is not None or reference.pmid is not None
    return {
        "article_id": record.article_id,
        "reference": reference.id,
        "kind": str(reference.kind),
        "number": reference.number,
        **_placed(reference.place),
        "text": reference.text,
        "url": reference.url,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "year": reference.year,
        "tier": packaged_tiers().of(reference.text, reference.url, published=published),
        "own_domain": reference.own_domain,
        "claims": reference.claims,
    }


def _claim_row(
    record: Record, number: int, claim: Claim, references: Mapping[int, Row], reported: Mapping[tuple[int, int], str]
) -> Row:
    first = references[claim.references[0]] if claim.references else {"own_domain": False}
    return {
        "article_id": record.article_id,
        "claim": number,
        "type": claim.type,
        "risk": claim.risk,
        **_placed(claim.place),
        "sentence": claim.sentence,
        "heading": claim.heading,
        "support": str(claim.support),
        "rule": reported.get((claim.place.start, claim.place.end)),
        "reference_ids": list(claim.references),
        **{name: first.get(name) for name in ("url", "doi", "pmid", "year", "tier", "own_domain")},
    }
