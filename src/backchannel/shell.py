"""What commands share: how they fail, show examples, and write."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import IO, Any

import click

from backchannel.errors import BackchannelError

USAGE_OR_RECORD = 2
SOMETHING_SKIPPED = 1
INTERRUPTED = 130


class Failed(click.ClickException):
    """An error that is one line, with status 2."""

    exit_code = USAGE_OR_RECORD

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it, on standard error unless ``file`` is given."""
        from backchannel.views.wording import one_line

        click.echo(f"Error: {one_line(self.message)}", file=file or sys.stderr)


class ClosedError(Exception):
    """The reader of our output has seen enough; click would call that a failure."""


class Group(click.Group):
    """Commands whose errors are one line."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command; an error of this package fails it."""
        try:
            return super().invoke(context)
        except BackchannelError as error:
            raise Failed(str(error)) from error
        except BrokenPipeError as error:
            raise ClosedError from error


def examples(*lines: str) -> str:
    """An epilog that keeps its lines."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def write(parts: Iterable[str], output: str) -> None:
    """Write text to a file, or to standard output; a file appears whole or not at all.

    Raises:
        Failed: the file cannot be written.
    """
    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as file:
            for part in parts:
                file.write(part)
    except OSError as error:
        if output == "-":
            raise
        raise Failed(f"cannot write {output}: {error.strerror}") from error
