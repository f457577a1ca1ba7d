"""The pages for people: all feeds, one feed, and the one that says "not found".

Every page works without JavaScript and asks nothing of another site; its own links are relative,
so that the site may live under a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from feeds.record import (
    ALL,
    MEDIA_TYPES,
    PAGE_POLICY,
    Channel,
    Kind,
    Record,
    Site,
    page_path,
    tag_slug,
    uri,
)
from feeds.render import emblem, localise
from feeds.render.body import attribution_html, fragment_of, headline, local, paragraphs, unbroken
from feeds.render.fragment import Fragment, newest_first
from feeds.render.lightness import LONGEST, lightened
from feeds.render.summary import FeedSummary
from feeds.render.wording import language_of_words, wording_for
from sources.entry import DateBasis
from sources.text import shorten

STATIC = ("tagwire.css", "tagwire.js", "tagwire.svg", emblem.ICON, emblem.LOGO)

ROOT = "\0"  # in articles, where a page's way to the root of the site goes; no text holds it
NO_TAGS = re.compile(rb'<ul class="tags"[^>]*>\n</ul>\n')
SOURCES = 3  # so many are named in the line of a feed, the others counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which a feed is offered."""

    name: str
    suffix: str
    type: str


FORMATS = (  # the preferred one first: what finds several takes the first
    Format(name="RSS", suffix="xml", type=MEDIA_TYPES["xml"]),
    Format(name="Atom", suffix="atom", type=MEDIA_TYPES["atom"]),
    Format(name="JSON", suffix="json", type=MEDIA_TYPES["json"]),
)


def index_page(site: Site, feeds: Iterable[FeedSummary]) -> bytes:
    """`/`: the feeds by group, in the order given, and of each as much as keeps the page light."""
    listed = list(feeds)
    page = _page(
        "index.html",
        language=site.language,
        root="",
        site=site,
        groups=_by_group(listed),
        offered=_offered(listed),
    )
    return lightened(page)


def tag_page(channel: Channel, fragments: Iterable[Fragment]) -> bytes:
    """The channel's page: what its feed, or that archive of it, holds, the newest first."""
    given = newest_first(fragments)
    root = "../" * page_path(channel.slug, channel.archive).count("/")
    return _page(
        "tag.html",
        language=channel.site.language,
        root=root,
        channel=channel,
        articles=_without_own_tag(channel, b"".join(one.page for one in given)).decode().replace(ROOT, root),
        estimated=any(one.is_estimated for one in given),
        offered=channel,
    ).encode()


def article(site: Site, record: Record) -> bytes:
    """The record on the page of any feed, with `ROOT` for the way to the site's root."""
    return _article(language_of_words(site.language))(site, record, ROOT).encode()


def not_found_page(site: Site, feeds: Iterable[FeedSummary] = ()) -> bytes:
    """What stands where nothing is; `feeds` as for `index_page`, to announce one of them.

    It answers at any depth, so its links start at the root of the host.
    """
    root = uri(urlsplit(site.base).path)
    offered = _offered(list(feeds))
    return _page("not_found.html", language=site.language, root=root, site=site, offered=offered).encode()


def static_files() -> Mapping[str, bytes]:
    """What the pages refer to: path below the site's address -> bytes."""
    folder = files("feeds.render") / "static"
    return {f"static/{name}": (folder / name).read_bytes() for name in STATIC}


def _without_own_tag(channel: Channel, articles: bytes) -> bytes:
    """What has a tag need not say so on the page of that tag."""
    own = f'<li><a href="{ROOT}{uri(page_path(channel.slug))}">'.encode()
    before, *others = articles.split(own)
    return NO_TAGS.sub(b"", before + b"".join(other.partition(b"</li>\n")[2] for other in others))


def _by_group(feeds: Iterable[FeedSummary]) -> dict[Kind, list[FeedSummary]]:
    """The groups that hold a feed, and their feeds in the order given."""
    groups: dict[Kind, list[FeedSummary]] = {}
    for feed in feeds:
        groups.setdefault(feed.group, []).append(feed)
    return groups


def _offered(feeds: list[FeedSummary]) -> Channel | None:
    """The feed that a page about all of them announces: everything, else the first."""
    channels = [feed.channel for feed in feeds]
    return next((channel for channel in channels if channel.slug == ALL), channels[0] if channels else None)


def _page(template: str, *, language: str, **values: object) -> str:
    worded = language_of_words(language)
    return _environment(worded).get_template(template).render(language=language, worded=worded, **values)


@cache
def _article(worded: str) -> Callable[[Site, Record, str], str]:
    """A macro: calling it costs less than a template of its own."""
    template = _environment(worded).get_template("article.html").make_module({"worded": worded})
    macro: Callable[[Site, Record, str], str] = template.article  # type: ignore[attr-defined]
    return macro


@cache
def _environment(worded: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("feeds.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(wording_for(worded), newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(uri=uri, shorten=shorten, unbroken=unbroken)
    environment.globals.update(
        attribution_html=attribution_html,
        fragment_of=fragment_of,
        headline=headline,
        local=local,
        localise=localise,
        paragraphs=paragraphs,
        tag_slug=tag_slug,
        ALL=ALL,
        FORMATS=FORMATS,
        Kind=Kind,
        LONGEST=LONGEST,
        POLICY=PAGE_POLICY,
        SOURCES=SOURCES,
        STATED=DateBasis.STATED,
    )
    return environment
