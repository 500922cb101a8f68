"""`./run` with stand-ins for Python: what it does, in which order, and what it says when it cannot."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from serving import ROOT

TOOLS = ("dirname", "cat", "cksum", "grep", "tail", "id", "rm", "mkdir", "cp", "chmod")

# Writes down how it was called. `-m venv DIR` puts the same stand-in into DIR.
STAND_IN = """#!/bin/sh
echo "$@" >>"$CALLS"
case "$*" in
*version_info*3,\\ 11*) exit ${TOO_OLD:-0} ;;
*version_info*) echo 3.9 ;;
*ensurepip*) exit ${NO_ENSUREPIP:-0} ;;
*virtualenv*) exit 1 ;;
"-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
*"pip install"*) [ -z "${SLOW:-}" ] || sleep 0.3; [ -z "${PIP_SAYS:-}" ] || { echo "$PIP_SAYS"; exit 1; } ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clone in a path with a space, and a PATH with a few tools and one Python."""
    clone, tools = tmp_path / "a clone", tmp_path / "bin"
    clone.mkdir()
    tools.mkdir()
    for name in ("run", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, clone)
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or name)
    (tools / "python3").write_text(STAND_IN)
    (tools / "python3").chmod(0o755)
    return clone


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("dash") or shutil.which("sh") or "sh"
    return subprocess.run(
        [shell, str(folder / "run"), *arguments],
        cwd="/",
        env={"PATH": str(folder.parent / "bin"), "CALLS": str(folder.parent / "calls"), **environment},
        capture_output=True,
        text=True,
    )


def calls(folder: Path) -> list[str]:
    """What Python was asked since the last call of this function, without the questions about itself."""
    path = folder.parent / "calls"
    lines = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [line for line in lines if line.startswith("-m") and "--version" not in line]


def the_one_line(finished: subprocess.CompletedProcess[str]) -> str:
    """The last line of stderr; nothing stands before it but the steps of the set-up."""
    *steps, last = finished.stderr.splitlines()
    assert all(step.startswith(("bangdan: making", "bangdan: installing")) for step in steps), finished.stderr
    return last


def test_help_needs_no_set_up(folder):
    shown = run(folder, "help")
    assert shown.returncode == 0
    assert all(
        f"./run {name}" in shown.stdout for name in ("test", "refresh", "schedule", "inspect", "bench")
    )
    assert calls(folder) == []


def test_of_two_that_start_at_once_one_sets_up(folder):
    for name in ("flock", "sleep"):
        (folder.parent / "bin" / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name} here"))
    with ThreadPoolExecutor() as both:
        found = list(both.map(lambda command: run(folder, command, SLOW="1"), ("serve", "schedule")))
    assert [one.returncode for one in found] == [0, 0]
    done = calls(folder)
    assert sum(line.startswith("-m venv") for line in done) == 1
    assert {line.split()[1] for line in done[-2:]} == {"dashboard", "scrapers"}


def test_an_unknown_command_is_refused(folder):
    refused = run(folder, "sreve")
    assert (refused.returncode, calls(folder)) == (2, [])
    assert the_one_line(refused) == "bangdan: there is no command sreve; ./run help lists them"


def test_the_first_start_sets_up_and_the_second_only_serves(folder):
    assert run(folder).returncode == 0
    first = calls(folder)
    assert [line.split()[1] for line in first] == [
        "venv",
        "pip",
        "pip",
        "compileall",
        *["dashboard.precompressed"],
        "dashboard",
    ]
    second = run(folder, "--port", "8600")
    assert (second.stderr, calls(folder)) == ("", ["-m dashboard --port 8600"])


def test_changed_requirements_are_installed_again(folder):
    run(folder)
    calls(folder)
    (folder / "requirements.txt").write_text("streamlit\n")
    run(folder)
    assert any("pip install" in line for line in calls(folder))


def test_the_tests_bring_their_own_set_up(folder):
    browser = folder.parent / "bin" / "chromium"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    assert run(folder, "test", "-k", "cells").returncode == 0
    asked = calls(folder)
    assert any("-r requirements-dev.txt" in line for line in asked)
    assert asked[-1] == "-m pytest -k cells"
    assert run(folder).stderr == "", "what the tests set up is enough to serve"


@pytest.mark.parametrize(
    "command", ["refresh", "schedule", "inspect", "list", "status", "refused", "import", "backfill"]
)
def test_the_scrapers_commands_pass_through(folder, command):
    run(folder, command, "a b", "--json")
    assert calls(folder)[-1] == f"-m scrapers {command} a b --json"


@pytest.mark.parametrize("command", ["serve", "export", "rank", "resolve", "catalog"])
def test_the_dashboards_commands_pass_through(folder, command):
    run(folder, command, "--help")
    assert calls(folder)[-1] == f"-m dashboard {command} --help"


def test_an_old_python_is_named(folder):
    refused = run(folder, TOO_OLD="1")
    assert refused.returncode == 1
    assert the_one_line(refused) == "bangdan: Python 3.11 or newer is needed; python3 is 3.9"


def test_no_python_is_said(folder):
    (folder.parent / "bin" / "python3").unlink()
    refused = run(folder)
    assert refused.returncode == 1
    assert the_one_line(refused) == "bangdan: Python 3.11 or newer is needed; none was found on the PATH"


def test_a_missing_venv_names_the_package_to_install(folder):
    refused = run(folder, NO_ENSUREPIP="1")
    assert refused.returncode == 1
    assert "install the package python3-venv" in the_one_line(refused)
    assert not (folder / ".venv").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("NewConnectionError: Temporary failure in name resolution", "no network"),
        (
            "ERROR: No matching distribution found for streamlit>=9",
            "cannot be installed: ERROR: No matching distribution found for streamlit>=9",
        ),
    ],
)
def test_packages_that_cannot_be_installed_end_the_set_up(folder, said, told):
    refused = run(folder, PIP_SAYS=said)
    assert refused.returncode == 1
    assert told in the_one_line(refused)
    again = run(folder)
    assert again.returncode == 0, "what was left behind does not hinder the next try"


def test_ci_runs_the_tests():
    script = (ROOT / ".ci" / "run").read_text()
    assert "./run test" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert os.access(ROOT / "run", os.X_OK)
