"""A large archive, made from labelled articles with changed words, and what an audit of it takes: memory, and words a second.

python benchmarks/archive.py ../shared/gold/train/articles --articles 2000            # print
python benchmarks/archive.py ../shared/gold/train/articles --articles 100000 --words 60 --write
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.results import write_section

HEALTHLINT = str(Path(sys.executable).parent / "healthlint")
WORD = re.compile(r"[a-z]{4,}")
CHANGED = 0.1  # of the words: no two articles are near copies then
SECONDS_A_SAMPLE = 1.0
ROWS = 12


def make(sources: list[Path], folder: Path, articles: int, words: int | None, seed: int = 0) -> None:
    """Write so many articles into sections of a folder; ``words`` is how many of each source a short article takes."""
    draw = random.Random(seed)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sources]
    known = sorted({word for text in texts for word in WORD.findall(text)})
    for number in range(articles):
        source = number % len(texts)
        text = texts[source] if words is None else passage(texts[source], words, draw)
        path = folder / f"section{number % 10}" / f"{number:06}{sources[source].suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            WORD.sub(lambda word: draw.choice(known) if draw.random() < CHANGED else word[0], text), encoding="utf-8"
        )


def passage(text: str, words: int, draw: random.Random) -> str:
    """So many words of a text in a row, from the beginning of a line on if one is there."""
    found = text.split(" ")
    start = draw.randrange(max(len(found) - words, 1))
    return " ".join(found[start : start + words])


def memory(process: int) -> Iterator[int]:
    """The memory of a process and of those that it began, in MB: what is in use of it, with what is shared with others."""
    for one in [process, *children(process)]:
        try:
            status = Path(f"/proc/{one}/status").read_text()
        except OSError:  # it has just ended
            continue
        if found := re.search(r"VmRSS:\s+(\d+) kB", status):
            yield int(found[1]) // 1024


def children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def audit(archive: Path, out: Path, jobs: int) -> tuple[list[tuple[float, int, int]], float]:
    """Audit an archive: seconds, MB of the first process and MB of the largest worker, over time; and processor time in all."""
    samples: list[tuple[float, int, int]] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [HEALTHLINT, "audit", str(archive), "--out", str(out), "-j", str(jobs)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            first, *workers = list(memory(running.pid)) or [0]
            samples.append((time.monotonic() - began, first, max(workers, default=0)))
            time.sleep(SECONDS_A_SAMPLE)
    if running.returncode:
        raise SystemExit(f"the audit ended with {running.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return samples, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def report(samples: list[tuple[float, int, int]], seconds: float, out: Path) -> str:
    """The section of RESULTS.md."""
    counts = json.loads((out / "run.json").read_text())["counts"]
    took = samples[-1][0]
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    lines = [
        "## An audit of a large archive\n",
        f"{counts['articles']:,} articles of {counts['words'] / counts['linted']:,.0f} words, made by `benchmarks/archive.py` "
        f"from labelled articles with one word in ten changed; {counts['failed']} failed, {counts['skipped']} skipped, "
        f"{counts['duplicates']} copies. {took / 60:.1f} minutes on a machine that others used too; {seconds / 60:.1f} minutes "
        f"of processor time in all, which is {counts['words'] / seconds:,.0f} words a second a core "
        f"({counts['articles'] / seconds:,.1f} articles) with everything: start, reading, linting, tables, report. "
        f"{size:,.0f} MB written.\n",
        "| of the time | first process, MB | largest worker, MB |",
        "|---|--:|--:|",
    ]
    marks = [round(len(samples) * part / ROWS) for part in range(ROWS + 1)]
    for number, (start, end) in enumerate(pairwise(marks), 1):
        some = samples[start:end]
        if some:
            lines.append(f"| {number}/{ROWS} | {max(one[1] for one in some)} | {max(one[2] for one in some)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, help="a folder of articles")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--words", type=int, help="short articles, of so many words")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="where the archive and its audit stay")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/RESULTS.md")
    given = parser.parse_args()
    sources = sorted(path for path in given.sources.rglob("*") if path.suffix in (".md", ".html", ".txt"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        make(sources, folder / "archive", given.articles, given.words)
        text = report(*audit(folder / "archive", folder / "audit", given.jobs), folder / "audit")
    print(text)
    if given.write:
        write_section(f"archive of {given.articles}", text)


if __name__ == "__main__":
    main()
