"""Click in Indonesian: help pages and what is said of a command that was typed wrongly."""

from __future__ import annotations

import inspect
import re
from typing import Any

import click

from portal.say import say
from portal.sop.faults import nearest


class WrongUse(click.UsageError):
    """A command that was typed wrongly, said in our own words."""


class Command(click.Command):
    """A command whose help is Indonesian. What its function returns is the exit code; nothing means 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[PILIHAN]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, explained in Indonesian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to type the command."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section("Pilihan"):
            formatter.write_dl(
                [(names, text.replace("[required]", "[wajib]")) for names, text in filter(None, records)]
            )


class Group(Command, click.Group):
    """A group of commands whose help is Indonesian."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "PERINTAH …")
        kwargs.setdefault("no_args_is_help", False)
        kwargs.setdefault("invoke_without_command", True)
        super().__init__(*args, **kwargs)

    def summaries(self) -> dict[str, str]:
        """Return what each command does, in a line."""
        return {name: inspect.cleandoc(command.help or "").split("\n")[0] for name, command in self.commands.items()}

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; show the help where none was."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
        return result

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Perintah"):
            formatter.write_dl(list(self.summaries().items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed, or say which one may have been meant."""
        command = self.get_command(ctx, args[0])
        if command is None:
            names = self.list_commands(ctx)
            if near := nearest(args[0], names):
                raise WrongUse(say('Perintah "{nama}" tidak ada.{near}', nama=args[0], near=near), ctx)
            raise WrongUse(
                say('Perintah "{nama}" tidak ada; yang ada: {ada}.', nama=args[0], ada=", ".join(names)), ctx
            )
        return args[0], command, args[1:]


def sentence(error: click.UsageError) -> str:
    """Return one Indonesian sentence for a wrong use, with the command that explains the right one."""
    place = error.ctx.command_path if error.ctx else "portal"
    return say("{salah} Bantuan: {perintah} --help", salah=_fault(error), perintah=place)


def _fault(error: click.UsageError) -> str:
    if isinstance(error, WrongUse):
        return error.message
    if isinstance(error, click.NoSuchOption):
        return say('Pilihan "{nama}" tidak ada.', nama=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return say('Pilihan "{nama}" belum diberi nilai, atau tidak memerlukannya.', nama=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("{nama} belum diisi.", nama=_param(error))
    if isinstance(error, click.BadParameter) and isinstance(error.param and error.param.type, click.Choice):
        choices: tuple[str, ...] = error.param.type.choices  # type: ignore[union-attr]
        return say("Nilai {nama} tidak dikenal; pilih {ada}.", nama=_param(error), ada=" atau ".join(choices))
    if isinstance(error, click.BadParameter):
        return say("Nilai {nama} tidak dapat dibaca.", nama=_param(error))
    extra = re.search(r"\((.*)\)", error.message)
    return say("Terlalu banyak argumen: {ada}.", ada=extra.group(1) if extra else error.message)


def _param(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return ""
    return (
        param.opts[-1]
        if isinstance(param, click.Option)
        else param.make_metavar(error.ctx or click.Context(click.Command("portal")))
    )
