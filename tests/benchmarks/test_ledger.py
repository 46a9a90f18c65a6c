"""What the benchmark of the claims ledger counts."""

from __future__ import annotations

from benchmarks.ledger import counted
from lint.finding import Place
from lint.ledger import Claim, Ledger, Support


def claim(start: int, support: Support, *references: int) -> Claim:
    return Claim("cause", 5, Place(start, start + 9, 1, 1, 1, 10, "some words"), "some words", "", support, references)


def test_units_are_counted_by_what_the_ledger_says_of_them() -> None:
    units = [
        {"start": 0, "end": 10, "claim": 1, "supported": 1},
        {"start": 10, "end": 20, "claim": 1, "supported": 1},
        {"start": 20, "end": 30, "claim": 1},
        {"start": 30, "end": 40, "claim": 1},
        {"start": 40, "end": 50},
        {"start": 50, "end": 60, "claim": "?"},
        {"start": 60, "end": 70},
    ]
    claims = (
        claim(0, Support.MARK, 1),
        claim(10, Support.LINK),
        claim(20, Support.NONE, 2),
        claim(40, Support.NAMED),
        claim(50, Support.NONE),
    )
    assert counted({"units": units}, Ledger(claims)) == {
        "claims": 4,
        "listed": 4,
        "rightly": 3,
        "supported": 2,
        "supported, listed": 2,
        "supported, backed": 2,
        "supported, with a reference": 1,
        "bare, listed": 1,
        "bare, backed": 0,
    }
