"""Is an article English, and about health? What is not is skipped with a word why, never called a violation."""

from __future__ import annotations

from lint.article import Role
from lint.language.reading import Reading

_NOT_THE_ARTICLE = frozenset({Role.BOILERPLATE, Role.METADATA, Role.REFERENCE})
# Words that hold English sentences together and that its neighbours do not share, as Danish does "have" and German "also".
_ENGLISH = frozenset(
    """the and that with are this from not you your which more their they but about these our been when how what than other
    there such its into most should does were would could because after each both between during through only where them then
    those much who his while of to or it be""".split()
