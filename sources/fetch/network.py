"""Connections, only to addresses that were checked, and no wait longer than the budget.

The check stands where the connection is made: after DNS, for every redirect, and the address
connected to is the very one that was checked, so that a name cannot be bound anew in between.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import Any

import httpcore2

from sources.fetch.addresses import forbidden, forbidden_name
from sources.fetch.budget import note_connection, within
from sources.fetch.failure import Failure

Resolve = Callable[[str, int], Sequence[str]]  # (host, port) -> numeric addresses


def look_up(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedNetwork(httpcore2.NetworkBackend):
    """Connects to public addresses; to any where `allow_private`."""

    def __init__(self, *, allow_private: bool, resolve: Resolve = look_up) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address that answers. Raises Failure and httpcore2's errors."""
        note_connection()
        *others, last = self._addresses(host, port, timeout)
        for address in others:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(last, port, timeout, local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float | None, *options: Any) -> _TimedStream:
        return _TimedStream(self._plain.connect_tcp(address, port, within(timeout), *options))

    def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        if not self._allow_private and (rule := forbidden_name(host)):
            raise _refusal(host, rule)
        try:
            addresses = list(_in_time(lambda: self._resolve(host, port), within(timeout)))
        except TimeoutError:
            raise Failure("its host name is not found in time") from None
        except socket.gaierror as error:
            again = error.errno == socket.EAI_AGAIN
            raise Failure("its host name cannot be looked up now" if again else "no such host") from None
        except (OSError, ValueError):  # a label too long for the codec, a NUL
            raise Failure("no such host") from None
        if not addresses:
            raise Failure("no such host")
        if not self._allow_private:
            _refuse_forbidden(addresses)
        return addresses


def _in_time(resolve: Callable[[], Sequence[str]], timeout: float | None) -> Sequence[str]:
    """What `resolve` gives or raises; TimeoutError when it takes longer: the system's knows no limit."""
    found: Future[Sequence[str]] = Future()

    def look() -> None:
        try:
            found.set_result(resolve())
        except Exception as error:  # noqa: BLE001  # raised where it is waited for
            found.set_exception(error)

    Thread(target=look, name="look up", daemon=True).start()
    return found.result(timeout)


def _refuse_forbidden(addresses: Iterable[str]) -> None:
    """One forbidden address among public ones is refused as well: no site of the public web has it."""
    for address in addresses:
        if rule := forbidden(address):
            raise _refusal(address, rule)


def _refusal(address: str, rule: str) -> Failure:
    return Failure(f"refused: {address} is {rule}; [fetch] allow_private = true would permit it")


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every wait is cut to what the running budget allows: against slow drips."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, within(timeout)))
        except Failure:
            self._stream.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
