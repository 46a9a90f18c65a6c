"""What continuous integration runs, on a repository with a pull request: the action, the template, the recipe."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
OLD = "Stews warm. Swallow 9 pebbles at dusk."
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def validate(schema: str, path: Path) -> None:
    command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", path]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def blocks(name: str, language: str) -> list[str]:
    return [text for tag, text in FENCE.findall((CHECKOUT / name).read_text()) if tag == language]


@pytest.mark.parametrize(("schema", "name"), [("github-actions", "action.yml"), ("gitlab-ci", "ci/gitlab.yml")])
def test_the_files_are_what_their_services_read(schema: str, name: str) -> None:
    validate(schema, CHECKOUT / name)


@pytest.mark.parametrize("name", ["README.md", "docs/ci.md"])
def test_the_workflows_to_copy_are_valid(name: str, tmp_path: Path) -> None:
    workflows = [text for text in blocks(name, "yaml") if "runs-on" in text]
    assert workflows
    for text in workflows:
        (tmp_path / "workflow.yml").write_text(text)
        validate("github-workflows", tmp_path / "workflow.yml")
        steps = yaml.safe_load(text)["jobs"]["healthlint"]["steps"]
        given = next(step["with"] for step in steps if step["uses"].startswith("healthlint/"))
        assert given.keys() <= yaml.safe_load((CHECKOUT / "action.yml").read_text())["inputs"].keys()


def test_the_includes_to_copy_are_valid(tmp_path: Path) -> None:
    (include,) = [text for text in blocks("docs/ci.md", "yaml") if "include:" in text]
    (tmp_path / "gitlab.yml").write_text(include)
    validate("gitlab-ci", tmp_path / "gitlab.yml")


@pytest.fixture
def origin(site: Path, git: Callable[..., str]) -> Callable[..., str]:
    """A publisher's repository, faulty since long, with a branch that adds a fault, and a base that got another meanwhile."""

    def commit(name: str, text: str) -> None:
        path = Path("articles", name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        git("add", "--all")
        git("commit", "--quiet", "--message", name)

    commit("old.md", f"# Stew\n\n{OLD} Rest.\n")
    git("switch", "--quiet", "--create", "work")
    commit("old.md", f"# Stew\n\n{OLD} Rest. Swallow 5 pebbles at dawn.\n")
    git("switch", "--quiet", "main")
    commit("later.md", "Swallow 7 pebbles at noon.\n")
    return git


@pytest.fixture
def clone(origin: Callable[..., str], site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A clone as a service makes it: of one commit, the pull request merged into its base."""

    def make(*options: str, branch: str = "work") -> Path:
        origin("switch", "--quiet", "--force-create", "pull", "main")
        origin("merge", "--quiet", "--no-edit", branch)
        folder = tmp_path_factory.mktemp("runner") / "clone"
        origin("clone", "--quiet", *options, "--branch=pull", f"file://{site}", str(folder))
        return folder

    return make


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"} | variables
    command = ["bash", "-e", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)


def lint_step(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The step of the action that lints, as a runner runs it."""
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text())
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == "Lint"]
    values = {
        f"inputs.{name}": inputs.get(name.replace("-", "_"), given["default"]) for name, given in action["inputs"].items()
    }
    values |= {"runner.temp": str(folder.parent)}
    filled = {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda place: values[place[1]], str(value)) for name, value in step["env"].items()
    }
    places = {"GITHUB_ACTION_PATH": str(CHECKOUT), "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md")}
    return run(step["run"], folder, **places, **filled)


