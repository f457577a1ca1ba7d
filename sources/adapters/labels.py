"""Tags from the labels that feeds and APIs give their articles."""

from __future__ import annotations

from collections.abc import Iterable

from sources.adapters import wordings
from sources.entry import Tag
from sources.markup import plain
from sources.text import same_label, tag_of

_LONGEST = 100  # characters; what is longer is no label


def tags_of(labels: Iterable[object]) -> tuple[Tag, ...]:
    """The tags that labels in HTML name; not addresses, nor a system's word for "none"."""
    texts = (plain(label) for label in labels if isinstance(label, str))
    return each_once(
        text for text in texts if len(text) <= _LONGEST and "://" not in text and not wordings.is_meta(text)
    )


def each_once(labels: Iterable[str]) -> tuple[Tag, ...]:
    """The tags of labels in plain text, of labels that are the same the first."""
    found: dict[str, Tag] = {}
    for tag in map(tag_of, filter(None, labels)):
        found.setdefault(same_label(tag.label), tag)
    return tuple(found.values())
