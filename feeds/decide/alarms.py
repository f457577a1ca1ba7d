"""Yields that cannot be right: a page that changed its layout must not empty a feed in silence.

A source is measured by what it usually lists. When it lists far less, or the same article again
and again, its listing is not taken: the last good entries stay, and the visit counts as failed.
Every yield is remembered, alarming or not, so that a source which has really grown small is
believed once most of its remembered visits say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from sources.entry import Entry

REMEMBERED = 9  # visits by which a source is measured: five that agree outvote four
TELLING = 5  # articles: a source that usually lists fewer may list any number
FAR_FEWER = 0.4  # of the usual yield
REPEATED = 0.5  # of a listing that are one article again


def alarm(listed: Sequence[Entry], distinct: int, yields: Sequence[int]) -> str | None:
    """Why this listing is not to be taken, in words, or None.

    `listed` are its entries as they stand, `distinct` how many different articles these are,
    `yields` the numbers of different articles of the last visits, the latest last.
    """
    if len(listed) >= TELLING and distinct <= REPEATED * len(listed):
        return f"lists {len(listed)} articles of which only {distinct} differ; its layout may have changed"
    usual = median(yields[-REMEMBERED:]) if yields else 0
    if usual >= TELLING and distinct < FAR_FEWER * usual:
        what = f"lists {distinct} article{'s' * (distinct != 1)} where it usually lists {usual:g}"
        return f"{what}; its layout may have changed"
    return None


def remember(yields: Sequence[int], distinct: int) -> tuple[int, ...]:
    """The yields to keep after a visit; the first one stands for all that are not there."""
    return (*(yields or (distinct,) * REMEMBERED), distinct)[-REMEMBERED:]
