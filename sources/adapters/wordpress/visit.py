"""A visit to a site's API: find it, ask for what is new or changed, remember what was seen.

Two questions a later visit: posts modified since, and posts published since, for a scheduled post appears with
a modification that is older than others already seen. The second reaches back a day, as it may appear late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from sources.adapters.dating import stated
from sources.adapters.loose import at, load, number_at, text_at
from sources.adapters.wordpress.posts import EXPECTED, listing_of, posts_of
from sources.adapters.wordpress.site import (
    Api,
    Collection,
    address,
    collection_at,
    collection_of,
    discover,
    home_of,
    slug_in,
)
from sources.entry import Collected, Document
from sources.errors import FetchError, SourceError, UnreadableDocument
from sources.text import plain
from sources.urls import canonical

PER_PAGE = 100  # the most that the API gives
MOST_PAGES = 10  # of changed posts in one visit; the next visit goes on from there
EMBEDDED = "author,wp:featuredmedia,wp:term"
OVERLAP = {"after": timedelta(days=1), "modified_after": timedelta(seconds=1)}
_FIELDS = {"after": "date", "modified_after": "modified"}
_ORDERS = {"after": "date", "modified_after": "modified"}


class Get(Protocol):
    """Fetches a document, and its headers. Raises FetchError, for an answer like 404 too."""

    def __call__(
        self, url: str, validators: Mapping[str, str], /
    ) -> tuple[Document, Mapping[str, str]]: ...  # noqa: D102 - see the class


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a visit remembers for the next."""

    collection: Collection
    home: str
    title: str | None = None
    since: Mapping[str, datetime] | None = None  # by parameter: the newest date of each kind
    seen: str = ""  # names the posts that the same questions gave

    def validators(self) -> dict[str, str]:
        """As texts that a store can keep."""
        since = {name: moment.isoformat() for name, moment in (self.since or {}).items()}
        title = {"title": self.title} if self.title else {}
        return {"posts": self.collection.url(), "home": self.home, "seen": self.seen, **title, **since}


def remembered(validators: Mapping[str, str]) -> Known | None:
    """What the validators of a visit tell; None when they are not of this adapter."""
    collection = collection_at(validators.get("posts", ""))
    try:
        since = {name: datetime.fromisoformat(validators[name]) for name in OVERLAP}
    except (KeyError, ValueError):
        return None
    home = validators.get("home", "")
    if collection is None or not home:
        return None
    return Known(
        collection=collection,
        home=home,
        title=validators.get("title"),
        since=since,
        seen=validators.get("seen", ""),
    )


def visit(location: str, get: Get, validators: Mapping[str, str], *, pages: int) -> Collected:
    """What is new or changed since the visit of `validators`; on a first visit the newest posts."""
    known = remembered(validators)
    if known is None:
        return _first_visit(location, get, pages)
    try:
        return _later_visit(location, get, known)
    except SourceError:
        try:  # the tag may have been made anew, or the API have moved
            return _first_visit(location, get, pages)
        except SourceError as error:
            raise error from None


def _first_visit(location: str, get: Get, pages: int) -> Collected:
    collection = find(location, get)
    title, home = _of_site(collection.root, get)
    read = _Pages(collection, get, most=pages)
    posts = read.all({})
    listing = listing_of(
        posts, location, collection=collection, home=home, title=title, following=read.following
    )
    since = {name: moment for name in OVERLAP if (moment := _newest(posts, name))}
    known = Known(collection=collection, home=home, title=title, since=since)
    known = replace(known, seen=_digest(_asked_again(posts, since)))
    return Collected(captured=read.captured, validators=known.validators(), listing=listing)


def _later_visit(location: str, get: Get, known: Known) -> Collected:
    read = _Pages(known.collection, get, most=MOST_PAGES)
    since = dict(known.since or {})
    found: dict[int, Any] = {}
    for name, moment in (known.since or {}).items():
        asked = f"{moment - OVERLAP[name]:%Y-%m-%dT%H:%M:%SZ}"
        posts = read.all({name: asked, "orderby": _ORDERS[name], "order": "asc"})
        since[name] = max(moment, _newest(posts, name) or moment)
        found |= {number: post for post in posts if (number := number_at(post, "id"))}
    posts = sorted(found.values(), key=lambda post: text_at(post, "date_gmt"), reverse=True)
    if _digest(posts) == known.seen:
        return Collected(captured=read.captured, validators=known.validators())
    listing = listing_of(
        posts, location, collection=known.collection, home=known.home, title=known.title, partial=True
    )
    known = replace(known, since=since, seen=_digest(_asked_again(posts, since)))
    return Collected(captured=read.captured, validators=known.validators(), listing=listing)
