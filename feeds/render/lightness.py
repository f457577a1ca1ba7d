"""How a list of feeds stays light: the longer it is, the less it says of each feed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from gzip import compress
from html import escape, unescape

from sources.text import shorten

BUDGET = 49_000  # bytes, gzipped about as documents are that change with the next article
EFFORT = 4

LISTS = '<ul class="feeds"'  # what stands before the first of them is never left out
HEADLINE = re.compile(r'(<p class="headline"[^>]*>)([^<]*)(</p>\n)')
ADDRESS = re.compile(r"<code>[^<]*</code>\n")
HOUR = re.compile(r'(<time datetime="\d{4,}-\d\d-\d\d)T[^"]*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much is said of each feed."""

    headline: int  # characters of the newest article's headline; with 0, its hour goes too
    address: bool  # in letters, beside the links that have it too


LONGEST = 120
DETAILS = (
    Detail(headline=LONGEST, address=True),
    Detail(headline=LONGEST, address=False),
    Detail(headline=80, address=False),
    Detail(headline=50, address=False),
    Detail(headline=0, address=True),
    Detail(headline=0, address=False),
)


def lightened(page: str) -> bytes:
    """The page of all feeds, as UTF-8: in the first of `DETAILS` within the budget, else in the last."""
    document = page.encode()
    for detail in DETAILS:
        if detail is not DETAILS[0]:
            document = _with(detail, page).encode()
        if len(compress(document, compresslevel=EFFORT, mtime=0)) <= BUDGET:
            break
    return document


def _with(detail: Detail, page: str) -> str:
    before, found, lists = page.partition(LISTS)
    if not detail.address:
        lists = ADDRESS.sub("", lists)
    if not detail.headline:
        return before + found + HOUR.sub(r"\1", HEADLINE.sub("", lists))

    def cut(headline: re.Match[str]) -> str:
        words = shorten(unescape(headline[2]), detail.headline)
        return f"{headline[1]}{escape(words)}{headline[3]}"

    return before + found + HEADLINE.sub(cut, lists)
