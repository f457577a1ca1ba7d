"""Numbers in addresses under which sites keep their articles, whatever else the address says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_POST = re.compile(r"(?:^|&)(p|page_id|id|article|story|news_?id|aid|nid)=(\d+)(?:&|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[a-z]?(\d{5,})(?![0-9A-Za-z])")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

Number = tuple[str, str]  # whose, and which


def article_numbers(names: Iterable[str]) -> frozenset[Number]:
    """The numbers of articles in the names that are addresses: `?p=17`, or five digits and more in the
    last part of the path. A day such as 20251024 is none.
    """
    return frozenset(number for name in names for number in _numbers(name))


def _numbers(name: str) -> Iterable[Number]:
    if not name.startswith(("http://", "https://")):
        return
    parts = urlsplit(name)
    if post := _POST.search(parts.query):
        yield f"{parts.netloc}?{post[1]}", post[2]
    last = parts.path.rstrip("/").rpartition("/")[2]
    found = [number for number in _NUMBER.findall(last) if not _DAY.fullmatch(number)]
    if len(found) == 1:
        yield parts.netloc, found[0]


def differ(before: Iterable[Number], after: Iterable[Number]) -> bool:
    """Whether a site keeps the two under different numbers."""
    known = dict(before)
    return any(known.get(whose, which) != which for whose, which in after)
