"""What suppressions silenced before a change: those of an article, and those of the configuration for its path."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from lint import locate
from lint.checked import Checked
from lint.finding import Finding
from lint.ground import Ground
from lint.policy.changed import Changes
from lint.policy.directives import KEY

if TYPE_CHECKING:
    from lint.config import Settings


class Former:
    """The suppressions as they were at the commit with which ``changes`` compare, under the rules of today.

    Args:
        changes: what changed since.
        ground: today's project.
        lint: what comes of an article's bytes today.
    """

    def __init__(self, changes: Changes, ground: Ground, lint: Callable[[str, bytes], Checked]) -> None:
        self.changes, self._ground, self._lint = changes, ground, lint
        self.by_path = cache(self._by_path)
        self._in_article = cache(self._said_in_article)

    def silenced(self, finding: Finding) -> bool:
        """Would they have silenced a finding that nothing silences today?"""
        return finding.rule in self.by_path(finding.path) or finding.fingerprint in self._in_article(finding.path)

    def _by_path(self, path: str) -> frozenset[str]:
        """The rules that the configuration silenced in the article at ``path``, and no longer does."""
        former = self.changes.former_path(path)
        if former is None or (former == path and not self._reconfigured):
            return frozenset()
        project = self._ground.project
        settings = self._settings if self._reconfigured else project.settings
        words = settings.suppressed(settings.overrides_for(former), project.rulebook)
        then = frozenset[str]().union(*(project.rulebook.names(word) for word, _, _ in words))
        return then.difference(*(house.rules for house in project.suppressions(path).house))

    def _said_in_article(self, path: str) -> frozenset[str]:
        """The fingerprints of what the article silenced at ``path`` when it said what it said then.

        They tell findings apart whatever moves around them: nobody need ask where a range ended or which block came next.
        """
        former = self.changes.former_path(path)
        if former is None or not self.changes.include(path):
            return frozenset()
        try:
            data = self.changes.before.read(former)
        except OSError:  # a link that led nowhere
            return frozenset()
        if KEY.encode() not in data.lower():
            return frozenset()
        return frozenset(finding.fingerprint for finding in self._lint(path, data).findings if finding.suppressed)

    @cached_property
    def _reconfigured(self) -> bool:
        return any(self.changes.include(str(place)) for place in self._ground.places)

    @cached_property
    def _settings(self) -> Settings:
        from lint import config  # only now: it loads pydantic
        from lint.strictyaml import FileError

        before = self.changes.before
        file = locate.first(self._ground.places, before)
        try:
            return config.load(file, before) if file else config.Settings()
        except FileError:  # it silenced nothing
            return config.Settings()
