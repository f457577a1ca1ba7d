"""tagwire serve"""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Serve the published tree.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free port."
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 512), help="Number of processes."
)
@click.pass_obj
def serve(config: Path | None, host: str, port: int, workers: int) -> None:
    """Serve the published feeds and pages until interrupted.

    \b
    Examples:
      tagwire serve
      tagwire serve --host 0.0.0.0 --port 80 --workers 2
    """
    from feeds.web.server import serve as serve_tree

    serve_tree(config, host=host, port=port, workers=workers)
