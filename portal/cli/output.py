"""What commands write: tables, bytes and sentences, in UTF-8 wherever they run."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from portal.fault import cause
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
        raise Refusal(say("{berkas} tidak dapat ditulis ({sebab}).", berkas=target, sebab=cause(fault))) from fault


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows in columns as wide as their longest text."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def report(problems: Sequence[Problem], *, advice: bool = True) -> int:
    """Write problems by file and line, the errors first, and how many there are; return the exit code.

    Without `advice` only the errors are written; all are counted.
    """
    ordered = sorted(problems, key=lambda one: (one.path, one.line or 0))
    errors = [problem for problem in ordered if problem.level == "galat"]
    others = [problem for problem in ordered if problem.level != "galat"]
    for problem in (*errors, *(others if advice else ())):
        click.echo(_line(problem))
    click.echo(say("{galat} galat, {saran} saran.", galat=len(errors), saran=len(others)))
    return 1 if errors else 0


def _line(problem: Problem) -> str:
    """Return `file:line: sentence`; advice on a text with its remedy and, in brackets, its rule."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    level = "saran: " if problem.level == "saran" else ""
    rule = f" {problem.remedy} [{problem.rule}]" if problem.rule else ""
    return f"{place}: {level}{problem.message}{rule}"
