"""What feeds are called, and what the list of feeds says of each: how much it holds, its newest article, and
whose articles they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from feeds.record import ALL, Channel, Kind, Site, month_begin
from feeds.render import localise
from feeds.render.fragment import Fragment, newest_first
from feeds.render.summary import FeedSummary
from feeds.render.wording import wording_for
from feeds.selection import Archive, Feed, count, linked, listed, newest_by_month, sources_of
from feeds.settings import Settings
from feeds.store import book


def site_of(settings: Settings) -> Site:
    """The publication, as the settings have it."""
    site, publish = settings.site, settings.publish
    return Site(
        title=site.title,
        base=site.base,
        language=site.language,
        timezone=site.timezone,
        max_age=publish.max_age,
        full_content=publish.content == "full",
        hubs=tuple(site.hubs),
    )


def contents_of(
    db: Connection, feeds: Sequence[Feed], current: Sequence[Sequence[Fragment]], limit: int
) -> dict[str, book.Content]:
    """What to say of feeds, by slug; the newest entries of each, `limit` at most, are the `current` ones."""
    sources = sources_of(db, feeds)
    return {
        feed.slug: _content_of(db, feed, carried, sources[feed.slug], limit)
        for feed, carried in zip(feeds, current, strict=True)
    }


def _content_of(
    db: Connection, feed: Feed, current: Sequence[Fragment], sources: Collection[str], limit: int
) -> book.Content:
    newest = next(iter(newest_first(current)), None)
    return book.Content(
        kind=feed.kind,
        label=feed.label,
        entries=len(current) if len(current) < limit else count(db, feed.selection),
        newest=newest.published if newest else None,
        headline=newest.headline if newest else "",
        sources=tuple(sorted(sources)),
    )


def channel_of(site: Site, slug: str, state: book.FeedState, content: book.Content) -> Channel:
    """The head of a feed that is in the book."""
    label = content.label
    gettext = wording_for(site.language).gettext
    description = {
        Kind.ALL: gettext("Everything that %(site)s collects."),
        Kind.SOURCE: gettext("Articles from %(label)s, collected by %(site)s."),
        Kind.SELECTION: gettext("Articles selected as “%(label)s”, collected by %(site)s."),
        Kind.TAG: gettext("Articles tagged “%(label)s”, collected by %(site)s."),
    }[content.kind]
    return Channel(
        site=site,
        id=state.id,
        slug=slug,
        label=label,
        title=label if slug == ALL else f"{label} – {site.title}",
        description=description % {"label": label, "site": site.title},
        created=state.created,
    )


def archive_channels(channel: Channel, archives: Sequence[Archive]) -> dict[str, Channel]:
    """The heads of a feed's archives, the oldest first, by name; `channel` is that of the feed."""
    language = channel.site.language
    return {
        one.name: replace(channel, archive=one.name, older=older, newer=newer, period=_period(one, language))
        for one, (older, newer) in zip(archives, linked(archives).values(), strict=True)
    }


def current_channel(channel: Channel, archives: Sequence[Archive]) -> Channel:
    """The head of a feed's current document, which leads to the archives, the oldest first."""
    newest = reversed(newest_by_month(archives).values())
    past = [(one.name, _month(one, channel.site.language)) for one in newest]
    return replace(channel, older=archives[-1].name if archives else None, past=tuple(past))


def _period(archive: Archive, language: str) -> str:
    """In words: "septembre 2026", then "septembre 2026, partie 2"."""
    month = _month(archive, language)
    if archive.part == 1:
        return month
    return wording_for(language).gettext("%(month)s, part %(part)s") % {"month": month, "part": archive.part}


def _month(archive: Archive, language: str) -> str:
    return localise.month(month_begin(archive.month), language)


def summaries(db: Connection, settings: Settings, site: Site) -> list[FeedSummary]:
    """One line a feed that is published, in the order of lists."""
    titles = {source.name: source.origin_name for source in settings.source}
    return [
        FeedSummary(
            channel=channel_of(site, slug, state, content),
            count=content.entries,
            newest=content.newest,
            group=content.kind,
            headline=content.headline,
            sources=_titled(content.sources, titles),
        )
        for slug, state in listed(db, settings).items()
        if (content := state.content)
    ]


def _titled(names: Sequence[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The titles of sources in the order of the settings, then the names of former ones."""
    return (
        *(title for name, title in titles.items() if name in names),
        *(name for name in names if name not in titles),
    )
