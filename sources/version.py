"""Which version of the program this is."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache
def version() -> str:
    """As the package says; "0" where it runs from an unpacked tree."""
    try:
        return metadata.version("tagwire")
    except metadata.PackageNotFoundError:
        return "0"
