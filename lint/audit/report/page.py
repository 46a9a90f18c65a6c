"""A page of the report: one HTML file that needs nothing else, and in which nothing from an article can act."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lint.audit.report.headline import amount

#: Controls, and marks that turn the direction of text: they are spelled out, so that a reviewer sees what an article holds.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LINK = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)

_STYLES = {"report.html": ("base.css", "overview.css", "article.css"), "article.html": ("base.css", "article.css")}
_SCRIPTS = {
    "report.html": ("vendor/d3.min.js", "vendor/plot.min.js", "page.js", "table.js", "tables.js", "charts.js", "report.js"),
    "article.html": ("page.js", "article.js"),
}


def render(template: str, **values: Any) -> str:
    """The page that a template makes of the values, with its styles, its scripts and a policy that lets no others run."""
    scripts = tuple(map(asset, _SCRIPTS[template]))
    styles = tuple(map(asset, _STYLES[template]))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _environment().get_template(template).render(policy=policy, styles=styles, scripts=scripts, **values)


@cache
def asset(name: str) -> Markup:
    """A file of our own or of a library, to stand in a ``style`` or ``script`` element."""
    text = files("lint.audit.report").joinpath("assets", *name.split("/")).read_text(encoding="utf-8")
    return Markup(text)


def legible(value: Any) -> Any:
    """Texts, also those in lists and mappings, with every control and mark of direction spelled out, as in ``<U+202E>``."""
    if isinstance(value, str):
        return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", value)
    if isinstance(value, dict):
        return {key: legible(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [legible(item) for item in value]
    return value


def web_address(url: str | None) -> str:
    """``url`` if it is the http(s) address of a host, else nothing: only such addresses become links."""
    if not url or not _LINK.fullmatch(url):
        return ""
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""


def data(value: Any) -> Markup:
    """``value`` as JSON that can stand in a ``script`` element: nothing in it ends the element or begins a comment."""
    text = json.dumps(legible(value), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@cache
def _hashes(texts: tuple[str, ...]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lint.audit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else legible(value),
    )
    environment.filters |= {"number": amount, "web_address": web_address, "data": data}
    return environment