@pytest.mark.parametrize("depth", [["--depth=1", "--single-branch"], []])
def test_the_action_reports_what_the_pull_request_changed(clone: Callable[..., Path], depth: list[str]) -> None:
    folder = clone(*depth)
    done = lint_step(folder, base="main", paths="articles")
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split("::")[1] for line in done.stdout.splitlines() if line.startswith("::error")] == [
        "error file=articles/old.md,line=3,col=46,endLine=3,endColumn=63,title=swallow-pebbles"
    ]
    (sarif,) = json.loads((folder.parent / "healthlint.sarif").read_text())["runs"]
    assert [result["ruleId"] for result in sarif["results"]] == ["swallow-pebbles"]
    summary = (folder.parent / "summary.md").read_text()
    assert summary.startswith("## healthlint: failed")
    assert "Swallow 5 pebbles" in summary
    assert lint_step(folder, base="main", paths="articles", fail_on="never").returncode == 0
    assert (folder.parent / "summary.md").read_text().count("## healthlint") == 2, "a summary is added to"


def test_code_scanning_gets_no_alert_for_what_is_suppressed(clone: Callable[..., Path]) -> None:
    folder = clone("--depth=1")
    silenced = "<!-- healthlint ignore-next dosing: a joke -->\nSwallow 8 pebbles at dawn.\n"
    (folder / "articles" / "later.md").write_text("Swallow 9 pebbles.\n\n" + silenced)
    assert lint_step(folder, base="", paths="articles/later.md").returncode == 1
    (sarif,) = json.loads((folder.parent / "healthlint.sarif").read_text())["runs"]
    assert ["Swallow 9 pebbles" in result["message"]["text"] for result in sarif["results"]] == [True]
    (folder / "articles" / "later.md").write_text(silenced)
    assert lint_step(folder, base="", paths="articles/later.md").returncode == 0


def test_the_action_lets_a_good_pull_request_pass(clone: Callable[..., Path]) -> None:
    done = lint_step(clone("--depth=1", "--single-branch", branch="main"), base="main", paths="articles")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_action_lints_everything_outside_of_a_pull_request(clone: Callable[..., Path]) -> None:
    done = lint_step(clone("--depth=1"), base="", paths="articles/old.md\narticles/later.md\n")
    assert done.returncode == 1
    assert done.stdout.count("::error file=") == 3


def test_a_run_that_fails_says_so_and_ends_with_2(clone: Callable[..., Path]) -> None:
    folder = clone()
    assert lint_step(folder, base="main", paths="nowhere").returncode == 2
    assert "could not be checked" in (folder.parent / "summary.md").read_text()
    assert lint_step(folder, base="mian", paths="articles").returncode not in (0, 1)


def test_the_template_for_gitlab_reports_what_the_merge_request_changed(clone: Callable[..., Path]) -> None:
    folder = clone()
    job = yaml.safe_load((CHECKOUT / "ci" / "gitlab.yml").read_text())["healthlint"]
    base = subprocess.run(["git", "rev-parse", "HEAD^1"], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
    variables = {**job["variables"], "HEALTHLINT_PATHS": "articles", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    done = run("\n".join(job["script"]), folder, **variables)
    assert done.returncode == 1, done.stderr
    report = json.loads((folder / job["artifacts"]["reports"]["codequality"]).read_text())
    assert [(entry["check_name"], entry["location"]["path"]) for entry in report] == [("swallow-pebbles", "articles/old.md")]


def test_the_plain_recipe_reports_what_the_branch_changed(clone: Callable[..., Path]) -> None:
    recipe, hook = blocks("docs/ci.md", "sh")
    folder = clone()
    done = run(recipe, folder)
    assert done.returncode == 1
    assert "Swallow 5 pebbles" in done.stdout
    assert "9 pebbles" not in done.stdout.replace(OLD, "")
    path = folder / ".git" / "hooks" / "pre-commit"
    path.write_text(hook)
    path.chmod(0o755)
    (folder / "articles" / "old.md").write_text(f"# Stew\n\n{OLD}\n")
    shutil.copy(folder / "articles" / "later.md", folder / "articles" / "copy.md")
    committed = run("git add articles/copy.md && git commit --message more", folder)
    assert committed.returncode == 1
    assert "articles/copy.md:1:1 error swallow-pebbles" in committed.stdout + committed.stderr
    assert run("git reset --quiet && git commit --all --message less", folder).returncode == 0
