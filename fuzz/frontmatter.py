"""Front matter, YAML and TOML: strings, lists and mappings or a ReadError, and every place leads to the source."""

from __future__ import annotations

from fuzz.places import check
from lint.readers import ReadError, read

SEEDS = (
    b"title: 'a ''b'\nauthor: {name: c, degrees: [d, e]}\nhealthlint:\n  ignore:\n    dosing: f\n",
    b'title = "a"\ndraft = true\ndate = 2024-05-01\n[author]\nname = "b"\n[[x]]\ny = 1.0\n',
    b"a: &b [c]\nd: *b\ntitle: >-\n  e\n  f\n",
)
WORDS = (
    *"title description : - [ ] { } & * ! !!python/object | > ' \" # % @ ` ? , = [[ ]]".split(),
    *"''' \"\"\" true 1.0 2024-05-01 é 😀".split(),
    *(
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "  ",
        "---",
        "...",
        "\n---\n",
        "&a ",
        "*a",
        ": ",
        "- ",
        "? ",
        "<<: *a",
        "\\u0000",
        "\\ud800",
    ),
)


def target(data: bytes) -> None:
    """Read the bytes between both kinds of fences."""
    for fence in (b"---", b"+++"):
        try:
            article = read(b"%b\n%b\n%b\n\na\n" % (fence, data, fence), "a.md")
        except ReadError:
            continue
        check(article)
        for path in article.keys:
            value = article.metadata
            for key in path:
                assert isinstance(value, dict)
                value = value[key]
