"""The command `portal`: one module for each group of commands, read when it is called."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import traceback
from collections.abc import Iterator, Sequence

import click

from portal.cli.indonesian import Group, sentence
from portal.cli.output import complain, speak_utf8
from portal.fault import CAUSES, cause
from portal.refusal import Refusal
from portal.say import say
from portal.settings import YES

COMMANDS = {
    "demo": ("portal.cli.demo", "Jalankan demo dengan orang rekaan, hanya di PC ini."),
    "init": ("portal.cli.init", "Siapkan portal kantor dan admin pertamanya."),
    "serve": ("portal.cli.serve", "Jalankan portal kantor."),
    "migrate": ("portal.cli.migrate", "Naikkan basis data ke versi portal ini."),
    "sop": ("portal.cli.sop", "Daftar dan isi SOP."),
    "check": ("portal.cli.check", "Periksa semua dokumen dan plugin, atau berkas tertentu."),
    "plugin": ("portal.cli.plugin", "Plugin: daftar, buat baru, periksa."),
    "cycle": ("portal.cli.cycle", "Siklus: daftar, buka, tampilkan."),
    "person": ("portal.cli.person", "Akun: buat, daftar, nonaktifkan."),
    "assign": ("portal.cli.assign", "Tugaskan orang pada peran, atau beri hak portal."),
    "calendar": ("portal.cli.calendar", "Kalender hari libur: daftar, impor, ekspor."),
    "tick": ("portal.cli.tick", "Satu putaran: buka siklus, kirim surat harian, bersihkan."),
    "audit": ("portal.cli.audit", "Periksa riwayat; tampilkan kepala jurnal."),
}
"""Each command: the module that holds it (under the same name), and what it does in a line."""


class Portal(Group):
    """The top of all commands; the module of a command is only read when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def summaries(self) -> dict[str, str]:
        """Return what each command does, in a line."""
        return {name: summary for name, (_, summary) in COMMANDS.items()}


@click.command(cls=Portal, name="portal")
def portal() -> None:
    """Portal SOP: pustaka SOP instansi, dan pelaksanaannya langkah demi langkah."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 if it was done, 1 if problems were found, 2 if it could not be done as typed."""
    speak_utf8()
    trace = os.environ.get("PORTAL_TRACE", "").casefold() in YES
    with _log(trace):
        return _run(arguments, trace)


def _run(arguments: Sequence[str] | None, trace: bool) -> int:
    try:
        return portal.main(args=arguments, prog_name="portal", standalone_mode=False) or 0
    except click.UsageError as error:
        complain(sentence(error))
    except Refusal as why:
        complain(why.message, why.reasons)
    except (click.Abort, KeyboardInterrupt):
        complain(say("Dibatalkan."))
    except BrokenPipeError:
        return 1
    except Exception as error:
        if trace:
            traceback.print_exc()
        if isinstance(error, OSError) and error.errno in CAUSES:
            complain(_unusable(error))
            return 2
        complain(say("Kesalahan tak terduga ({jenis}: {sebab}). Jalankan lagi dengan PORTAL_TRACE=1 untuk rinciannya.",
                     jenis=type(error).__name__, sebab=" ".join(str(error).split())))  # fmt: skip
        return 1
    return 2


def _unusable(fault: OSError) -> str:
    if fault.filename is None:
        return say("Perintah ini tidak dapat diselesaikan ({sebab}).", sebab=cause(fault))
    return say("{tempat} tidak dapat dipakai ({sebab}).", tempat=fault.filename, sebab=cause(fault))


@contextlib.contextmanager
def _log(trace: bool) -> Iterator[None]:
    """Keep the log to itself, so that a command that succeeds writes nothing to standard error; or show all of it."""
    log, handler = logging.getLogger("portal"), logging.StreamHandler() if trace else logging.NullHandler()
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO if trace else level)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
