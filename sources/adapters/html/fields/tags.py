"""The tags and categories of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy
from sources.entry import Tag
from sources.text import tag_of

_LONGEST = 60  # characters of a label
_TAG_PAGE = re.compile(r"/(?:tags?|keywords?|etiquetas?|mot-cle|schlagwort|label|topics?)/", re.IGNORECASE)
_CLASS = re.compile(r"(?:^|\s)tag-([^\s\d][^\s]*)")

labelled = lru_cache(maxsize=2048)(tag_of)


def tags_of(anatomy: Anatomy) -> tuple[Tag, ...]:
    """Tags as the article's links name them, then its categories, then tags that only its classes name."""
    linked = list(_linked(anatomy))
    tags = [tag for tag, is_tag in linked if is_tag] + [tag for tag, is_tag in linked if not is_tag]
    classes = anatomy.mark.get("class") or ""
    if "tag-" in classes:
        known = {tag.slug for tag in tags}
        tags += [
            Tag(slug=slug, label=slug.replace("-", " "))
            for slug in _CLASS.findall(classes)
            if slug not in known
        ]
    return tuple(dict.fromkeys(tags))


def _linked(anatomy: Anatomy) -> Iterator[tuple[Tag, bool]]:
    for link in anatomy.links:
        if not link.hints & hints.TAXONOMY or link.hints & hints.TITLE:
            continue
        text = link.text.strip(" ,;·").lstrip("# ")
        if not 0 < len(text) <= _LONGEST:
            continue
        rel = link.names.get("rel", "").split()
        is_tag = rel == ["tag"] or bool(_TAG_PAGE.search(link.url or ""))
        yield labelled(text), is_tag
