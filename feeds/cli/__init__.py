"""tagwire: one command a module, loaded when it is called, so that none pays for another's imports."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from feeds.cli import streams
from feeds.cli.streams import complain
from feeds.errors import TagwireError
from sources.errors import SourceError

COMMANDS = ("init", "check", "refresh", "build", "serve", "status", "hide", "unhide", "demo")


class Commands(click.Group):
    """The commands by name; `feeds.cli.NAME` holds the command NAME."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"feeds.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings. [default: $TAGWIRE_CONFIG, else tagwire.toml in the working directory]",
)
@click.version_option(package_name="tagwire")
@click.pass_context
def tagwire(ctx: click.Context, config: Path | None) -> None:
    """Publish feeds of the articles that web sites list: one feed a tag, as RSS, Atom and JSON Feed.

    \b
    Begin with what you have, then let cron regenerate:
      tagwire check saved-page.txt
      tagwire init saved-page.txt
      tagwire refresh
      tagwire serve

    Exit status: 0 done; 1 something failed and the rest was done; 2 the command line or
    tagwire.toml is wrong; 75 another run is at work.
    """
    ctx.obj = config


def main() -> None:
    """Run the command line; every failure is one line on standard error."""
    streams.prepare()
    status = _status()
    sys.exit(status if streams.flushed() else status or 1)


def _status() -> int:
    try:
        _refuse_other_encodings(sys.argv)
        return tagwire.main(sys.argv[1:] or ["--help"], "tagwire", standalone_mode=False) or 0
    except SystemExit as end:
        return int(end.code or 0)
    except click.UsageError as error:
        complain(_in_one_line(error))
        return 2
    except click.Abort:
        complain("interrupted")
    except TagwireError as error:
        complain(error)
        return error.exit_code
    except SourceError as error:
        complain(error)
    except BrokenPipeError:
        pass  # whoever read the output has gone; nothing is wrong here
    except OSError as error:
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
    return 1


def _refuse_other_encodings(words: Sequence[str]) -> None:
    """What is not text could neither be stored nor shown."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            raise click.UsageError(f"expected UTF-8 text, got {os.fsencode(word)!r}") from None


def _in_one_line(error: click.UsageError) -> str:
    message = error.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    return f"{message}; see `{error.ctx.command_path} --help`" if error.ctx else message
