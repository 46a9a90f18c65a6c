"""The configuration: settings whose every question has an answer, or a FileError."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from lint.config import load
from lint.rulebook import Rulebook, packaged
from lint.strictyaml import FileError

SEEDS = (
    b"profile: clinical\nselect: [dosing]\nseverity: {claims: info}\noverrides:\n  - paths: [a/*]\n    suppress: {dosing: b}\n",
    b"brands: [A]\ndomains: [a.example]\ndisclaimer:\n  files:\n    a.html: {paths: ['*.md'], components: ['!b', 'c*']}\n",
    b"[tool.healthlint]\nprofile = 'clinical'\n[[tool.healthlint.overrides]]\npaths = ['a']\nselect = ['claims']\n",
)
WORDS = (
    *"profile jurisdiction select ignore severity overrides paths suppress exclude brands".split(),
    *"domains disclaimer files lexicons".split(),
    *"components metadata links rule-folders fail-on suppression-reason dosing claims".split(),
    *"error optional !a ** [a-z] [ \\ / // ..".split(),
    *(
        "\n",
        "\n  ",
        "\n  - ",
        ": ",
        "- ",
        "[tool.healthlint]\n",
        "[[tool.healthlint.",
        "]]",
        "=",
        "''",
        '"',
        "'",
        ".",
        "\0",
        "\\u0000",
    ),
)


@cache
def _rulebook() -> Rulebook:
    return Rulebook(packaged().rules)


def target(data: bytes) -> None:
    """Load the bytes as both kinds of file, and ask what runs ask."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("healthlint.yaml", "pyproject.toml"):
            path = Path(folder, name)
            path.write_bytes(data)
            try:
                settings = load(path)
            except FileError:
                continue
            list(settings.unknown_names(_rulebook()))
            list(settings.unfit_suppressions(_rulebook()))
            list(settings.unknown_lexicons(frozenset()))
            list(settings.suppressed(settings.overrides_for("a/b.md"), _rulebook()))
            settings.exclude.match("a/b.md")
            settings.rule_folders()
            for carrier in settings.carriers():
                carrier.around.match("a/b.md")
