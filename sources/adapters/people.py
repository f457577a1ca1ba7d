"""People as bylines, feeds, pages and tables write them."""

from __future__ import annotations

import re

from sources.entry import Person
from sources.markup import plain
from sources.text import clean, squash

_ADDRESS = r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}"
_MAILBOX = re.compile(
    rf"(?:\"(?P<quoted>[^\"<>]*)\"\s*|(?P<plain>[^<>]*))<\s*(?:mailto:)?(?P<mail>{_ADDRESS})\s*>"
    rf"|(?P<of>{_ADDRESS})\s*(?:\((?P<real>[^()]*)\))?"
)
_NO_REPLY = re.compile(r"no-?_?reply", re.IGNORECASE)


def person_of(text: str, *, email: str = "", url: str | None = None) -> Person | None:
    """Whom the text names; None where it is nobody.

    A mailbox is parted into name and address: "Ann <ann@example.org>" (RFC 5322, 3.4),
    "ann@example.org (Ann)" (RSS 2.0). An address alone names by what stands before the @.
    """
    text = text.strip()
    if box := _MAILBOX.fullmatch(text):
        text, email = box["quoted"] or box["plain"] or box["real"] or "", box["mail"] or box["of"]
    email = squash(clean(email))
    reachable = email if "@" in email and not _NO_REPLY.search(email) else None
    name = plain(text) or (reachable or "").partition("@")[0]
    return Person(name=name, email=reachable, url=url) if name else None
