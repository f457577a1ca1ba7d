"""tagwire: one command a module, loaded when it is called, so that none pays for another's imports."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

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
    try:
        tagwire(standalone_mode=True)
    except TagwireError as error:
        complain(error)
        sys.exit(error.exit_code)
    except SourceError as error:
        complain(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone; nothing is wrong here
        sys.exit(1)


def complain(problem: object) -> None:
    """Say on standard error, in one line, what is wrong."""
    click.echo(f"tagwire: {' '.join(str(problem).split())}", err=True)
