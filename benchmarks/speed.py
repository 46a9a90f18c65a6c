"""Speed and memory: start-up, words a second, hostile articles, a hundred more rules.

python benchmarks/speed.py ../shared/gold/articles            # print
python benchmarks/speed.py ../shared/gold/articles --write    # and keep in benchmarks/RESULTS.md
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.results import write_section
from lint.article import Article
from lint.engine import Engine
from lint.readers import read
from lint.rule import PhraseRule, Rule
from lint.rulebook import packaged

RUNS = 5
STARTS = 9
HEALTHLINT = str(Path(sys.executable).parent / "healthlint")
SPACY = "import spacy; spacy.blank('en')('x')"
LEAST = "import yaml, click"
LIGHT = ("--version", "--help", "rules", "explain disclaimer-missing")
SENTENCE = "Vitamin C is said to help with a cold, and many people take 500 mg of it twice a day for a week. "


def seconds(commands: dict[str, list[str]], **environment: str) -> dict[str, float]:
    """The median processor time of each command; they take turns, so that a busy machine slows them alike."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environment})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times[name].append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return {name: statistics.median(taken) for name, taken in times.items()}


def table(head: str, taken: dict[str, float], digits: int) -> list[str]:
    """Seconds, and how many times those of the first row."""
    first = next(iter(taken.values()))
    return [
        head,
        "|---|--:|--:|",
        *(f"| `{name}` | {value:.{digits}f} | {value / first:.2f} |" for name, value in taken.items()),
    ]


def start_up(article: Path) -> list[str]:
    """Cold starts, against spaCy's own."""
    commands = {
        SPACY: [sys.executable, "-c", SPACY],
        "healthlint check ARTICLE": [HEALTHLINT, "check", "--no-cache", str(article)],
        **{f"healthlint {words}": [HEALTHLINT, *words.split()] for words in LIGHT},
    }
    return table("| cold start | seconds of processor time | of spaCy's own |", seconds(commands), 2)


def warm(article: Path, folder: Path) -> list[str]:
    """Runs in which nothing changed, against what any command of this kind has to import."""
    check = [HEALTHLINT, "check", "--format", "concise"]
    commands = {
        LEAST: [sys.executable, "-c", LEAST],
        "healthlint check ARTICLE": [*check, str(article)],
        "healthlint check ALL": [*check, str(folder)],
    }
    with tempfile.TemporaryDirectory() as cache:
        for command in commands.values():
            subprocess.run(command, check=False, capture_output=True, env={**os.environ, "XDG_CACHE_HOME": cache})
        taken = seconds(commands, XDG_CACHE_HOME=cache)
    return table("| nothing changed since the last run | seconds of processor time | of the imports |", taken, 3)


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least processor time of several runs: what the work costs when nothing disturbs it."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def throughput(articles: list[tuple[bytes, str]]) -> tuple[list[str], float]:
    """Words a second in one process, start-up not counted, with every rule on; and what a hundred more rules cost."""
    rules = packaged().rules
    words = sum(len(data.decode().split()) for data, _ in articles)
    plain = Engine(rules)
    more = Engine([*rules, *hundred_rules(articles)])
    gc.freeze()  # as lint.check does
    for engine in (plain, more):
        run(engine, articles)
    one = best(lambda: run(plain, articles))
    two = best(lambda: run(more, articles))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        "| one process, all rules | |",
        "|---|--:|",
        f"| articles, words | {len(articles)}, {words:,} |",
        f"| words a second | {words / one:,.0f} |",
        f"| words a second with 100 more phrase rules of frequent words | {words / two:,.0f} ({two / one - 1:+.0%} time) |",
        f"| most memory | {memory:,.0f} MB |",
    ], words / one


def hundred_rules(articles: list[tuple[bytes, str]]) -> list[Rule]:
    """Phrase rules of two or three frequent words of these very articles."""
    counts = Counter(word for data, _ in articles for word in re.findall(r"[a-z]{4,}", data.decode().lower()))
    frequent = [word for word, _ in counts.most_common(300)]
    draw = random.Random(0)
    template = next(rule for rule in packaged().rules if isinstance(rule, PhraseRule))
    rules: list[Rule] = []
    for number in range(100):
        words = draw.sample(frequent, draw.choice((2, 3)))
        fields = template.model_dump() | {
            "name": f"frequent-words-{number}",
            "patterns": [" {0,3} ".join(words)],
            "where": {},
            "unless": {},
            "score": None,
            "examples": {"bad": ["x"], "good": ["y"]},
        }
        rules.append(PhraseRule.model_validate(fields))
    return rules


def run(engine: Engine, articles: list[tuple[bytes, str]]) -> None:
    """Read and lint every article."""
    severities = {rule.name: rule.severity for rule in packaged().rules}
    for data, path in articles:
        article: Article = read(data, path)
        engine.lint(article, severities)


