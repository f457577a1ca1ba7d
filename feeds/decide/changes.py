"""New, changed, unchanged: what one listing means for what is remembered. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from feeds.decide.dates import Dating
from feeds.decide.identity import mint, names_of
from feeds.record import Known, Record
from sources.entry import Entry, Origin, Tag

SAID = (  # by the source whose words the record carries
    "url", "title", "excerpt", "content", "authors", "credits", "image", "enclosures", "language",
)  # fmt: skip
CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be stored of one listed article. `before` is None for a new one."""

    record: Record
    names: frozenset[str]
    tags: frozenset[Tag]  # those that the source read now gives
    owner: str  # the source whose words the record carries
    before: Known | None = None

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def shows(self) -> bool:
        """Whether a feed looks different for it."""
        return self.before is None or self.before.record != self.record


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The circumstances of one visit to a source."""

    source: str
    prefix: str  # of tag: URIs
    origin: Origin
    tags: tuple[Tag, ...]  # put on every entry of the source
    now: datetime
    sources: frozenset[str]  # all that are configured


def compare(
    entries: Sequence[Entry],
    known: Sequence[Known | None],
    datings: Sequence[Dating],
    reading: Reading,
    taken: frozenset[str],
) -> list[Change]:
    """What to store of each listed article; the three sequences run in parallel.

    `taken` are the ids in use. Articles whose words changed get `updated` from the run's clock,
    a second apart in the listing's order, so that no two share one.
    """
    changes: list[Change] = []
    ids = set(taken)
    now = reading.now
    for entry, before, dating in zip(entries, known, datings, strict=True):
        tags = frozenset((*entry.tags, *reading.tags))
        if before is None:
            record = _first_record(entry, dating, tags, reading, frozenset(ids))
            owner = reading.source
        else:
            record, owner = _next_record(before, entry, dating, tags, reading, now)
        ids.add(record.id)
        now -= timedelta(seconds=record.updated == now)
        changes.append(Change(record=record, names=names_of(entry), tags=tags, owner=owner, before=before))
    return changes


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ in white space and typography at most."""
    return one == other or _words(one) == _words(other)


def _words(text: str | None) -> str:
    """`text` with quotes, dashes, ellipses and spaces in one plain spelling, and no space around them."""
    plain = unicodedata.normalize("NFKC", text or "").translate(TYPOGRAPHY)
    return re.sub(r"\s+|\u200b|\u00ad|\ufeff", "", plain)


TYPOGRAPHY = str.maketrans(
    dict.fromkeys("«»„“”‟‹›‚‘’‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {'"': "'", "…": "..."}
)


def _first_record(
    entry: Entry, dating: Dating, tags: frozenset[Tag], reading: Reading, taken: frozenset[str]
) -> Record:
    return Record(
        id=mint(entry, prefix=reading.prefix, source=reading.source, taken=taken),
        published=dating.instant,
        date_basis=dating.basis,
        origin=entry.origin or reading.origin,
        updated=entry.updated,
        tags=in_order(tags),
        **{name: getattr(entry, name) for name in SAID},
    )


def _next_record(
    before: Known, entry: Entry, dating: Dating, tags: frozenset[Tag], reading: Reading, now: datetime
) -> tuple[Record, str]:
    """The record as this listing leaves it, and whose words it carries.

    Of an article that several sources list, the first one has the word; the others add what it
    lacks. A source that is configured no more hands its articles on.
    """
    record = before.record
    owner = before.owner if before.owner in reading.sources else reading.source
    dated = replace(
        record,
        published=dating.instant,
        date_basis=dating.basis,
        tags=in_order(tags | before.tags_of_others, labels=record.tags),
    )
    if owner != reading.source:
        return replace(dated, **_either(record, entry)), owner
    words = _either(entry, record) | {"excerpt": _fuller(record.excerpt, entry.excerpt)}
    spoken = replace(dated, origin=entry.origin or reading.origin, **words)
    return replace(spoken, updated=_updated(record, spoken, entry.updated, now)), owner


def _either(first: Entry | Record, second: Entry | Record) -> dict[str, Any]:
    """What the first says, and where it says nothing, the second."""
    return {name: getattr(first, name) or getattr(second, name) for name in SAID}


def _fuller(before: str | None, after: str | None) -> str | None:
    """Of an excerpt and the same excerpt cut short, the fuller one; else the later."""
    return before if not after or (before and _is_cut_of(after, before)) else after


def _is_cut_of(cut: str, whole: str) -> bool:
    return bool(CUT.search(cut)) and _words(whole).startswith(_words(CUT.sub("", cut)))


def _updated(before: Record, after: Record, stated: datetime | None, now: datetime) -> datetime | None:
    """When the words last changed (RFC 4287, 4.2.15: what the publisher considers significant)."""
    if not _reworded(before, after):
        return before.updated
    return stated if stated and (before.updated is None or stated > before.updated) else now


def _reworded(before: Record, after: Record) -> bool:
    return not (
        same_words(before.title, after.title)
        and _same_as_far_as_known(before.excerpt, after.excerpt)
        and _same_as_far_as_known(before.content, after.content)
    )


def _same_as_far_as_known(before: str | None, after: str | None) -> bool:
    """The same words, or now known where they were not, or were known only in part."""
    return not before or same_words(before, after) or bool(after and _is_cut_of(before, after))


def in_order(tags: Iterable[Tag], labels: Iterable[Tag] = ()) -> tuple[Tag, ...]:
    """One tag a slug, by slug; the label is that of `labels` where they have one."""
    known = {tag.slug: tag for tag in labels}
    one_each = {tag.slug: known.get(tag.slug, tag) for tag in sorted(tags, key=lambda tag: tag.label)}
    return tuple(one_each[slug] for slug in sorted(one_each))
