"""Which version of the program this is, and what it makes of given settings."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import metadata


@cache
def version() -> str:
    """As the package says; "0" where it runs from an unpacked tree."""
    try:
        return metadata.version("tagwire")
    except metadata.PackageNotFoundError:
        return "0"


def fingerprint(*settings: object) -> str:
    """Another text wherever the version or these settings, whose `repr` says all of them, differ."""
    return sha256(repr((version(), *settings)).encode()).hexdigest()
