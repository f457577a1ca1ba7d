"""tagwire serve"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from feeds.web.logs import Form


@click.command(short_help="Serve the published tree.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port."
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 512), help="Number of processes."
)
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="How events are logged.  [default: serve.log]"
)
@click.option(
    "--log-requests/--no-log-requests", default=None, help="Log every request.  [default: serve.log_requests]"
)
@click.pass_obj
def serve(
    config: Path | None,
    host: str,
    port: int,
    workers: int,
    log_format: Form | None,
    log_requests: bool | None,
) -> None:
    """Serve the published feeds and pages until interrupted.

    \b
    Examples:
      tagwire serve
      tagwire serve --host 0.0.0.0 --port 80 --workers 2
      tagwire serve --log-format json --log-requests
    """
    from feeds.web.server import serve as serve_tree

    serve_tree(config, host=host, port=port, workers=workers, log=log_format, log_requests=log_requests)
