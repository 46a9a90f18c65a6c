"""What every reader promises of the places in an article: each is inside the text, and leads to what was read there."""

from __future__ import annotations

import re

from lint.article import Article, Block

_READ_AS_SPACE = "\t\n\r\f\v\ufdd0\ufdd1"  # Unicode keeps the last two for a program's own use: they stand for no character


def check(article: Article) -> None:
    """Assert that all places of an article are consistent with its text."""
    for number, block in enumerate(article.blocks):
        check_pieces(article.text, block)
        assert block.text == block.text.strip(" \t\r\n\f\v")
        assert not re.search(r"[\t\r\n\f\v]|  ", block.text)
        for mark in block.inlines:
            assert 0 <= mark.start < mark.end <= len(block.text)
            assert block.text[mark.start] != " "
        assert block.heading is None or block.heading < number
        assert block.stem is None or block.stem < number
        assert all(head < number for head in block.heads)
    for component in article.components:
        assert 0 <= component.start < component.end <= len(article.text)
    for start, end in article.keys.values():
        assert 0 <= start < end <= len(article.text)
    check_comments(article)


def check_comments(article: Article) -> None:
    reached = 0
    shown = {at for block in article.blocks for piece in block.pieces for at in range(piece.start, piece.end)}
    for comment in article.comments:
        assert reached <= comment.start < comment.at + len(comment.text) <= comment.end <= len(article.text)
        assert article.text[comment.at : comment.at + len(comment.text)] == comment.text == comment.text.strip()
        assert shown.isdisjoint(range(comment.at, comment.at + len(comment.text)))
        reached = comment.end


def check_pieces(source: str, block: Block) -> None:
    assert block.pieces[0].at == 0
    reached = 0
    ends = [piece.at for piece in block.pieces[1:]] + [len(block.text)]
    for piece, end in zip(block.pieces, ends, strict=True):
        assert piece.at < end
        assert reached <= piece.start < piece.end <= len(source)
        reached = piece.end
        if end - piece.at == piece.end - piece.start:
            pairs = zip(block.text[piece.at : end], source[piece.start : piece.end], strict=True)
            assert all(shown == written or (shown == " " and written in _READ_AS_SPACE) for shown, written in pairs)
    spans = [block.span(at, at + 1) for at in range(len(block.text))]
    assert spans == sorted(spans)
