"""The beginning of every id that a site mints (RFC 4151)."""

from __future__ import annotations

import re
from datetime import date
from typing import Self
from urllib.parse import quote, urlsplit

from feeds.settings.values import unlike

DNS_NAME = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
IN_SPECIFIC = "/?:@!$&'()*+,;=~"  # beside letters, digits, ".", "-", "_" and percent-encoding


class TagPrefix(str):
    """The beginning of a tag: URI (RFC 4151, 2.1): "tag:AUTHORITY,DATE:" and what follows, if anything."""

    PATTERN = re.compile(
        rf"tag:(?:[\w.-]+@)?{DNS_NAME},(\d{{4}}(?:-\d\d){{0,2}}):(?:[\w.{re.escape(IN_SPECIFIC)}-]|%[0-9a-f]{{2}})*",
        re.ASCII | re.IGNORECASE,
    )

    @classmethod
    def parse(cls, value: object) -> Self:
        found = cls.PATTERN.fullmatch(value) if isinstance(value, str) else None
        if found is None or not _is_date(found[1]):
            raise unlike('a tag: prefix such as "tag:example.org,2026:"', value)
        return cls(found[0])

    @classmethod
    def of(cls, address: str, year: int) -> Self:
        """One that no other site has: made of the site's address, path and all, since a host may carry
        several sites; by chance where the host is a name that others use as well, as 127.0.0.1 is.
        """
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        if "." not in host or re.fullmatch(r"[\d.]+", host) or not re.fullmatch(DNS_NAME, host):
            import secrets

            return cls(f"tag:tagwire.invalid,{year}:{secrets.token_hex(4)}/")
        port = str(parts.port or "")
        place = "/".join(filter(None, (port, quote(parts.path.strip("/"), safe=IN_SPECIFIC + "%"))))
        return cls(f"tag:{host},{year}:{place + '/' if place else ''}")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
