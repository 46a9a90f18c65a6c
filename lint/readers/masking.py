"""Hides what a Markdown parser would take for text (shortcodes, MDX, kramdown attributes) behind as many mask characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lint.article import Component

NOTHING = "\ufdd0"
"""Stands for a character that the page does not show: a tag."""
HOLE = "\ufdd1"
"""Stands for a character of something that the page shows and the file does not hold."""

# Each pattern starts with one character of a small set, which the search finds fast; what follows looks back at it.
_CODE = r"""
    (?<![^\n\t >].)(?:(?<=`)(?P<ticks>``++)[^`\n]*+|(?<=~)(?P<tildes>~~++)[^\n]*+)
        (?P<code>\n(?:.*?^[ \t>]*(?:`(?P=ticks)`*|~(?P=tildes)~*)[ \t\r]*$|.*))
  | (?<!`.)(?<=`)(?P<code_span>`*+[^`\n]*+`++)
"""
_HIDDEN = r"(?<=<)(?P<hidden>!--.*?(?:-->|\Z)|(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z))"
_TEMPLATE = r"""
    (?<=\{)(?P<remark>%-?\s*comment\s*-?%\}.*?(?:\{%-?\s*endcomment\s*-?%\}|\Z))
  | (?<=\{)(?P<shortcode>\{(?:(?!\{\{|\}\}).)*+\}\}\}?|%(?:(?!\{%|%\}).)*+%\})
  | (?<=\{)(?P<attributes>:[^{}\n]*+\}|(?<=[\])]\{)[.\#][^{}\n]*+\})
"""
_BLOCK_TAGS = r"""
    (?<![^\n\t ].)(?<=:)(?P<fences>:{2,}[ \t]*(?:\{[^{}\n]*+\}|[\w-]*))
  | (?<=<)(?P<markdown>[a-z]\w*(?=[\s/])[^<>]*?\bmarkdown\s*=[^<>]*+>)
"""
_ATTRIBUTES = r"""(?:[^<>"']|"[^"<]{0,500}"|'[^'<]{0,500}'){0,2000}+>"""
_COMPONENT = rf"(?<=<)(?P<component>/?(?P<name>[A-Z]\w*(?:\.\w+)+|[A-Z]\w*[a-z]\w*)(?=[\s/>]){_ATTRIBUTES})"
_TRANSPARENT = (
    r"(?<=<)(?P<markup>/?(?:div|section|p|span|article|main|aside|center|details|summary|figure|figcaption)"
    rf"(?=[\s/>]){_ATTRIBUTES})"
)
_MODULE = r"(?<![^\n].)(?P<module>(?:(?<=i)mport|(?<=e)xport)\b.*?(?=^[ \t]*\r?$|\Z))"


def _compile(first: str, *patterns: str) -> re.Pattern[str]:
    return re.compile(f"[{first}](?:{'|'.join(patterns)})", re.VERBOSE | re.DOTALL | re.MULTILINE)


_MARKDOWN = _compile("`~<{:", _CODE, _HIDDEN, _TEMPLATE, _BLOCK_TAGS, _COMPONENT)
_MDX_MODULES = _compile("`~<ie", _CODE, _HIDDEN, _MODULE)
_MDX_EXPRESSIONS = _compile(r"`~<\\{", _CODE, _HIDDEN, r"(?<=\\).", r"(?<=\{)(?P<open>)")
_MDX_TAGS = _compile("`~<:", _CODE, _HIDDEN, _BLOCK_TAGS, _COMPONENT, _TRANSPARENT)
_MDX_INSIDE = re.compile(r"""/\*.*?(?:\*/|\Z)|"[^"\n]*"|'[^'\n]*'|`[^`]*`|(?P<open>\{)|(?P<close>\})""", re.DOTALL)

_MASKED_LINE = re.compile(rf"^[ \t]*+[{NOTHING}{HOLE}][ \t{NOTHING}{HOLE}]*+$(?!\r?\n(?:[ ]{{4}}|\t))", re.MULTILINE)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_BULLET_LINE = re.compile(r"^([ \t>]*)[•●▪■◦‣·](?=[ \t])", re.MULTILINE)
_SHORTCODE_NAME = re.compile(r"\{[{%][<%-]?\s*(?P<name>/?[^\s|(}>%]*)(?:\s+[\"']?(?P<first>[^\s\"'|}>%]+))?")
_EXPRESSION_NAME = re.compile(r"\{\s*([^\W\d][\w.]*)")
_INCLUDES = frozenset(
    {"include", "include_relative", "include_cached", "partial", "partialCached", "template", "render", "import", "snippet"}
)
_CONTROL = re.compile(
    "if|elsif|else|unless|case|when|for|break|continue|assign|capture|increment|decrement|raw|highlight|liquid|set|block|macro"
    "|cycle|tablerow"
)
_HTML_NAMES = re.compile(
    "A|Abbr|B|Blockquote|Body|Br|Code|Div|Em|Font|Form|H[1-6]|Head|Hr|Html|I|Img|Input|Li|Ol|P|Pre|Small|Span|Strong|Su[bp]|Table"
    "|T(?:body|[dhr]|head|itle)|U|Ul"
)


@dataclass(slots=True)
class Masked:
    """``text`` as long as the source, and what is where in it, in order.

    ``hidden`` are comments, scripts and styles, ``expressions`` those of MDX, ``bullets`` places where a hyphen stands for one.
    """

    text: str
    components: list[Component] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    expressions: list[tuple[int, int]] = field(default_factory=list)
    bullets: list[int] = field(default_factory=list)


def mask(text: str, *, mdx: bool, lists: bool = True) -> Masked:
    """Mask every shortcode, component, expression and attribute list of ``text``; code is left alone.

    The text inside paired components and shortcodes stays. With ``lists``, bullets that Markdown does not know become hyphens,
    so that pasted lists are lists. Linear in the length of ``text``.
    """
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    bullets = [match.end() - 1 for match in _BULLET_LINE.finditer(text)] if lists else []
    masked = Masked(_BULLET_LINE.sub(r"\1-", text) if bullets else text, bullets=bullets)
    if mdx:
        _cover(masked, _MDX_MODULES)
        _cover_expressions(masked)
        _cover(masked, _MDX_TAGS)
    else:
        _cover(masked, _MARKDOWN)
    if NOTHING in masked.text or HOLE in masked.text:
        masked.text = _MASKED_LINE.sub(lambda line: " " * len(line[0]), masked.text)
        masked.components.sort(key=lambda component: component.start)
    return masked


def _cover(masked: Masked, pattern: re.Pattern[str]) -> None:
    """Mask what ``pattern`` finds and keep its components; leave code, comments and real HTML tags as they are."""
    parts, at = [], 0
    masked.hidden.clear()
    for match in pattern.finditer(masked.text):
        kind = match.lastgroup
        if kind in ("code", "code_span") or (kind == "component" and _HTML_NAMES.fullmatch(match["name"])):
            continue
        if kind == "hidden":
            masked.hidden.append(match.span())
            continue
        if kind == "shortcode":
            masked.components += _named(match)
        elif kind == "component" and match[0][1] != "/":
            masked.components.append(Component(match["name"], *match.span()))
        parts += [masked.text[at : match.start()], (HOLE if kind == "shortcode" else NOTHING) * len(match[0])]
        at = match.end()
    if parts:
        masked.text = "".join(parts) + masked.text[at:]


def _named(match: re.Match[str]) -> Iterator[Component]:
    """The component of a shortcode, named after what it includes; none for a closing or a control tag."""
    words = _SHORTCODE_NAME.match(match[0])
    name = words["name"] if words else ""
    if not name or name.startswith(("/", "end")) or (_CONTROL.fullmatch(name) and match[0][1] == "%"):
        return
    yield Component(words["first"] or name if words and name in _INCLUDES else name, *match.span())


def _cover_expressions(masked: Masked) -> None:
    """Mask every balanced ``{…}`` of MDX; one that shows a value, outside a tag, is a component.

    An expression that never closes ends the search: MDX refuses such a file.
    """
    text, parts, at, position = masked.text, [], 0, 0
    while opened := _MDX_EXPRESSIONS.search(text, position):
        position = opened.end()
        if opened.lastgroup != "open":
            continue
        depth = 1
        while depth and (token := _MDX_INSIDE.search(text, position)):
            position = token.end()
            depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        if depth:
            break
        start = opened.start()
        expression = text[start:position]
        name = _EXPRESSION_NAME.match(expression)
        if name and text[start - 1 : start] != "=":
            masked.components.append(Component(name[1], start, position))
        masked.expressions.append((start, position))
        parts += [text[at:start], HOLE * len(expression)]
        at = position
    if parts:
        masked.text = "".join(parts) + text[at:]
