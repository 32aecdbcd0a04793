"""What commands write: tables, bytes and sentences, in UTF-8 wherever they run."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from portal.refusal import Refusal
from portal.say import say
from portal.sop.model import Problem


def speak_utf8() -> None:
    """Make this process write UTF-8, on a Windows console too, whatever a name holds."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: str, reasons: Iterable[str] = ()) -> None:
    """Write what went wrong on standard error, a line each."""
    for line in (message, *reasons):
        click.echo(line, err=True)


def write_bytes(data: bytes, target: str | None) -> None:
    """Write bytes to a file, or to standard output where none (or `-`) is named."""
    if target in (None, "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(str(target)).write_bytes(data)
    except OSError as fault:
        raise Refusal(say("{berkas} tidak dapat ditulis ({sebab}).", berkas=target, sebab=fault.strerror)) from fault


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows in columns as wide as their longest text."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def report(problems: Sequence[Problem]) -> int:
    """Write problems, one a line, and how many there are; return the exit code."""
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        click.echo(f"{place}: {'saran: ' if problem.level == 'saran' else ''}{problem.message}")
    errors = sum(problem.level == "galat" for problem in problems)
    click.echo(say("{galat} galat, {saran} saran.", galat=errors, saran=len(problems) - errors))
    return 1 if errors else 0
