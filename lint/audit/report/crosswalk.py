"""The crosswalk: which findings touch which item of which published standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lint.audit.report.figures import Group

BODIES = ("JAMA", "HONcode", "FTC", "FDA", "ISMP")
OTHER = "Other standards"


@dataclass
class Item:
    """An item of a standard, with the rules that rest on it, and only those that found something."""

    body: str
    name: str
    url: str
    rules: list[Group] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """Errors that touch it."""
        return sum(rule.error for rule in self.rules)

    @property
    def findings(self) -> int:
        """Findings of every severity that touch it, suppressed ones left out."""
        return sum(rule.violations + rule.info for rule in self.rules)


def crosswalk(rules: Mapping[str, Mapping[str, Any]], groups: Sequence[Group]) -> dict[str, list[Item]]:
    """The items by the body that wrote them, in the order of BODIES; an item that no finding touches is there too.

    Args:
        rules: as in ``run.json``.
        groups: what there is of each rule.
    """
    found = {group.name: group for group in groups}
    items: dict[str, Item] = {}
    for name, rule in rules.items():
        for standard in rule.get("standards", ()):
            item = items.setdefault(standard["name"], Item(_body(standard["name"]), standard["name"], standard["url"]))
            if name in found and found[name].violations + found[name].info:
                item.rules.append(found[name])
    ordered = sorted(items.values(), key=lambda item: (-item.errors, -item.findings, item.name))
    walk = {body: [item for item in ordered if item.body == body] for body in (*BODIES, OTHER)}
    return {body: listed for body, listed in walk.items() if listed}


def _body(name: str) -> str:
    return next((body for body in BODIES if name.startswith(body)), OTHER)
