"""Addresses as they are asked for, shown and followed. One parser for all of it: two would disagree."""

from __future__ import annotations

import re

import httpx2

from sources.fetch.failure import Failure

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
SCHEMES = frozenset({"http", "https"})
LAST_PORT = 65535
LONGEST = 8000  # characters; what RFC 9110, 4.1, asks everybody to support


def parsed(address: str | httpx2.URL) -> httpx2.URL:
    """The address, without its fragment. Raises Failure where it is none to fetch from."""
    try:
        url = httpx2.URL(address).copy_with(fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx2.InvalidURL, ValueError):
        raise Failure("not an address; https://host/path is expected") from None
    if url.scheme not in SCHEMES:
        raise Failure(f"only http and https addresses are read, not {url.scheme or 'relative ones'}")
    if url.userinfo:
        raise Failure('no user and password in an address, please: headers can hold them, as "env:NAME"')
    if not host or "%" in host or not 0 < (url.port or 80) <= LAST_PORT or len(str(url)) > LONGEST:
        raise Failure("not an address: a plain host name, a port up to 65535, a path are expected")
    return url


def shown(address: str | httpx2.URL) -> str:
    """The address as messages show it: without user, password and query, which may be secret."""
    try:
        url = httpx2.URL(address)
        start = f"{url.scheme}://{url.netloc.decode('ascii')}"
    except (httpx2.InvalidURL, ValueError):
        return _unparsed(str(address))
    path, query, _ = url.raw_path.decode("ascii").partition("?")
    return f"{start}{path}{'?…' if query else ''}"


def redirected(url: httpx2.URL, location: str | None, *, before: list[httpx2.URL], most: int) -> httpx2.URL:
    """Where a redirect at `url` leads (RFC 9110, 10.2.2); `before` holds all addresses asked, `url` last.

    Raises Failure when it leads nowhere, in a circle, on for too long, or from https to http.
    """
    if not location:
        raise Failure("a redirect that does not say where to")
    try:
        target = parsed(url.join(location.strip()))
    except (httpx2.InvalidURL, ValueError):
        raise Failure("a redirect to something that is not an address") from None
    if target in before:
        raise Failure(f"redirects in a circle, back to {shown(target)}")
    if len(before) > most:
        raise Failure(f"more than {most} redirects")
    if url.scheme == "https" and target.scheme == "http":
        raise Failure(f"redirects from https to {shown(target)}, which anybody could read and change")
    return target


def _unparsed(address: str) -> str:
    """What is left of something that is no address when all that may be secret is gone."""
    bare = re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/]*@", r"\1//", address.partition("?")[0])
    return "".join(character if character.isprintable() else "�" for character in bare)[:200]
