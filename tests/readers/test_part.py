"""What a template shows by itself."""

from __future__ import annotations

import pytest

from lint.readers import read_part


@pytest.mark.parametrize("path", ["a.njk", "a.vue", "a.html"])
def test_a_bullet_stays_the_sign_that_it_is(path: str) -> None:
    (block,) = read_part("• Rest, and drink.".encode(), path).blocks
    assert block.text == "• Rest, and drink."
