"""The head of a feed: what is said once and holds for all its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sources.adapters.prose import in_language, language_of
from sources.entry import Dropped, Entry, Listing, Person, Tag

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}(?:[-_][A-Za-z0-9]{2,8})*))?")
_BETWEEN_NAMES = " \xa0-–—|·•:»«/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself."""

    base: str | None  # that its relative addresses are resolved against
    title: str | None = None
    language: str | None = None
    home: str | None = None  # the address of the site
    address: str | None = None  # its own
    next: str | None = None
    authors: tuple[Person, ...] = ()
    atom: bool = False  # says of each text what it is; other formats leave it to be guessed
    wordpress: bool = False

    def listing(self, entries: Sequence[Entry], dropped: Counter[str]) -> Listing:
        """The listing of these entries."""
        tag = self._tag(entries)
        title = _without_label(self.title, tag) if self.title and tag else self.title
        language = self.language or language_of(entries)
        return Listing(
            adapter="syndication",
            entries=in_language(entries, language),
            title=title,
            site=title,
            url=self.address,
            language=language,
            tag=tag,
            next=self.next,
            dropped=tuple(Dropped(reason=reason, count=count) for reason, count in dropped.items()),
        )

    def _tag(self, entries: Sequence[Entry]) -> Tag | None:
        """The tag whose feed this is: its slug stands in the feed's address, and every article has it."""
        try:
            segments = unquote(urlsplit(self.address or "").path).strip("/").split("/")
        except ValueError:
            return None
        common = set(entries[0].tags).intersection(*(entry.tags for entry in entries))
        return next((tag for tag in entries[0].tags if tag in common and tag.slug in segments[1:]), None)


def _without_label(title: str, tag: Tag) -> str:
    """The site's name in "guerre en Ukraine – Example", the title that WordPress gives a tag's feed."""
    if not title.casefold().startswith(tag.label.casefold()):
        return title
    rest = title[len(tag.label) :]
    return rest.lstrip(_BETWEEN_NAMES) if rest.lstrip(" \xa0")[:1] in set(_BETWEEN_NAMES) - {" "} else title


def language_tag(code: str | None) -> str | None:
    """A language code as BCP 47 writes it ("fr_FR" is fr-FR); None for anything else."""
    found = _LANGUAGE.fullmatch((code or "").strip())
    if not found:
        return None
    return "-".join(filter(None, (found[1].lower(), _region(found[2]))))


def _region(subtags: str | None) -> str | None:
    if not subtags:
        return None
    return "-".join(part.upper() if len(part) == 2 else part for part in re.split("[-_]", subtags))  # noqa: PLR2004 - ISO 3166
