"""A visit to a site's API: find it, ask for what is new or changed, remember what was seen.

A later visit asks twice: for posts modified since, and for posts published since, as a scheduled post appears
with a modification that is older than others already seen. The second reaches back a day: it may be late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from sources.adapters.dating import stated
from sources.adapters.loose import load, number_at, text_at
from sources.adapters.wordpress.posts import EXPECTED, listing_of, posts_of
from sources.adapters.wordpress.site import (
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
from sources.markup import plain
from sources.urls import canonical

PER_PAGE = 100  # the most that the API gives
MOST_PAGES = 10  # of changed posts in one visit; the next visit goes on from there
EMBEDDED = "author,wp:featuredmedia,wp:term"
OVERLAP = {"after": timedelta(days=1), "modified_after": timedelta(seconds=1)}
DATED_BY = {"after": "date", "modified_after": "modified"}


class Get(Protocol):
    """Fetches a document, and its headers. Raises FetchError, for an answer like 404 too."""

    def __call__(self, url: str, validators: Mapping[str, str], /) -> tuple[Document, Mapping[str, str]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a visit remembers for the next."""

    collection: Collection
    home: str
    since: Mapping[str, datetime]  # by parameter: the newest date of its kind
    title: str | None = None
    seen: str = ""  # names the posts that the same questions gave

    def validators(self) -> dict[str, str]:
        """As texts that a store can keep."""
        since = {name: moment.isoformat() for name, moment in self.since.items()}
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
    except SourceError as error:
        if isinstance(error, FetchError) and error.retry_after:
            raise
        try:  # the tag may have been made anew, or the API have moved
            return _first_visit(location, get, pages)
        except SourceError:
            raise error from None


def find(location: str, get: Get) -> Collection:
    """The posts that an address means: one of the API, or of an archive page whose site declares its API.

    Raises SourceError when there is no API, or nothing in it that the page stands for.
    """
    if collection := collection_at(location):
        return collection
    document, headers = get(location, {})
    api = discover(headers, document.data, document.base_url or location)
    if api is None:
        raise UnreadableDocument(f"{location}: declares no WordPress API; {EXPECTED}")
    if api.route and (collection := collection_of(api.root, api.route)):
        return collection
    slug = slug_in(location, home_of(api.root))
    return _of_term(location, slug, api.root, get) if slug else Collection(root=api.root)


def _of_term(location: str, slug: str, root: str, get: Get) -> Collection:
    """The posts of the tag, else of the category, with that slug."""
    for kind in ("tags", "categories"):
        document, _ = get(address(root, f"wp/v2/{kind}", {"slug": slug, "_fields": "id,slug"}), {})
        number = number_at(load(document, EXPECTED), 0, "id")
        if number is not None:
            return Collection(root=root, filters=((kind, str(number)),))
    raise UnreadableDocument(f"{location}: its site has no tag and no category {slug!r}; {EXPECTED}")


def _of_site(root: str, get: Get) -> tuple[str | None, str]:
    """The site's name and front page, as far as its API says so."""
    try:
        document, _ = get(address(root, "", {"_fields": "name,home"}), {})
        index = load(document, "the index of a WordPress API")
    except SourceError:
        return None, home_of(root)
    home = canonical(text_at(index, "home").rstrip("/") + "/")
    return plain(text_at(index, "name")) or None, home or home_of(root)


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
    since = dict(known.since)
    found: list[Any] = []
    for name, moment in known.since.items():
        asked = f"{moment - OVERLAP[name]:%Y-%m-%dT%H:%M:%SZ}"
        posts = read.all({name: asked, "orderby": DATED_BY[name], "order": "asc"})
        since[name] = max(moment, _newest(posts, name) or moment)
        found += posts
    found.sort(key=lambda post: text_at(post, "date_gmt"), reverse=True)
    posts = _once(found)
    renewed = replace(known, since=since, seen=_digest(_asked_again(posts, since)))
    listing = None
    if posts and _digest(posts) != known.seen:
        listing = listing_of(
            posts, location, collection=known.collection, home=known.home, title=known.title, partial=True
        )
    return Collected(captured=read.captured, validators=renewed.validators(), listing=listing)


class _Pages:
    """Reads the pages of a collection's lists, at most so many of each."""

    def __init__(self, collection: Collection, get: Get, *, most: int) -> None:
        self._collection = collection
        self._get = get
        self._most = most
        self.captured = datetime.now(UTC)
        self.following: str | None = None  # the address of the page after the last one read

    def all(self, parameters: Mapping[str, str | int]) -> list[Any]:
        """The posts of the list with these parameters, each once."""
        posts: list[Any] = []
        for page in range(1, self._most + 1):
            document, headers = self._get(self._url(parameters, page), {})
            self.captured = document.captured
            posts += (batch := posts_of(document))
            if page >= _pages_in(headers, batch, page):
                self.following = None
                break
        else:
            self.following = self._url(parameters, self._most + 1)
        return _once(posts)

    def _url(self, parameters: Mapping[str, str | int], page: int) -> str:
        return self._collection.url(**parameters, per_page=PER_PAGE, page=page, _embed=EMBEDDED)


def _pages_in(headers: Mapping[str, str], batch: Sequence[Any], page: int) -> int:
    """How many pages there are; where a proxy drops the header, one more as long as they are full."""
    stated = {name.lower(): value for name, value in headers.items()}.get("x-wp-totalpages", "").strip()
    if stated.isascii() and stated.isdigit():
        return int(stated)
    return page + (len(batch) >= PER_PAGE)


def _once(posts: Sequence[Any]) -> list[Any]:
    """Each post once, as it was seen first: lists shift while their pages are read."""
    return list({number_at(post, "id") or id(post): post for post in reversed(posts)}.values())[::-1]


def _dated(post: Any, name: str) -> datetime | None:
    found = stated(f"{text_at(post, f'{DATED_BY[name]}_gmt')}Z")
    return found.instant if found else None


def _newest(posts: Sequence[Any], name: str) -> datetime | None:
    return max(filter(None, (_dated(post, name) for post in posts)), default=None)


def _asked_again(posts: Sequence[Any], since: Mapping[str, datetime]) -> list[Any]:
    """Those of the posts that the questions of the next visit give again, if nothing changes."""
    return [
        post
        for post in posts
        if any((own := _dated(post, name)) and own > at - OVERLAP[name] for name, at in since.items())
    ]


def _digest(posts: Sequence[Any]) -> str:
    """What tells these posts, in these versions, from any others."""
    versions = sorted(f"{number_at(post, 'id')} {text_at(post, 'modified_gmt')}" for post in posts)
    return sha256("\n".join(versions).encode()).hexdigest()