def hostile(prose: str) -> list[str]:
    """Articles made to hurt, each at one size and at double: linear is a factor of two."""
    makers: dict[str, Callable[[int], tuple[str, str]]] = {
        "real prose, 2.5 and 5 MB": lambda n: ("a.md", prose[: n * 125]),
        "one paragraph, 50 characters each": lambda n: ("a.md", prose[: n * 50].replace("\n", " ")),
        "links": lambda n: ("a.md", "[a](https://example.org/b) " * n),
        "opening brackets": lambda n: ("a.md", "[" * n),
        "opening parentheses": lambda n: ("a.md", "(" * n),
        "unclosed comments": lambda n: ("a.html", "<!--" * n),
        "`<a `": lambda n: ("a.html", "<a " * n),
        "`take 5 mg `": lambda n: ("a.md", "take 5 mg " * n),
        "nested quotes": lambda n: ("a.md", ">" * n + " take care"),
        "nested lists": lambda n: ("a.md", "- " * n + "take care"),
        "nested elements": lambda n: ("a.html", "<div>" * n + "take care"),
        "nested tables": lambda n: ("a.html", "<table><tr><td>" * (n // 4) + "take care"),
        "a word of 50 characters each": lambda n: ("a.md", "a" * n * 50),
        "`A'A'A'`": lambda n: ("a.md", "In 2020 " + "A'" * n),
        "a line of tildes, 50 each": lambda n: ("a.md", "~" * n * 50),
        "a line of dots, 50 each": lambda n: ("a.md", "." * n * 50),
        "front matter: spaces": lambda n: ("a.md", f"---\na{' ' * n * 50}\n---\ntake care"),
        "numbers, brackets": lambda n: ("a.md", "a.[1," + "1," * n),
        "suppressions": lambda n: ("a.md", "<!-- healthlint ignore-next dosing: a -->\n\ntake 5 mg\n\n" * (n // 4)),
    }
    engine = Engine(packaged().rules)
    run(engine, [(SENTENCE.encode(), "warm.md")])
    rows = ["| hostile article | 20,000 | 40,000 | factor |", "|---|--:|--:|--:|"]
    for name, make in makers.items():
        taken = []
        for size in (20_000, 40_000):
            path, text = make(size)
            taken.append(best(lambda p=path, t=text: run(engine, [(t.encode(), p)]), runs=1))  # type: ignore[misc]
        rows.append(f"| {name} | {taken[0]:.2f} s | {taken[1]:.2f} s | {taken[1] / max(taken[0], 0.001):.1f} |")
    return rows


def whole_files() -> list[str]:
    """The real command on single articles that are refused, or long or deep: processor time, most memory."""
    makers = {
        "a short one": ("a.md", lambda: "Take 5 mg of melatonin for sleep."),
        "50 MB": ("a.md", lambda: SENTENCE * 500_000),
        "one line of 1,000,000 characters": ("a.md", lambda: SENTENCE * 10_000),
        "100,000 lists in each other": ("a.md", lambda: "- " * 100_000 + SENTENCE),
        "100,000 quotations in each other": ("a.md", lambda: ">" * 100_000 + SENTENCE),
        "100,000 elements in each other": ("a.html", lambda: "<div>" * 100_000 + SENTENCE),
        "100,000 lists in front matter": ("a.md", lambda: f"---\na: {'[' * 100_000}\n---\n{SENTENCE}"),
    }
    rows = ["| `healthlint check`, one article | seconds | most memory | exit status |", "|---|--:|--:|--:|"]
    for name, (file, make) in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, file)
            path.write_text(make())
            process = subprocess.Popen([HEALTHLINT, "check", "--no-cache", "-j1", str(path)], stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        taken = used.ru_utime + used.ru_stime
        rows.append(f"| {name} | {taken:.2f} | {used.ru_maxrss / 1024:,.0f} MB | {process.returncode} |")
    return rows


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="folder of Markdown articles")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/RESULTS.md")
    options = parser.parse_args()
    paths = sorted(options.articles.glob("*.md"))
    articles = [(path.read_bytes(), path.name) for path in paths]
    whole = whole_files()  # first: a process begins with the memory of the one that starts it, as its most
    rows, _ = throughput(articles)
    text = "\n\n".join(data.decode() for data, _ in articles)
    prose = text * (5_000_000 // len(text) + 1)
    with tempfile.TemporaryDirectory() as name:
        article = Path(name) / "article.md"
        article.write_bytes(articles[0][0])
        starts = start_up(article), warm(article, options.articles)
        body = "\n\n".join("\n".join(part) for part in (rows, *starts, hostile(prose), whole))
    print(body)
    if options.write:
        write_section("speed", f"## Speed and memory\n\n{body}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
