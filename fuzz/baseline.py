"""A baseline's file: entries, which can be written and read again, and a failure for each line that is none."""

from __future__ import annotations

from lint.policy.baseline import lines, parse

SEEDS = (
    b'{"path": "a.md", "rule": "b", "sentence": "c", "hash": "0123456789abcdef", "nth": 1}\n'
    b'{"path": "d", "rule": "e", "nth": 2}\n',
    b"<<<<<<< HEAD\n=======\n>>>>>>> x\n",
)
WORDS = (
    *'{ } [ ] , : " \\ "path" "rule" "sentence" "hash" "nth" 0123456789abcdef null true 1 1.0 -1 1e999 NaN Infinity'.split(),
    *("\n", "\r\n", "\u2028", "\\ud800", "\\u0000", "\ufeff", "[" * 50, '{"a":' * 50),
)


def target(data: bytes) -> None:
    """Parse the text, and what is written of it; bytes that are no text are refused before."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    entries, failures = parse(text, "baseline.jsonl")
    written = "".join(lines(entries))
    assert parse(written, "baseline.jsonl") == (entries, [])
    assert all(failure.line for failure in failures)
