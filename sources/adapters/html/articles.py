"""From a page's records to entries."""

from __future__ import annotations

from collections.abc import Sequence

from sources.adapters.html.anatomy import Anatomy
from sources.adapters.html.context import completed
from sources.adapters.html.fields.aliases import aliases_of
from sources.adapters.html.fields.authors import authors_of
from sources.adapters.html.fields.dates import dates_of
from sources.adapters.html.fields.image import image_of
from sources.adapters.html.fields.permalink import permalink_of
from sources.adapters.html.fields.prose import content_of, excerpt_of
from sources.adapters.html.fields.tags import tags_of
from sources.adapters.html.fields.title import title_of
from sources.adapters.html.page import Page
from sources.adapters.html.records import Record
from sources.adapters.html.selectors import Selectors
from sources.credits import split_credits
from sources.dates import find_in_text
from sources.entry import Entry

_PROSE = 1000  # characters of an excerpt in which a date is looked for where nothing else says it


def entries_of(
    records: Sequence[Record], page: Page, *, site: str | None, selectors: Selectors
) -> list[Entry]:
    """The entries of the records, in their order; `site` is the address of the site's front."""
    entries = [
        selectors.applied(_entry(record.dissect(page), record.url, page, site), record.nodes, page)
        for record in records
    ]
    return completed(entries, records, page)


def _entry(anatomy: Anatomy, url: str | None, page: Page, site: str | None) -> Entry:
    url = url or permalink_of(anatomy, page)
    title = title_of(anatomy, url, page.language)
    authors = authors_of(anatomy, page)
    excerpt, named = split_credits(
        excerpt_of(anatomy, title, page.language, {person.name for person in authors}) or ""
    )
    dates = dates_of(anatomy, url, page.language)
    return Entry(
        url=url,
        title=title,
        excerpt=excerpt or None,
        content=content_of(anatomy, page),
        dates=dates.published or find_in_text(excerpt[:_PROSE], page.language),
        updated=dates.updated,
        authors=authors,
        tags=tags_of(anatomy),
        credits=named,
        image=image_of(anatomy, page),
        aliases=aliases_of(anatomy, site),
        language=page.language,
    )
