"""The commands: their options, what they print where, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lint import __version__, cli
from lint.article import Article
from lint.engine import Engine

PEBBLES = "Swallow 5 pebbles at dawn.\n"
SOUP = "This is the best soup of all.\n"


def run(*arguments: str, stdin: str | None = None, env: dict[str, str] | None = None) -> Result:
    result = CliRunner().invoke(cli.cli, arguments, input=stdin, env=env)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def article(site: Path) -> str:
    Path("a.md").write_text(SOUP + "\n" + PEBBLES)
    return "a.md"


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["check", "--help"], ["rules"], ["explain", "disclaimer-missing"], ["baseline", "show"]],
)
def test_what_lints_nothing_loads_no_spacy(arguments: list[str]) -> None:
    printed, heavy = loaded(*arguments)
    assert printed
    assert heavy == "[]"


def test_a_run_in_which_nothing_changed_loads_no_spacy(article: str) -> None:
    Path("other.md").write_text(PEBBLES)
    first, _ = loaded("check", ".")
    assert loaded("check", ".", without="spacy") == (first, "[]")
    Path("other.md").write_text(PEBBLES * 2)
    assert "1 failed" in loaded("check", ".", without="spacy")[0]  # workers need it


def loaded(*arguments: str, without: str = "") -> tuple[str, str]:
    """What a command prints, and which heavy packages it loads; not in this process, where other tests have loaded them."""
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({without.split()!r})); from lint import cli\n"
        f"try: cli.cli.main({arguments!r}, standalone_mode=False)\n"
        "finally:\n"
        "    there = {name for name, module in sys.modules.items() if module}\n"
        "    print(sorted({'spacy', 'numpy', 'thinc'} & there), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout, done.stderr.splitlines()[-1]


def test_the_version_is_printed() -> None:
    assert run("--version").output.split()[-1] == __version__


def test_the_text_report_shows_the_words_and_what_to_write_instead(article: str) -> None:
    result = run("check", article)
    assert result.exit_code == 1
    assert "3 | Swallow 5 pebbles at dawn." in result.stdout
    assert "instead: Leave the pebbles where they are." in result.stdout
    assert result.stdout.splitlines()[-1] == "1 error, 1 warning in 1 of 1 article"


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], ["best-soup", "swallow-pebbles"]),
        (["--select", "dosing"], ["swallow-pebbles"]),
        (["--select", "dosing,finest-soup"], ["best-soup", "swallow-pebbles"]),
        (["--select", "dosing", "--select", "promotion"], ["best-soup", "swallow-pebbles"]),
        (["--ignore", "dosing, best-soup"], []),
    ],
)
def test_select_and_ignore_take_names_and_families(article: str, options: list[str], rules: list[str]) -> None:
    result = run("check", article, "--format", "json", *options)
    assert [finding["rule"] for finding in json.loads(result.stdout)["findings"]] == rules
    assert result.exit_code == int("swallow-pebbles" in rules)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--select", "swallow-peebles"], "no rule or family is called 'swallow-peebles'; did you mean 'swallow-pebbles'?"),
        (["--ignore", "promotions"], "did you mean 'promotion'?"),
        (["--profile", "clinicle"], "no profile is called 'clinicle'; did you mean 'clinical'?"),
        (["--jurisdiction", "eu"], "'eu' is not one of 'us', 'uk'"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--stdin-filename", "b.md"], "leave the paths out"),
        (["--selct", "x"], "No such option"),
    ],
)
def test_a_mistake_in_the_options_is_one_clear_line_and_status_2(article: str, options: list[str], words: str) -> None:
    result = run("check", article, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_profiles_change_severities(article: str) -> None:
    result = run("check", article, "--profile", "clinical", "-f", "json")
    severities = {finding["rule"]: finding["severity"] for finding in json.loads(result.stdout)["findings"]}
    assert severities == {"swallow-pebbles": "info", "best-soup": "warning"}
    assert result.exit_code == 0


def test_all_shows_info_findings_too(article: str) -> None:
    assert "swallow-pebbles" not in run("check", article, "--profile", "clinical").stdout
    assert "swallow-pebbles" in run("check", article, "--profile", "clinical", "--all").stdout


def test_without_paths_the_current_folder_is_linted(article: str) -> None:
    assert "a.md:3:1 error swallow-pebbles" in run("check").stdout


def test_standard_input_is_linted_under_its_name(site: Path) -> None:
    result = run("check", "--stdin-filename", "new.md", "-f", "concise", stdin=PEBBLES)
    assert result.stdout.startswith("new.md:1:1: error swallow-pebbles")
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "always", "--no-color"], {}, False),
    ],
)
def test_color_is_for_terminals_or_on_demand(article: str, options: list[str], env: dict[str, str], colored: bool) -> None:
    assert ("\x1b[" in run("check", article, *options, env=env).stdout) is colored


def test_no_color_is_heeded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert cli._colored("auto", None)
    assert not cli._colored("auto", Path("report.txt"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli._colored("auto", None)


def test_output_goes_to_the_file_and_failures_stay_in_sight(article: str) -> None:
    result = run("check", article, "gone.md", "-f", "json", "--output", "report.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "gone.md failed: no such file or folder; check the spelling and the current folder\n"
    assert len(json.loads(Path("report.json").read_text())["findings"]) == 2


def test_output_that_cannot_be_written_is_one_clear_line_and_status_2(article: str) -> None:
    result = run("check", article, "--output", "gone/report.txt")
    assert result.exit_code == 2
    assert "gone/report.txt cannot be written: no such folder; name a file in a folder that exists" in result.stderr


def test_several_reports_come_from_one_run(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lint = Engine.lint

    def counted(engine: Engine, page: Article, *rest: Any, **how: Any) -> Any:
        with Path("linted").open("a") as file:  # in a worker process
            file.write(page.path)
        return lint(engine, page, *rest, **how)

    monkeypatch.setattr(Engine, "lint", counted)
    result = run("check", article, "-f", "concise", "-o", "sarif=log.sarif", "--output", "json=report.json")
    assert (Path("linted").read_text(), result.exit_code) == ("a.md", 1)
    assert result.stdout.count("\n") == 2
    assert len(json.loads(Path("log.sarif").read_text())["runs"][0]["results"]) == 2
    assert len(json.loads(Path("report.json").read_text())["findings"]) == 2


def test_every_report_of_one_run_is_what_it_is_alone(article: str) -> None:
    run("check", article, "gone.md", *(f"--output={name}={name}.out" for name in cli._FORMATS))
    for name in cli._FORMATS:
        assert Path(f"{name}.out").read_text() == run("check", article, "gone.md", "-f", name).stdout


def test_a_plain_file_takes_the_place_of_what_is_printed(article: str) -> None:
    result = run("check", article, "-f", "concise", "-o", "a.txt", "-o", "json=report.json")
    assert result.stdout == ""
    assert Path("a.txt").read_text().count("\n") == 2
    assert len(json.loads(Path("report.json").read_text())["findings"]) == 2


def test_a_mistake_in_the_outputs_is_found_before_the_run(article: str) -> None:
    result = run("check", article, "gone.md", "--output", "sarif=out.json", "--output", "json=./out.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "out.json is named for two reports; give each a file of its own" in result.stderr
    assert "gone.md" not in result.stderr
    assert not Path("out.json").exists()


def test_what_a_files_name_says_does_not_steer_the_terminal(site: Path) -> None:
    result = run("check", "\x1b[2Jgone.md", "::error::x.md", "-f", "json")
    assert result.stderr.startswith("<U+001B>[2Jgone.md failed: no ")
    assert "\n<U+003A>:error::x.md failed: " in result.stderr


def test_rules_lists_the_houses_own_too(site: Path) -> None:
    table = run("rules").stdout
    assert "swallow-pebbles  dosing     error    Tells the reader to swallow pebbles.\n" in table
    assert [line.split()[0] for line in run("rules", "--family", "promotion").stdout.splitlines()] == ["best-soup"]
    [soup] = json.loads(run("rules", "--format", "json", "--family", "promotion").stdout)
    assert (soup["name"], soup["severity"], soup["standards"]) == ("best-soup", "warning", [])


def test_rules_of_a_family_without_any_is_empty(site: Path) -> None:
    result = run("rules", "--family", "safety")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_rules_of_no_family_is_a_mistake(site: Path) -> None:
    result = run("rules", "--family", "dosage")
    assert result.exit_code == 2
    assert "did you mean 'dosing'?" in result.stderr


@pytest.mark.parametrize("name", ["best-soup", "finest-soup"])
def test_explain_takes_a_rules_name_or_an_old_one(site: Path, name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 0
    for words in ("# best-soup", "Tastes differ.", "Say what is in the soup.", "Here is the best soup.", "finest-soup"):
        assert words in result.stdout


def test_explain_offers_the_nearest_name(site: Path) -> None:
    result = run("explain", "best-soop")
    assert result.exit_code == 2
    assert "did you mean 'best-soup'?" in result.stderr


def test_test_passes_where_every_example_holds(site: Path) -> None:
    result = run("test")
    assert (result.stdout, result.exit_code) == ("4 examples of 2 rules, 0 failed\n", 0)


def test_test_shows_the_example_that_fails_and_its_line(site: Path) -> None:
    rule = Path("pack/dosing/swallow-pebbles.yaml")
    rule.write_text(rule.read_text().replace("Swallow 5 raisins.", "Never swallow 5 pebbles."))
    result = run("test", "swallow-pebbles")
    assert result.exit_code == 1
    assert "pack/dosing/swallow-pebbles.yaml:17 swallow-pebbles: a good example is reported" in result.stdout
    assert "  | Never swallow 5 pebbles." in result.stdout


def test_test_of_a_folder_tries_its_rules_alone(site: Path) -> None:
    Path("healthlint.yaml").write_text("rule-folders: [pack]\n")
    rule = Path("house/promotion/finest-stew.yaml")
    rule.parent.mkdir(parents=True)
    soup = Path("pack/promotion/best-soup.yaml").read_text()
    rule.write_text(soup.replace("best-soup", "finest-stew").replace("[finest-soup]", "[]"))
    result = run("test", "--rules", "house")
    assert (result.stdout, result.exit_code) == ("2 examples of 1 rules, 0 failed\n", 0)


def test_test_of_a_broken_rule_ends_with_2(site: Path) -> None:
    Path("pack/promotion/best-soup.yaml").write_text("name: best-soup\n")
    result = run("test", "--rules", "pack")
    assert result.exit_code == 2
    assert result.stderr.startswith("pack/promotion/best-soup.yaml:1 failed: ")
    assert result.stdout == "2 examples of 1 rules, 0 failed\n"


def test_only_what_changed_is_linted(article: str, git: Callable[..., str]) -> None:
    Path("b.md").write_text(PEBBLES)
    for option in (["--since", "main"], ["--staged"]):
        git("add", "b.md") if option == ["--staged"] else None
        result = run("check", *option, "--verbose", "--format", "concise")
        assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
        assert result.stdout.startswith("b.md:1:1: error swallow-pebbles")
        assert "changed: 1 findings came, 1 went on" in result.stderr


def test_what_git_cannot_tell_ends_with_2_and_says_what_to_fetch(article: str, git: Callable[..., str]) -> None:
    command = [Path(sys.executable).parent / "healthlint", "check", "--since", "origin/main"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    problem = "git knows no commit 'origin/main' here; check the spelling, or fetch it first (git fetch origin main)"
    assert (done.returncode, done.stderr) == (2, f"Error: {problem}\n")
    for options in (["--since", "main", "--staged"], ["--staged", "--stdin-filename", "a.md"]):
        assert "name one of them" in run("check", *options).stderr


def test_own_rules_are_tried_alone(site: Path) -> None:
    assert run("test", "--own").stdout == "4 examples of 2 rules, 0 failed\n"
    Path("healthlint.yaml").write_text("fail-on: warning\n")
    assert run("test", "--own").stdout == "0 examples of 0 rules, 0 failed\n"
    Path("healthlint.yaml").write_text("fail-on: never ever\n")
    assert run("test", "--own").exit_code == 2
