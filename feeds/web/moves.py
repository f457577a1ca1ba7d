"""Old addresses: from what is asked for to where it stands today. Pure.

Feeds are asked for as other publishers place them (WordPress: /feed/, /tag/SLUG/feed/atom/), by the
label that people read, in another letter case, without a suffix, and by slugs that they had before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feeds.publish.addresses import slugs_named
from feeds.record import ALL, document_path, page_path
from feeds.web.publication import Publication

PREFERRED = "xml"
FORMATS = {  # as addresses name them -> the suffix of our documents
    "xml": "xml", "rss": "xml", "rss2": "xml", "rdf": "xml", "atom": "atom", "json": "json",
}  # fmt: skip
WHOLE = {"feed", "feeds", "rss", "rss2", "rdf", "atom"}  # what publishers call the feed of everything
TAGS = {"tag", "tags", "category"}
LONGEST = 300  # characters; no name of a feed comes near


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What an address asks for: a feed in the format of `suffix`, or its page where that is None.

    `name` is the feed's in the words of whoever wrote the address; of a source's feed where `folder` says so.
    """

    name: str
    folder: str = ""
    suffix: str | None = None
    archive: str | None = None

    def slugs(self) -> Iterator[str]:
        """The slugs that the name may stand for."""
        slugs = [self.name.lower()] if self.folder else slugs_named(self.name)
        yield from (self.folder + slug for slug in slugs)

    def path(self, slug: str) -> str:
        """Where that is below the site's address, if the feed has this slug."""
        return document_path(slug, self.suffix, self.archive) if self.suffix else page_path(slug)


def place_of(path: str) -> Place | None:
    """What a path below the site's address asks for, by its form; None where it has none of these forms."""
    first, *rest = [part for part in path.split("/") if part] or [""]
    if len(path) > LONGEST:
        return None
    if first.lower() in TAGS and rest:
        return _of_a_tag(rest)
    return _in_feeds(rest) if first.lower() == "feeds" and rest else _whole([first, *rest])


def moved_to(place: Place, publication: Publication) -> Iterator[str]:
    """The paths that took its place, where the feed had another slug once."""
    former = publication.former
    return (place.path(former[slug]) for slug in place.slugs() if slug in former)


def is_gone(place: Place, publication: Publication) -> bool:
    """Whether a feed stood there that will not come back."""
    return not publication.gone.isdisjoint(place.slugs())


def _of_a_tag(parts: list[str]) -> Place | None:
    """SLUG, SLUG/feed, SLUG/feed/atom, SLUG/page/2, and the same below source."""
    folder, (name, *words) = _in_folder(parts)
    match [word.lower() for word in words]:
        case [] | ["page", _]:
            return Place(name=name, folder=folder)
        case ["feed"]:
            return Place(name=name, folder=folder, suffix=PREFERRED)
        case ["rss" | "atom" as word] | ["feed", word] if word in FORMATS:
            return Place(name=name, folder=folder, suffix=FORMATS[word])
    return None


def _in_feeds(parts: list[str]) -> Place | None:
    """NAME.xml, NAME, NAME/2025-10.atom, and the same below source."""
    folder, (name, *rest) = _in_folder([*parts[:-1], _stem(parts[-1])])
    suffix = _format(parts[-1]) or PREFERRED
    match rest:
        case []:
            return Place(name=name, folder=folder, suffix=suffix)
        case [archive]:
            return Place(name=name, folder=folder, suffix=suffix, archive=archive.lower())
    return None


def _whole(parts: list[str]) -> Place | None:
    """feed, feed/atom, rss.xml, atom.xml, index.rdf"""
    *rest, last = (part.lower() for part in parts)
    stem, suffix = _stem(last), _format(last)
    if rest not in ([], ["feed"]) or not (stem in WHOLE or (stem == "index" and suffix)):
        return None
    return Place(name=ALL, suffix=FORMATS.get(stem) or suffix or PREFERRED)


def _in_folder(parts: list[str]) -> tuple[str, list[str]]:
    """What stands before the slug of a source, and the parts that follow."""
    return ("source/", parts[1:]) if parts[0].lower() == "source" and len(parts) > 1 else ("", parts)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] if _format(name) else name


def _format(name: str) -> str | None:
    """The suffix of our documents in the format that the end of a file's name says."""
    stem, _, ending = name.rpartition(".")
    return FORMATS.get(ending.lower()) if stem else None
