"""What a user picks: rules, families, severities, a profile. Plain data, which the command line makes without loading rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lint.finding import Severity


@dataclass(frozen=True)
class Selection:
    """What a configuration or command line picks; each entry is a rule's name, an old name of it, or a family.

    ``select`` is None where everything that holds otherwise stays. A rule selected by its name is switched on; a family stands
    for those of its rules that the profile has on.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says; it goes before the configuration file."""

    selection: Selection = Selection()
    profile: str | None = None
    jurisdiction: str | None = None


class UnknownName(ValueError):
    """A name that is no rule and no family, or no profile; the message offers the nearest."""
