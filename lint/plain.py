"""Plain dataclasses to JSON and back, by their type hints: nothing that is read can become code or a type nobody asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from sys import intern
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Make = Callable[[Any], Any]


def dump(value: object) -> str:
    """JSON of a dataclass, or of a tuple of them. A dataclass becomes the list of its values, so names are not repeated."""
    return json.dumps(value, default=lambda part: [getattr(part, field.name) for field in fields(part)])


def load(kind: Any, text: str | bytes) -> Any:
    """The value of the type ``kind`` that ``dump`` wrote. Raises ValueError or TypeError where the text is not that."""
    return _maker(kind)(json.loads(text))


@cache
def _maker(kind: Any) -> Make:
    """What makes a ``kind`` of parsed JSON. TypeError for a kind that is none of those dealt with here."""
    if kind is str:
        return intern  # the same reasons and messages stand in thousands of findings
    if kind in (int, float, bool, NoneType):
        return _same
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        [inner] = (_maker(argument) for argument in arguments if argument is not NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple and arguments[1:] == (...,):
        each = _maker(arguments[0])
        return lambda values: tuple(map(each, values))
    if origin is tuple:
        return _record(lambda *parts: parts, arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record(kind, tuple(get_type_hints(kind).values()))
    raise TypeError(f"{kind!r} is not plain")


def _record(make: Callable[..., Any], kinds: tuple[Any, ...]) -> Make:
    makers = tuple(map(_maker, kinds))
    return lambda values: make(*[maker(value) for maker, value in zip(makers, values, strict=True)])


def _same(value: Any) -> Any:
    return value
