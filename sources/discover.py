"""The ways to read a place: the page itself, the feeds it declares, its site's API; and which is best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sources.collecting import collect
from sources.entry import Collected, Listing, Source
from sources.errors import SourceError
from sources.fetch import Fetcher

FEEDS_TRIED = 4
SAME_LIST = 0.5  # of the page's articles that another way has to know, to be about the same list


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to read a place. `collected` is None where it failed; `problem` says why it is not taken."""

    source: Source
    name: str
    advantage: str
    collected: Collected | None = None
    problem: str | None = None

    @property
    def listing(self) -> Listing | None:
        """What this way lists."""
        return self.collected.listing if self.collected else None


def ways(source: Source, fetcher: Fetcher) -> list[Way]:
    """All ways to read what the source's location shows, the best one first; those not to be taken last.

    A site's API and its feeds state dates and names that a page only shows, so they come before the
    page, if they list what the page lists: many sites offer one feed for all their tags.
    """
    page = _try(Way(source=source, name="page", advantage="what people see"), fetcher)
    if page.listing is None or page.listing.adapter != "html":
        return [replace(page, name=page.listing.adapter if page.listing else page.name)]
    others = [_judged(_try(way, fetcher), page.listing) for way in _offered(source, page.listing)]
    found = [*others, page]
    return sorted(found, key=lambda way: way.problem is not None)


def _offered(source: Source, listing: Listing) -> Iterator[Way]:
    if listing.api:
        yield Way(
            source=replace(source, adapter="wordpress", url=source.location),
            name="WordPress API",
            advantage="states every date to the second, and tells only what changed",
        )
    for feed in listing.feeds[:FEEDS_TRIED]:
        yield Way(
            source=replace(source, adapter="syndication", location=feed.url, url=source.location),
            name="its own feed",
            advantage="states every date, in few bytes",
        )


def _try(way: Way, fetcher: Fetcher) -> Way:
    try:
        return replace(way, collected=collect(way.source, fetcher=fetcher))
    except SourceError as error:
        return replace(way, problem=str(error))


def _judged(way: Way, page: Listing) -> Way:
    """The way with what speaks against it: it must know most of the articles that the page lists."""
    if way.listing is None:
        return way
    shown = {entry.url for entry in page.entries if entry.url}
    known = {entry.url for entry in way.listing.entries}
    if len(shown & known) >= SAME_LIST * len(shown):
        return way
    return replace(way, problem=f"has {len(shown & known)} of the {len(shown)} articles that the page lists")
