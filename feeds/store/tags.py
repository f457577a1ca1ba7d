"""Tags: which labels are one, what it is called, and its slug, given once. Works in the caller's transaction.

Labels that differ in case, accents, hyphens or spaces are one tag, called as most articles have it. Labels
that are different stay apart even where their slugs are the same: the later one gets a slug that
spells out what makes it different ("c" and "c-plus-plus"), else a numbered one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, case, exists, insert, or_, select, update

from feeds.record import RESERVED, Kind, tag_slug
from feeds.store.chunks import chunks
from feeds.store.schema import entry_tag, feed, tag, tag_label
from sources.entry import Tag
from sources.text import same_label, tag_of

SPOKEN = {"#": "sharp", "+": "plus", "&": "and", ".": "dot", "@": "at", "/": "slash"}
ADDRESSES = frozenset(tag_slug(Tag(slug=slug, label=slug)) for slug in RESERVED)  # of other tags' feeds


def with_feeds(db: Connection, slugs: Collection[str] | None = None) -> list[Tag]:
    """The tags that entries have, or had when their feed was published, by slug; of these slugs only, where
    they are given.
    """
    slug = case((tag.c.slug.in_(RESERVED), tag.c.slug + "-tag"), else_=tag.c.slug)  # as feeds.record.tag_slug
    published = exists().where(feed.c.kind == Kind.TAG.value, feed.c.slug == slug)
    used = exists().where(entry_tag.c.tag == tag.c.slug)
    query = select(tag.c.slug, tag.c.label).where(or_(used, published))
    chosen = (
        [query] if slugs is None else [query.where(tag.c.slug.in_(some)) for some in chunks(sorted(slugs))]
    )
    rows = [row for one in chosen for row in db.execute(one.order_by(tag.c.slug))]
    return [Tag(slug=row.slug, label=row.label) for row in rows]


def settle(db: Connection, tags: Iterable[Tag]) -> dict[str, Tag]:
    """For each label the tag that it stands for, under this label; a tag not met before is added.

    Of those that are met together the ones without symbols come first: "C" before "C++".
    """
    labels: dict[str, Tag] = {}
    for one in tags:
        labels.setdefault(one.label, one)
    slugs: dict[str, str] = {}
    for some in chunks(labels):
        rows = db.execute(select(tag_label.c.label, tag_label.c.tag).where(tag_label.c.label.in_(some)))
        slugs.update((row.label, row.tag) for row in rows)
    for one in sorted((one for one in labels.values() if one.label not in slugs), key=_has_symbols):
        slugs[one.label] = _recognised(db, one.label) or _free_slug(db, one)
        add(db, [Tag(slug=slugs[one.label], label=one.label)])
    return {label: Tag(slug=slug, label=label) for label, slug in slugs.items()}


def add(db: Connection, tags: Iterable[Tag]) -> None:
    """Add the tags, and the labels, that are not there yet. A new tag is called by its first label."""
    given = sorted(set(tags), key=lambda one: (one.slug, one.label))
    new_tags = {one.slug: one.label for one in reversed(given)}
    new_labels = {one.label: one.slug for one in given}
    for some in chunks(list(new_tags)):
        for slug in db.scalars(select(tag.c.slug).where(tag.c.slug.in_(some))):
            del new_tags[slug]
    for some in chunks(list(new_labels)):
        for label in db.scalars(select(tag_label.c.label).where(tag_label.c.label.in_(some))):
            del new_labels[label]
    if new_tags:
        rows = [
            {"slug": slug, "label": new_tags[slug], "same": same_label(new_tags[slug])} for slug in new_tags
        ]
        db.execute(insert(tag), rows)
    if new_labels:
        db.execute(
            insert(tag_label), [{"label": one, "tag": new_labels[one], "uses": 0} for one in new_labels]
        )


def use(db: Connection, given: Iterable[Tag]) -> frozenset[str]:
    """Count tags, each as often as it was given to an article; the slugs of those called otherwise now.

    A tag is called by another of its labels only when that is used more often.
    """
    uses = Counter(given)
    for one, times in sorted(uses.items(), key=lambda item: item[0].label):
        row = update(tag_label).where(tag_label.c.label == one.label)
        db.execute(row.values(uses=tag_label.c.uses + times))
    return _call(db, {one.slug for one in uses})


def _call(db: Connection, slugs: Collection[str]) -> frozenset[str]:
    changed: dict[str, str] = {}
    for some in chunks(sorted(slugs)):
        query = select(tag_label, tag.c.label.label("called")).join(tag, tag.c.slug == tag_label.c.tag)
        best: dict[str, Row[Any]] = {}
        for row in db.execute(
            query.where(tag.c.slug.in_(some)).order_by(tag_label.c.uses.desc(), tag_label.c.key)
        ):
            first = best.setdefault(row.tag, row)
            if row.label == row.called and first.uses > row.uses:
                changed[row.tag] = first.label
    for slug, label in changed.items():
        db.execute(update(tag).where(tag.c.slug == slug).values(label=label))
    return frozenset(changed)


def _recognised(db: Connection, label: str) -> str | None:
    found: str | None = db.scalar(
        select(tag.c.slug).where(tag.c.same == same_label(label)).order_by(tag.c.slug).limit(1)
    )
    return found


def _free_slug(db: Connection, one: Tag) -> str:
    return next(slug for slug in _slugs(one) if slug not in ADDRESSES and not _is_taken(db, slug))


def _slugs(one: Tag) -> Iterator[str]:
    yield one.slug
    yield _spelled(one)
    yield from (f"{one.slug}-{number}" for number in count(2))


def _has_symbols(one: Tag) -> bool:
    return _spelled(one) != one.slug


def _spelled(one: Tag) -> str:
    """A slug that tells symbols."""
    return tag_of("".join(map(_spoken, one.label))).slug


def _spoken(char: str) -> str:
    """A symbol as words that a slug can hold; anything else as it is."""
    if unicodedata.category(char)[0] not in "PS" or char in "-_":
        return char
    name = SPOKEN.get(char) or re.sub(r" (sign|mark|symbol)$", "", unicodedata.name(char, "").lower())
    return f" {name} "


def _is_taken(db: Connection, slug: str) -> bool:
    return db.scalar(select(tag.c.slug).where(tag.c.slug == slug)) is not None
