"""The headers of a request: who we are, what we know already, what the settings add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from sources.fetch.failure import Failure
from sources.version import version

PRODUCT = "Tagwire"  # what robots.txt calls us
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml;q=0.9, application/atom+xml;q=0.9, "
    "application/feed+json;q=0.9, application/json;q=0.8, */*;q=0.5"
)
CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
KEPT_HEADERS = ("content-type", "content-language", "link", "x-wp-total", "x-wp-totalpages")

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.1
_VALUE = re.compile(r"[!-~](?:[ -~\t]*[!-~])?")  # RFC 9110, 5.5, less what is obsolete
_FROM_ENVIRONMENT = "env:"


def user_agent(contact: str | None) -> str:
    """Product, version and whom to write to."""
    product = f"{PRODUCT}/{version()}"
    return f"{product} (+{quote(contact, safe=':/?#[]@!$&*+,;=%~ ')})" if contact else product


def of_ourselves(contact: str | None) -> dict[str, str]:
    """What every request carries."""
    return {"User-Agent": user_agent(contact), "Accept": ACCEPT, "Accept-Encoding": "gzip, br, zstd"}


def from_settings(headers: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """The headers a source adds; "env:NAME" is the value of that variable. Raises Failure."""
    return {name: _value(name, value, environment) for name, value in headers.items()}


def conditions(validators: Mapping[str, str], url: str) -> dict[str, str]:
    """If-None-Match and If-Modified-Since, for the address whose validators they are and no other."""
    if validators.get("url") != url:
        return {}
    return {header: validators[name] for name, header in CONDITIONS.items() if name in validators}


def validators_in(headers: Mapping[str, str]) -> dict[str, str]:
    """The validators that an answer carries, where they can be sent back."""
    found = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
    return {name: value for name, value in found.items() if value and _VALUE.fullmatch(value)}


def _value(name: str, value: str, environment: Mapping[str, str]) -> str:
    """Never shown: it may be a secret."""
    if value.startswith(_FROM_ENVIRONMENT):
        variable = value.removeprefix(_FROM_ENVIRONMENT)
        value = environment.get(variable, "")
        if not value:
            raise Failure(f"headers.{name}: the environment variable {variable} is not set")
    if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
        raise Failure(f"headers.{name}: not a header: one line of ASCII text is expected")
    return value
