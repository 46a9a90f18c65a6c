"""The configuration file: where it is found, what it may say, and how a mistake in it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.config import Configuration, Disclaimer, load
from lint.finding import Severity
from lint.locate import find
from lint.rulebook import Rulebook, packaged
from lint.strictyaml import FileError

EVERYTHING = """\
profile: clinical
jurisdiction: uk
select: [dosing]
ignore: [dose-attributed]
severity:
  dosing: warning
overrides:
  - paths: ["blog/**"]
    profile: consumer
    severity: {dosing: error}
    suppress: {promotion: agreed}
exclude: [archive/, "*.draft.md"]
brands: [Quillmere]
domains: [quillmere.example]
disclaimer:
  components: ["*Disclaimer"]
  metadata: [disclaimer]
  links: ["*/disclaimer"]
lexicons:
  supplement: [moon dust]
rule-folders: [house-rules]
fail-on: warning
suppression-reason: optional
"""
EVERYTHING_IN_TOML = """\
[project]
name = "site"

[tool.healthlint]
profile = "clinical"
jurisdiction = "uk"
select = ["dosing"]
ignore = ["dose-attributed"]
severity = { dosing = "warning" }
exclude = ["archive/", "*.draft.md"]
brands = ["Quillmere"]
domains = ["quillmere.example"]
rule-folders = ["house-rules"]
fail-on = "warning"
suppression-reason = "optional"

[[tool.healthlint.overrides]]
paths = ["blog/**"]
profile = "consumer"
severity = { dosing = "error" }
suppress = { promotion = "agreed" }

[tool.healthlint.disclaimer]
components = ["*Disclaimer"]
metadata = ["disclaimer"]
links = ["*/disclaimer"]

[tool.healthlint.lexicons]
supplement = ["moon dust"]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def fault(path: Path) -> tuple[int | None, str]:
    with pytest.raises(FileError) as caught:
        load(path)
    assert caught.value.path == str(path)
    return caught.value.line, caught.value.message


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load(write(tmp_path / "healthlint.yaml", EVERYTHING))
    values = settings.values
    assert (values.profile, values.jurisdiction, values.fail_on) == ("clinical", "uk", "warning")
    assert values.selection.select == ("dosing",)
    assert values.selection.ignore == ("dose-attributed",)
    assert values.selection.severity == {"dosing": Severity.WARNING}
    assert values.overrides[0].profile == "consumer"
    assert values.overrides[0].selection.severity == {"dosing": Severity.ERROR}
    assert values.overrides[0].selection.select is None
    assert values.overrides[0].suppress == {"promotion": "agreed"}
    assert values.suppression_reason == "optional"
    assert (values.brands, values.domains) == (("Quillmere",), ("quillmere.example",))
    assert values.disclaimer == Disclaimer(components=("*Disclaimer",), metadata=("disclaimer",), links=("*/disclaimer",))
    assert values.lexicons == {"supplement": ("moon dust",)}
    assert settings.rule_folders() == [tmp_path / "house-rules"]


