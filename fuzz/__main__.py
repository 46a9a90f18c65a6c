"""Run fuzz targets with atheris: ``python -m fuzz [NAME]... [--seconds N]``, so many seconds of processor time each.

What is found out is kept under .fuzz/, for the next run; bytes that break a promise too (crash-…), and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from fuzz import NAMES, Target, target

FOLDER = Path(".fuzz")
LONGEST = 4096
MOST_SECONDS = 5
"""What reading ``LONGEST`` bytes may take at most; it takes milliseconds."""


def main() -> int:
    """Command line. Each target runs in a process of its own, which ends when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"targets: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--seconds", type=float, default=600, help="processor time for each target (default: %(default)s)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        fuzz(options.names[0], options.seconds)
    command = [sys.executable, "-m", "fuzz", "--seconds", str(options.seconds), "--here"]
    broken = [name for name in options.names or NAMES if subprocess.run([*command, name], check=False).returncode]
    if broken:
        print(f"broken: {', '.join(broken)}; the bytes are in {FOLDER}/NAME/crash-…", file=sys.stderr)
    return 1 if broken else 0


def fuzz(name: str, seconds: float) -> None:
    """Run one target, and end the process."""
    import atheris

    with atheris.instrument_imports(include=["lint"]):
        one = target(name)
        for seed in one.seeds:  # imports what the code loads when it needs it
            one.run(seed)
    corpus = FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(one.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = corpus.with_suffix(".words")
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in one.words))
    libfuzzer = [f"-dict={words}", f"-artifact_prefix={corpus}/", f"-max_len={LONGEST}", "-timeout=600", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *libfuzzer, str(corpus)], _Timed(one, seconds))
    atheris.Fuzz()


class _Timed:
    """Calls a target until its time is up, and breaks where one call takes far too long."""

    def __init__(self, one: Target, seconds: float) -> None:
        self._target, self._seconds, self._calls = one, seconds, 0
        self._begun = time.process_time()

    def __call__(self, data: bytes) -> None:
        before = time.process_time()
        self._target.run(data)
        after = time.process_time()
        self._calls += 1
        assert after - before < MOST_SECONDS, f"{after - before:.0f} s for {len(data)} bytes"
        if after - self._begun > self._seconds:
            taken = (after - self._begun) / 60
            print(
                f"{self._target.name}: {self._calls:,} inputs in {taken:.1f} minutes of processor time, none broke it",
                flush=True,
            )
            os._exit(0)  # atheris has no way to stop


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode())


if __name__ == "__main__":
    raise SystemExit(main())
