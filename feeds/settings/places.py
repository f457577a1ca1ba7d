"""Addresses and paths in tagwire.toml; each `parse` raises ValueError with what was expected.

Passwords in addresses are refused and never shown: errors are mailed, feeds are published.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import quote, urlsplit, urlunsplit

from feeds.settings.values import unlike

LONGEST_PART = 255  # bytes that common file systems take for one name
PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9_](?:[\w-]*[a-z0-9_])?(?:\.[\w-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.ASCII)
NEVER_IN_ADDRESSES = re.compile(r"[\s\0-\x20\x7f-\x9f\\]")
LEFT_TO_ENCODE = re.compile(r"""[<>"{}|^`]|%(?![0-9a-fA-F]{2})""")  # which browsers do, too
DOTS = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)
WITH_USER = re.compile(r"[^/?#]*//[^/?#]*@")


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class WebAddress(str):
    """An absolute http or https URL, in ASCII up to the path (IDNA), spelled as RFC 3986, 6.2.2 and 6.2.3."""

    EXPECTED: ClassVar = 'an address such as "https://example.org/"'
    INSTEAD: ClassVar = ""  # where they belong

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str):
            raise unlike(cls.EXPECTED, value)
        if WITH_USER.match(value):
            raise ValueError(f"Expected {cls.EXPECTED}, without user and password{cls.INSTEAD}")
        if NEVER_IN_ADDRESSES.search(value):
            raise unlike(f"{cls.EXPECTED}, without spaces and control characters", _masked(value))
        normal = _normal(value)
        if normal is None or not cls.is_fit(normal):
            raise unlike(cls.EXPECTED, _masked(value))
        return cls(normal)

    @classmethod
    def is_fit(cls, normal: str) -> bool:  # noqa: ARG003  # for kinds that are narrower
        """Whether an address in its normal spelling is of this kind."""
        return True


class SiteAddress(WebAddress):
    """An address that others can be put together from: without query and fragment, its path plain."""

    EXPECTED = (
        'an address such as "https://feeds.example.org/" or "https://example.org/feeds/", without "?" and "#"'
    )

    @classmethod
    def is_fit(cls, normal: str) -> bool:
        parts = urlsplit(normal)
        plain = "//" not in parts.path and not any(map(DOTS.fullmatch, parts.path.split("/")))
        return plain and not parts.query and not parts.fragment

    @property
    def base(self) -> str:
        """The address with a closing slash."""
        return self.rstrip("/") + "/"


class _PageAddress(WebAddress):
    INSTEAD = ', which headers = { Authorization = "env:NAME" } can hold'


class Location(str):
    """Where a source is read: a web address, or the path of a file."""

    @classmethod
    def parse(cls, value: object) -> Self:
        if not isinstance(value, str) or not value.strip():
            raise unlike("text in quotes: an address or a file's path", value)
        return cls(_PageAddress.parse(value) if "://" in value else path_of(value))


class StoreAddress(str):
    """Where the store is: "sqlite:///" and the path of a file, or the URL of a database server."""

    FILE = "sqlite:///"
    NO_FILE = re.compile(r":memory:|file:|.*\?")  # in memory, a URI, with options that may lead elsewhere
    SERVER = re.compile(r"(?!sqlite)[a-z][a-z0-9_]*(?:\+[a-z0-9_]+)?://[^\s/][^\s]*")

    @classmethod
    def parse(cls, value: object) -> Self:
        text = value if isinstance(value, str) else ""
        if cls.SERVER.fullmatch(text):
            return cls(text)
        path = text.removeprefix(cls.FILE)
        if path != text and Path(path).name and not cls.NO_FILE.match(path):
            return cls(cls.FILE + str(path_of(path)))
        raise unlike('a file or a database server such as "sqlite:///tagwire.db"', _masked(text) or value)

    @property
    def file(self) -> Path | None:
        """The file of the store; None where it is a server."""
        return Path(self.removeprefix(self.FILE)) if self.startswith(self.FILE) else None

    def within(self, folder: Path) -> StoreAddress:
        """The same, a relative path taken from `folder`."""
        return StoreAddress(f"{self.FILE}{folder / self.file}") if self.file else self


def path_of(value: object) -> Path:
    """The path that `value` is; a leading ~ stands for the home of whoever asks."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise unlike("a path", value)
    path = Path(value)
    if any(len(os.fsencode(part)) > LONGEST_PART for part in path.parts):
        raise unlike(f"a path with names of at most {LONGEST_PART} bytes", value)
    try:
        return path.expanduser() if value.startswith("~") else path
    except RuntimeError as error:
        raise ValueError(f"Expected a path, got {value!r}: {error}") from None


def _normal(value: str) -> str | None:
    """The address as it is spelled normally; None where it is none."""
    try:
        parts = urlsplit(value)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = None if parts.port == PORTS.get(parts.scheme) else parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not HOST.fullmatch(host) or port == 0:
        return None
    named = f"[{host}]" if ":" in host else host
    normal = urlunsplit(parts._replace(netloc=named if port is None else f"{named}:{port}"))
    return LEFT_TO_ENCODE.sub(lambda found: quote(found[0]), normal)


def _masked(value: str) -> str:
    """What an error may show of something that is no address."""
    start, mark, _ = value.partition("?")
    return re.sub(r"[^/\s]*@", "…@", start) + (f"{mark}…" if mark else "")
