"""Running the app under granian."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from feeds import settings
from feeds.errors import TagwireError
from feeds.web import create_app, logs

if TYPE_CHECKING:
    from flask import Flask


class AddressInUse(TagwireError):
    """Nothing can be served at that host and port."""


def serve(
    config: Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    log: logs.Form | None = None,
    log_requests: bool | None = None,
) -> None:
    """Serve the tree of the settings in `config` until SIGTERM or SIGINT; port 0 takes a free one.

    Prints the address once. `log` and `log_requests` override the settings. Raises SettingsError and
    AddressInUse, before anything is started.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    chosen = settings.load(config).serve  # what is wrong with the settings is said here, not by each worker
    port = _free_port(host, port)
    with TemporaryDirectory(prefix="tagwire-") as counting:
        server = Granian(
            "feeds.web",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=1,  # an answer costs microseconds: more threads only fight for the interpreter
            workers_kill_timeout=5,  # a worker that is told to stop while it starts does not hear it
            log_level=LogLevels.warning,
            log_dictconfig=logs.configuration(log or chosen.log),
            log_access=chosen.log_requests if log_requests is None else log_requests,
            log_access_format=logs.REQUEST,
        )
        server.on_startup(Thread(target=_announce, args=(host, port), daemon=True).start)
        server.serve(target_loader=partial(_load, config, Path(counting)), wrap_loader=False)


def _load(config: Path | None, counting: Path) -> Flask:
    """The app, as each worker makes its own.

    A request's environ begins as a copy of the process's (PEP 3333): what is taken out of that is not
    copied each time, and cannot be mistaken for a header.
    """
    _answer_in_batches()
    app = create_app(config, counting=counting)
    for name in os.environ.keys() - {"TZ"}:
        del os.environ[name]
    return app


def _answer_in_batches() -> None:
    """Let this process's threads finish what they have at hand before others of them are woken to go on.

    Else, where all of them share a core, each answer costs two changes between the thread that works it
    out and the one that sends it: sched(7), SCHED_BATCH. Threads started from now on have it too.
    """
    if hasattr(os, "sched_setscheduler"):
        with suppress(OSError):  # not allowed: the answers are the same
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _announce(host: str, port: int) -> None:
    """Say where the app is once it can be reached there; workers start listening in their own time."""
    while True:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            break
        time.sleep(0.01)
    shown = f"[{host}]" if ":" in host else host
    with suppress(OSError):  # whoever read it has gone
        os.write(1, f"Serving http://{shown}:{port}/\n".encode())  # takes no lock that a fork could copy


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Granian shares ports, so it would not notice another server."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            found: int = probe.getsockname()[1]
            return found
    except OSError as error:
        raise AddressInUse(f"cannot serve at {host}:{port}: {error.strerror or error}") from error
