"""Fuzz targets, one a file: what reads what others wrote, and what it promises whatever they wrote.

A target is a module with ``target(data)``, which calls the real code and raises for a broken promise; ``SEEDS`` to begin with,
and ``WORDS`` that mean something to the code. ``make fuzz`` runs each with atheris, tests/fuzz runs each with hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

NAMES = ("markdown", "html", "text", "frontmatter", "rules", "configuration", "suppressions", "baseline", "cache")


class Target(NamedTuple):
    """A target: what to call with any bytes at all, bytes to begin with, words to put into them."""

    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    words: Sequence[str]


def target(name: str) -> Target:
    """The target of this name."""
    module = import_module(f"fuzz.{name}")
    return Target(name, module.target, module.SEEDS, module.WORDS)