def test_pyproject_says_the_same(tmp_path: Path) -> None:
    toml = load(write(tmp_path / "pyproject.toml", EVERYTHING_IN_TOML))
    assert toml.values == load(write(tmp_path / "healthlint.yaml", EVERYTHING)).values


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(write(tmp_path / "healthlint.yaml", "# nothing yet\n")).values == Configuration()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("profile: consumer\nprofil: x\n", 2, "unknown key 'profil'; did you mean 'profile'?"),
        ("brands:\n  - a\nrule-folder: [x]\n", 3, "unknown key 'rule-folder'; did you mean 'rule-folders'?"),
        ("overrides:\n  - paths: [a]\n    selct: [x]\n", 3, "unknown key 'selct'; did you mean 'select'?"),
        ("disclaimer:\n  component: [x]\n", 2, "unknown key 'component'; did you mean 'components'?"),
        ("overrides:\n  - ignore: [x]\n", 2, "the key 'paths' is missing"),
        ("overrides:\n  - paths: []\n", 2, "overrides.0.paths: write one entry at least"),
        ("\nselect: dosing\n", 2, "select: write a list"),
        ("severity:\n  dosing: loud\n", 2, "'loud' is no severity; write error, warning or info"),
        ("jurisdiction: eu\n", 1, "jurisdiction: write 'us' or 'uk'"),
        ("fail-on: sometimes\n", 1, "fail-on: write 'error', 'warning', 'info' or 'never'"),
        ("disclaimer:\n  files:\n    a.html: {}\n", 3, "disclaimer.files.a.html: say which pages it belongs to"),
        ("disclaimer:\n  files:\n    a.html: {path: [x]}\n", 3, "unknown key 'path'; did you mean 'paths'?"),
        ("disclaimer:\n  metadata: yes\n", 2, "disclaimer.metadata: write a list"),
        ("just words\n", 1, "write keys with values"),
        ("select: [a\nignore: b]\n", 2, "not valid YAML"),
        ("select: [a]\nselect: [b]\n", 2, "'select' stands twice"),
    ],
)
def test_a_mistake_names_the_line_and_what_to_write(tmp_path: Path, text: str, line: int, words: str) -> None:
    found_line, message = fault(write(tmp_path / "healthlint.yaml", text))
    assert (found_line, words in message) == (line, True), message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[tool.healthlint]\n\nprofil = 'x'\n", 3, "unknown key 'profil'; did you mean 'profile'?"),
        ("[tool.healthlint]\nmetadata = 'x'\n", 2, "unknown key 'metadata'"),
        ("tool = 1\n", None, "write keys with values"),
        ("a = " + "[" * 20_000, None, "nested too deeply"),
        ("'a'. " * 20_000 + "a = 1", None, "nested too deeply"),
        (
            "[[tool.healthlint.overrides]]\npaths = ['a']\n[[tool.healthlint.overrides]]\npaths = ['b']\nselct = ['c']\n",
            5,
            "unknown key 'selct'",
        ),
        ("[tool.healthlint]\nseverity = { dosing = 'loud' }\n", 2, "'loud' is no severity"),
        ("[tool.healthlint.severity]\ndosing = 'loud'\n", 2, "'loud' is no severity"),
        ("[tool.healthlint]\nprofile = 5\n", 2, "profile: write text"),
        ("[tool.healthlint]\nprofile = \n", 2, "not valid TOML"),
    ],
)
def test_a_mistake_in_pyproject_names_the_line_too(tmp_path: Path, text: str, line: int, words: str) -> None:
    found_line, message = fault(write(tmp_path / "pyproject.toml", text))
    assert (found_line, words in message) == (line, True), message


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert "cannot be read" in fault(tmp_path / "gone.yaml")[1]
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.healthlint]\nbrands = ['\xff']\n")
    assert "not UTF-8" in fault(tmp_path / "pyproject.toml")[1]


def test_the_nearest_file_up_to_the_repository_root_holds(tmp_path: Path) -> None:
    write(tmp_path / "healthlint.yaml", "")
    (tmp_path / "repository/.git").mkdir(parents=True)
    inside = tmp_path / "repository/content/blog"
    inside.mkdir(parents=True)
    assert find(inside) is None
    write(tmp_path / "repository/pyproject.toml", "[tool.other]\n")
    assert find(inside) is None
    pyproject = write(tmp_path / "repository/pyproject.toml", "[tool.healthlint]\n")
    assert find(inside) == pyproject
    nearer = write(tmp_path / "repository/content/healthlint.yaml", "")
    assert find(inside) == nearer


def test_healthlint_yaml_goes_before_pyproject_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.healthlint]\n")
    yaml = write(tmp_path / "healthlint.yaml", "")
    assert find(tmp_path) == yaml


def test_globs_are_relative_to_the_file_wherever_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(write(tmp_path / "site/healthlint.yaml", EVERYTHING))
    monkeypatch.chdir(tmp_path / "site")
    for path, excluded in (
        ("archive/2009/gout.md", True),
        ("news/gout.draft.md", True),
        ("news/gout.md", False),
        ("../archive/gout.md", False),
    ):
        assert settings.exclude.match(path) is excluded, path
    assert [o.profile for o in settings.overrides_for("blog/2020/a.md")] == ["consumer"]
    assert settings.overrides_for("news/blog.md") == ()
    monkeypatch.chdir(tmp_path)
    assert settings.exclude.match("site/archive/gout.md")
    assert not settings.exclude.match("archive/gout.md")


def test_names_that_nobody_knows_are_found_with_their_lines(tmp_path: Path) -> None:
    text = (
        "profile: consumr\n"
        "select:\n  - dosing\n  - dose-instructon\n"
        "severity:\n  promotions: info\n"
        "overrides:\n  - paths: [a]\n    profile: clinicl\n    ignore: [qqqq]\n"
    )
    settings = load(write(tmp_path / "healthlint.yaml", text))
    faults = {(fault.line, fault.message) for fault in settings.unknown_names(Rulebook(packaged().rules))}
    assert faults == {
        (1, "profile: no profile is called 'consumr'; did you mean 'consumer'?"),
        (4, "select: no rule or family is called 'dose-instructon'; did you mean 'dose-instruction'?"),
        (6, "severity.promotions: no rule or family is called 'promotions'; did you mean 'promotion'?"),
        (9, "overrides.profile: no profile is called 'clinicl'; did you mean 'clinical'?"),
        (10, "overrides.ignore: no rule or family is called 'qqqq'; `healthlint rules` lists them"),
    }
