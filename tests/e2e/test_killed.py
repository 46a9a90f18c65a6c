"""A run that is killed leaves every file as it was or as it was to be: articles, baseline, report, cache."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.cache import Cache
from lint.checked import Checked

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

FIX = """\
name: no-gravel
kind: substitution
severity: error
summary: Says gravel.
message: "“{text}” is no word for pebbles."
why: Gravel is for roads.
instead: Say pebbles.
triggers: [gravel]
replacements: [{find: gravel, use: pebbles, safe: true}]
examples: {bad: [Eat gravel.], good: [Eat peas.], fixed: [{was: Eat gravel., becomes: Eat pebbles.}]}
"""
# The command, which kills itself when it is about to do the given one of the things it does to files.
KILLED = """
import os, signal, sys
left, me = int(sys.argv.pop(1)), os.getpid()
DOES = {"os.rename", "os.remove", "os.chmod", "os.chown", "tempfile.mkstemp", "sqlite3.connect", "os.mkdir"}
def count(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[1], str) and not arguments[1].startswith("r")
    if (event in DOES or writes) and os.getpid() == me:
        left -= 1
        if left == 0:
            os.kill(me, signal.SIGKILL)
sys.addaudithook(count)
from lint.cli import main
try:
    main()
finally:
    print(left, file=sys.stderr)
"""
# A cache that is killed some milliseconds into writing.
WRITING = """
import os, signal, sys, threading, time
from pathlib import Path
from lint.cache import Cache
from lint.checked import Checked
cache = Cache(Path(sys.argv[1]))
for number in range(3000):
    cache.put(f"key {number}", Checked("new" * 100))
threading.Thread(target=lambda: (time.sleep(float(sys.argv[2])), os.kill(os.getpid(), signal.SIGKILL)), daemon=True).start()
cache.write()
"""


def killed(at: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", KILLED, str(at), *arguments], capture_output=True, check=False)


@pytest.fixture
def articles(site: Path) -> dict[str, str]:
    """Some articles by their paths, each with something to fix and something to report."""
    Path("pack/language").mkdir()
    Path("pack/language/no-gravel.yaml").write_text(FIX)
    Path("healthlint.yaml").write_text("rule-folders: [pack]\nselect: [swallow-pebbles, no-gravel]\n")
    texts = {
        f"a{number}.md": f"Swallow 5 pebbles. Some gravel is grey.{' The pain of a patient may pass with treatment.' * 99}\n"
        for number in range(4)
    }
    for path, text in texts.items():
        Path(path).write_text(text)
    return texts


def test_a_killed_fix_leaves_each_file_old_or_new(articles: dict[str, str], healthlint: Command) -> None:
    command = ("check", ".", "--fix", "-j1", "--format", "json", "--output", "report.json")
    steps = 10**6 - int(killed(10**6, *command).stderr.split()[-1])
    fixed = {path: Path(path).read_text() for path in articles}
    report = Path("report.json").read_bytes()
    assert all(fixed[path] == text.replace("gravel", "pebbles") for path, text in articles.items())
    assert steps > 10

    half_way = 0
    for at in sorted(random.Random(0).sample(range(1, steps + 1), 8)):
        Path("report.json").write_text("old")
        for path, text in articles.items():
            Path(path).write_text(text)
        healthlint("clean")
        assert killed(at, *command).returncode in (-signal.SIGKILL, 1)  # a step or two fewer than in the first run
        now = {path: Path(path).read_text() for path in articles}
        assert all(now[path] in (articles[path], fixed[path]) for path in articles)
        half_way += articles != now != fixed
        assert Path("report.json").read_bytes() in (b"old", report)
    assert half_way
    assert healthlint(*command).returncode == 1
    assert {path: Path(path).read_text() for path in articles} == fixed


def test_a_killed_baseline_is_the_old_or_the_new_one(articles: dict[str, str], healthlint: Command) -> None:
    file = Path("healthlint-baseline.jsonl")
    command = ("baseline", "update", ".")
    healthlint("baseline", "create", "a0.md")
    old = file.read_bytes()
    steps = 10**6 - int(killed(10**6, *command).stderr.split()[-1])
    new = file.read_bytes()
    assert old != new
    seen = set()
    for at in {1, steps - 1, steps, *random.Random(0).sample(range(1, steps + 1), 2)}:
        file.write_bytes(old)
        assert killed(at, *command).returncode in (-signal.SIGKILL, 0)
        seen.add(file.read_bytes())
    assert seen <= {old, new}
    assert old in seen


def test_a_cache_killed_while_it_writes_holds_old_or_new_values(tmp_path: Path) -> None:
    place = tmp_path / "cache"
    draw = random.Random(0)
    for _ in range(6):
        cache = Cache(place)
        for number in range(3000):
            cache.put(f"key {number}", Checked("old"))
        cache.write()
        cache.close()
        subprocess.run([sys.executable, "-c", WRITING, str(place), str(draw.uniform(0, 0.05))], check=False)
        cache = Cache(place)
        values = {cache.get(f"key {number}", Checked) for number in range(3000)}
        cache.close()
        assert values in ({Checked("old")}, {Checked("new" * 100)})
