"""Write what the docs show of the program from the program itself.

usage: python docs/refresh.py [--check]

- ``docs/reference/cli.md``: every command's help.
- ``console`` blocks of README.md and the pages: what follows a ``$ `` line is what the command
  printed. A page's blocks run one after the other in a folder of their own that holds
  ``examples/``; a command that is to fail ends with ``# exit 1``.
- ``docs/img/brief.svg``: the brief of the examples, as the terminal draws it.

``--check`` writes nothing and fails where a page has drifted. A reading may differ in a few lines
between processors, so a block has drifted when fewer than nine lines in ten are the same.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
CLI_PAGE = DOCS / "reference" / "cli.md"
PICTURE = DOCS / "img" / "brief.svg"
WIDTH = 100
SAME = 0.9
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
FAILS = re.compile(r"\s+# exit (\d+)$")


class RefreshError(Exception):
    """A command of the docs did not end as they say."""


def pages() -> list[Path]:
    """README.md and the pages of the docs, the generated one left out."""
    found = sorted(p for p in DOCS.rglob("*.md") if p != CLI_PAGE and "_build" not in p.parts)
    return [ROOT / "README.md", *found]


def cli_page(group: click.Group) -> str:
    """The reference of the command line, from the commands themselves."""
    root = _context(group, "backchannel")
    parts = ["# Command line\n\nWritten by `docs/refresh.py` from the commands; do not edit.\n"]
    parts.append(f"```text\n{root.get_help().rstrip()}\n```\n")
    for name, command in commands(group):
        help_text = _context(command, name, root).get_help().rstrip()
        parts.append(f"## {name}\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


def commands(group: click.Group) -> list[tuple[str, click.Command]]:
    """Each command of ``group`` with its name, sorted; those of a group within after it."""
    found = []
    for name, command in sorted(group.commands.items()):
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {within}", inner) for within, inner in commands(command)]
    return found


def _context(
    command: click.Command, name: str, parent: click.Context | None = None
) -> click.Context:
    context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
    context.terminal_width = 88
    return context


def refreshed(page: str) -> str:
    """A page with the output of its ``console`` blocks as it is now.

    Raises:
        RefreshError: a command ended otherwise than the page says.
    """
    if not BLOCK.search(page):
        return page
    with example_folder() as folder:
        return BLOCK.sub(lambda m: f"```console\n{_ran(m.group(1), folder)}```", page)


def _ran(block: str, folder: Path) -> str:
    out = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out += [line, *_output(line[2:], folder)]
    return "\n".join(out) + "\n"


def _output(line: str, folder: Path) -> list[str]:
    fails = FAILS.search(line)
    expected = int(fails.group(1)) if fails else 0
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != expected:
        raise RefreshError(f"$ {line}\n{done.stdout}ended with {done.returncode}, not {expected}")
    return [row.rstrip() for row in done.stdout.rstrip().splitlines()]


def _environment() -> dict[str, str]:
    programs = str(Path(sys.executable).parent)
    return os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }


@contextmanager
def example_folder() -> Iterator[Path]:
    """A new folder that holds ``examples/`` and nothing else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        yield folder


def picture() -> str:
    """The brief of the examples as an SVG, through Rich's export."""
    with example_folder() as folder:
        _output("backchannel read examples", folder)
        brief = "\n".join(_output("backchannel brief", folder))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ backchannel brief", style="bold"))
    console.print(Text("\n".join(brief.splitlines()[:34])))
    # Rich names its font's address on the web; a picture should fetch nothing.
    return FONT.sub("", console.export_svg(title="backchannel", unique_id="brief"))


def drifted(old: str, new: str) -> bool:
    """Whether two versions of a page differ by more than processors do.

    >>> drifted("same", "same")
    False
    >>> drifted("one line", "another")
    True
    """
    return difflib.SequenceMatcher(None, old.splitlines(), new.splitlines()).ratio() < SAME


def main() -> int:
    """Refresh or check; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail on drift")
    check = parser.parse_args().check
    from backchannel.cli import cli as program

    wanted = {page: refreshed(page.read_text(encoding="utf-8")) for page in pages()}
    wanted[CLI_PAGE] = cli_page(program)
    if not check:
        wanted[PICTURE] = picture()
    bad = 0
    for path, new in wanted.items():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == new:
            continue
        print(f"{'drifted' if check else 'wrote'}: {path.relative_to(ROOT)}")
        if check and (path == CLI_PAGE or drifted(old, new)):
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), "page", "program")
            )
            bad += 1
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
