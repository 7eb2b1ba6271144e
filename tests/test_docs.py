"""The docs name what there is, and nothing else."""

import os
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import click
import pytest
import refresh

import backchannel
from backchannel.cli import cli as program

ROOT = refresh.ROOT
CLI = refresh.CLI_PAGE.read_text(encoding="utf-8")
API = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
COMMANDS = refresh.commands(program)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_documented(name: str, command: click.Command):
    section = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert section, f"{name} is not in the reference; run docs/refresh.py"
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert max(option.opts, key=len) in section.group(1)
            assert option.help, f"{name} {option.opts[0]} says nothing of itself"


def test_no_command_is_documented_that_is_not():
    assert re.findall(r"^## (.+)$", CLI, re.MULTILINE) == [name for name, _ in COMMANDS]


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_has_an_example(name: str, command: click.Command):
    assert f"backchannel {name}" in (command.help or "") + (command.epilog or "")


def test_the_front_door_is_documented():
    documented = set(re.findall(r"^\.\. automodule:: ([\w.]+)", API, re.MULTILINE))
    homes = {name: f"backchannel.{home}" for name, home in backchannel._HOMES.items()}
    assert set(homes) == set(backchannel.__all__)
    assert {name for name, home in homes.items() if home not in documented} == set()


@pytest.mark.parametrize("page", refresh.pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_dependency_has_its_decision():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = "\n".join(
        path.read_text(encoding="utf-8").lower()
        for path in (ROOT / "docs" / "decisions").glob("0*.md")
    )
    names = [re.split(r"[<>=~! \[;]", line)[0] for line in project["dependencies"]]
    said = {"onnxruntime": "onnx runtime"}
    assert [n for n in names if said.get(n, n) not in decisions] == []


@pytest.mark.parametrize("name", ["read", "test"])
def test_the_checks_run_the_readmes_commands(name: str):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"<!-- command: {name} -->\n```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    script = ROOT / ".ci" / "run"
    taken = subprocess.run(
        ["bash", script, "--command", name], capture_output=True, encoding="utf-8", check=True
    )
    assert taken.stdout == block.group(1)
    assert f"run_readme_command {name}\n" in script.read_text(encoding="utf-8")


def test_what_a_page_shows_is_what_the_program_prints():
    page = "```console\n$ backchannel --version\nold\n$ ls examples | head -n 1\n```\n"
    new = refresh.refreshed(page)
    assert "old" not in new
    assert version("backchannel") in new
    assert sorted(os.listdir(ROOT / "examples"))[0] in new


def test_a_command_that_fails_unannounced_stops_the_refresh():
    with pytest.raises(refresh.RefreshError, match="ended with 3, not 0"):
        refresh.refreshed("```console\n$ exit 3\n```\n")
    assert refresh.refreshed("```console\n$ exit 3 # exit 3\n```\n")


def test_a_few_changed_lines_are_no_drift():
    old = "\n".join(map(str, range(40)))
    assert not refresh.drifted(old, old.replace("7", "seven", 1))
    assert refresh.drifted(old, "\n".join(map(str, range(20))))
