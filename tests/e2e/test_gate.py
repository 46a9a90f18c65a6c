"""The gate on an old archive: hundreds of known faults, two branches, and the same new findings in every report."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from lint.reports import FORMATS
from tests.e2e.reports import HOLD_SILENCED, READERS, Found

#: What no article of the archive names: a finding of the severity info each, on the whole article.
NOBODY = ("author", "date", "disclosure", "reviewer")

pytestmark = pytest.mark.slow

Git = Callable[..., str]
Gate = Callable[..., tuple[int, list[Found], list[Found]]]
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

CONDITIONS = "hay fever|migraine|eczema|insomnia|asthma|arthritis|heartburn|acne".split("|")
REMEDIES = ("Nettle tea", "Magnesium", "Butterbur", "Fish oil", "Turmeric", "Probiotics")
MEDICINES = ("ibuprofen", "naproxen", "cetirizine", "paracetamol", "loratadine")
DISCLAIMER = "<footer>This website is for general information. It does not replace the advice of your doctor.</footer>\n"
LAYOUT = Path("layouts/post.html")
CONFIGURATION = f"disclaimer:\n  files:\n    {LAYOUT}: {{paths: [archive/]}}\n"
NAMES = [
    f"archive/{condition.replace(' ', '-')}/{number}.{('md', 'html', 'txt')[number % 3]}"
    for number, (condition, _) in enumerate(product(CONDITIONS, REMEDIES))
]


def article(number: int, condition: str, remedy: str) -> bytes:
    """An article with five faults, in Markdown, HTML or (with the line ends of Windows) plain text."""
    title = f"{condition.capitalize()} and {remedy.lower()}"
    paragraphs = [
        f"{condition.capitalize()} is common, and few people talk about it.",
        f"Take {200 + number} mg of {MEDICINES[number % 5]} at noon when {condition} gets worse.",
        f"{remedy} cures {condition} in {20 + number} days.",
        f"Call our {condition} team today and book visit number {number}!",
        f"In group {number}, we met sufferers of {condition} who swear by it.",
        f"We gave each of them {number + 1}.0 mg of zinc.",
    ]
    if NAMES[number].endswith(".md"):
        return "\n\n".join([f"# {title}", *paragraphs, ""]).encode()
    if NAMES[number].endswith(".html"):
        return "\n".join([f"<title>{title}</title>", f"<h1>{title}</h1>", *(f"<p>{p}</p>" for p in paragraphs), ""]).encode()
    return "\r\n\r\n".join([title, *paragraphs, ""]).encode()


@pytest.fixture
def archive(git: Git, healthlint: Command) -> Git:
    """A repository with a history, whose archive is in the baseline and whose layout has the disclaimer."""
    git("rm", "-r", "--quiet", "pack")
    Path("healthlint.yaml").write_text(CONFIGURATION)
    LAYOUT.parent.mkdir()
    LAYOUT.write_text("<main>{{ .Content }}</main>\n" + DISCLAIMER)
    for number, (condition, remedy) in enumerate(product(CONDITIONS, REMEDIES)):
        path = Path(NAMES[number])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(article(number, condition, remedy))
        if number % 24 == 23:
            commit(git, f"up to article {number}")
    created = healthlint("baseline", "create", "archive")
    assert created.returncode == 0
    assert int(created.stdout.split()[1]) > 300
    commit(git, "baseline")
    return git


def commit(git: Git, message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def edit(number: int, old: str, new: str) -> None:
    path = Path(NAMES[number])
    data = path.read_bytes()
    assert data.count(old.encode()) == 1
    path.write_bytes(data.replace(old.encode(), new.encode()))


@pytest.fixture
def gate(archive: Git, healthlint: Command, tmp_path_factory: pytest.TempPathFactory) -> Gate:
    """``gate(*options)``: the exit status, what is new, what is silenced; the same in every format, with workers and cache."""
    ways = (["--jobs=1", "--no-cache"], ["--jobs=4"], [])  # without a cache, with one to fill, and with a full one

    def ask(*options: str) -> tuple[int, list[Found], list[Found]]:
        runs: list[tuple[int, bytes, dict[str, bytes]]] = []
        for way in ways:
            folder = tmp_path_factory.mktemp("reports")
            files = {name: folder / f"report.{name}" for name in FORMATS}
            outputs = [f"--output={name}={file}" for name, file in files.items()]
            done = healthlint("check", "archive", "--all", *options, *way, *outputs)
            assert done.stdout == files["text"].read_bytes(), done.stderr
            runs.append((done.returncode, done.stderr, {name: file.read_bytes() for name, file in files.items()}))
        assert [run for run in runs if run != runs[0]] == []
        read = {name: [*READERS[name](file)] for name, file in files.items()}
        new, silenced = (
            {name: sorted(f for f, s in all_ if s == wanted) for name, all_ in read.items()} for wanted in (False, True)
        )
        assert new == dict.fromkeys(FORMATS, new["json"])
        assert silenced == {name: silenced["json"] if name in HOLD_SILENCED else [] for name in FORMATS}
        return done.returncode, new["json"], silenced["json"]

    return ask


def test_exactly_what_a_branch_brings_is_reported(archive: Git, gate: Gate, healthlint: Command) -> None:
    archive("switch", "--quiet", "--create", "work")
    edit(0, "at noon when hay fever gets worse.", "at noon when hay fever gets worse. Take 900 mg of aspirin at dusk.")
    edit(1, "Take 201 mg of naproxen at noon when hay fever gets worse.", "A pharmacist knows what helps.")
    archive("mv", NAMES[2], "archive/renamed.txt")
    edit(4, "Take 204 mg", "Take 904 mg")
    edit(6, "Take 206 mg", "<!-- healthlint ignore-next dose-instruction: as the leaflet has it -->\nTake 206 mg")
    edit(
        7,
        "<p>Magnesium cures",
        "<!-- healthlint ignore-next dosing: as the leaflet has it -->\n<p>Take 907 mg of it.</p>\n<p>Magnesium cures",
    )
    edit(8, "Butterbur cures", "“Thé crème brûlée” cures migraine in 2 days. Butterbur cures")
    Path("archive/new.md").write_text("# Gout\n\nGout is a form of arthritis. A tablet of 9.0 mg is small.\n")
    archive("add", "--all")

    nobody = [Found(f"{who}-missing", "archive/new.md", "") for who in NOBODY]
    new = sorted(
        [
            *nobody,
            Found("claim-efficacy", NAMES[8], "cures migraine"),
            Found("dose-instruction", NAMES[0], "Take 900 mg"),
            Found("dose-instruction", NAMES[4], "Take 904 mg"),
            Found("trailing-zero", "archive/new.md", "9.0 mg"),
        ]
    )
    known, silent = Found("dose-instruction", NAMES[6], "Take 206 mg"), Found("dose-instruction", NAMES[7], "Take 907 mg")
    assert gate("--staged") == (1, new, [silent])
    commit(archive, "work")
    assert gate() == (1, new, sorted([known, silent]))
    assert gate("--since", "main") == (1, new, [silent])
    assert gate("--since", "main", "--no-baseline") == (1, sorted([*new, *of_changed_articles()]), [silent])

    shown = healthlint("check", "archive", "--diff").stdout.decode().splitlines()
    was, becomes = (f"Gout is a form of arthritis. A tablet of {amount} mg is small." for amount in ("9.0", "9"))
    assert [line for line in shown if line.startswith(("-", "+"))] == [
        "--- a/archive/new.md",
        "+++ b/archive/new.md",
        f"-{was}",
        f"+{becomes}",
    ]
    assert healthlint("check", "archive", "--fix").returncode == 1
    assert archive("diff", "--name-only") == "archive/new.md"
    assert healthlint("check", "archive", "--diff").stdout == b""


def of_changed_articles() -> list[Found]:
    """What was there before about the whole of an article that the branch changes."""
    return [Found(f"{who}-missing", NAMES[number], "") for who in NOBODY for number in (0, 1, 4, 6, 7, 8)]


def test_a_layout_that_loses_its_disclaimer_is_a_fault_of_every_article(archive: Git, gate: Gate) -> None:
    archive("switch", "--quiet", "--create", "second")
    LAYOUT.write_text("<main>{{ .Content }}</main>\n")
    archive("add", "--all")
    every = sorted(Found("disclaimer-missing", name, "") for name in NAMES)
    assert gate("--staged") == (1, every, [])
    commit(archive, "a plainer layout")
    assert gate() == gate("--since", "main") == (1, every, [])
    LAYOUT.write_text(DISCLAIMER)
    assert gate("--since", "main") == (0, [], [])
