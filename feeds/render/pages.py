"""The pages for people: all feeds, one feed, and the one that says "not found".

Every page works without JavaScript and asks nothing of another site; its own links are relative,
so that the site may live under a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from feeds.record import Channel, Record, tag_slug
from feeds.render import localise
from feeds.render.body import attribution_html, fragment_of, headline, local, newest_first, paragraphs, uri
from feeds.render.resilience import sparing_the_rest
from feeds.render.site import FeedSummary, Site
from feeds.render.wording import wording_for
from sources.entry import DateBasis

STATIC = ("tagwire.css", "tagwire.svg")

ESTIMATED = frozenset({DateBasis.TEXT, DateBasis.ORDER, DateBasis.FIRST_SEEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which a feed is offered."""

    name: str
    suffix: str
    type: str


FORMATS = (  # the preferred one first: what finds several takes the first
    Format(name="RSS", suffix="xml", type="application/rss+xml"),
    Format(name="Atom", suffix="atom", type="application/atom+xml"),
    Format(name="JSON", suffix="json", type="application/feed+json"),
)


def index_page(site: Site, feeds: Iterable[FeedSummary]) -> bytes:
    """`/`: the feeds in the order given."""
    listed = list(feeds)
    return _page(
        "index.html", language=site.language, root="", site=site, feeds=listed, offered=_offered(listed)
    )


@sparing_the_rest
def tag_page(channel: Channel, records: Iterable[Record]) -> bytes:
    """The channel's page: what its feed holds, the newest first."""
    return _page(
        "tag.html",
        language=channel.language,
        root="../" * channel.page.removeprefix(channel.base).count("/"),
        channel=channel,
        records=newest_first(records),
        offered=channel,
    )


def not_found_page(site: Site, feeds: Iterable[FeedSummary] = ()) -> bytes:
    """What stands where nothing is; `feeds` as for `index_page`, to announce one of them.

    It answers at any depth, so its links start at the root of the host.
    """
    root = uri(urlsplit(site.base).path)
    return _page(
        "not_found.html", language=site.language, root=root, site=site, offered=_offered(list(feeds))
    )


def static_files() -> Mapping[str, bytes]:
    """What the pages refer to: path below the site's address -> bytes."""
    folder = files("feeds.render") / "static"
    return {f"static/{name}": (folder / name).read_bytes() for name in STATIC}


def _offered(feeds: list[FeedSummary]) -> Channel | None:
    """The feed that a page about all of them announces: everything, else the first."""
    channels = [feed.channel for feed in feeds]
    return next((channel for channel in channels if channel.slug == "all"), channels[0] if channels else None)


def _page(template: str, *, language: str, **values: object) -> bytes:
    page = _environment().get_template(template)
    return page.render(language=language, words=wording_for(language), **values).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("feeds.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["uri"] = uri
    environment.globals.update(
        tag_slug=tag_slug,
        FORMATS=FORMATS,
        ESTIMATED=ESTIMATED,
        STATED=DateBasis.STATED,
        attribution_html=attribution_html,
        fragment_of=fragment_of,
        headline=headline,
        local=local,
        localise=localise,
        paragraphs=paragraphs,
    )
    return environment
