"""The picture of an article, from `<img>` in all its ways of loading late, and from CSS backgrounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Marked
from sources.adapters.html.page import Page
from sources.entry import Image
from sources.pictures import PICTURE_FILE, largest

_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_SOURCES = (
    *(
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-orig-file",
        "data-lazy",
        "data-full-url",
        "data-large-file",
    ),
    *("src", "data-bg", "data-background", "data-bg-image", "data-background-image"),
)
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
_NO_PICTURES = (
    "avatar",
    "emoji",
    "smil",
    "spacer",
    "pixel.",
    "blank.",
    "placeholder",
    "loading",
    "spinner",
    "1x1",
    "icon",
)
_DECORATIONS = frozenset(
    ["avatar", "emoji", "smiley", "wp-smiley", "icon", "logo", "site-logo", "custom-logo", "badge", "flag"]
)
_SMALLEST = 40  # pixels; what is smaller decorates


def image_of(anatomy: Anatomy, page: Page) -> Image | None:
    """The article's picture: its thumbnail, else the first that is no avatar, icon or pixel."""
    for marked in sorted(anatomy.images, key=_rank):
        names = marked.names
        if (
            marked.hints & hints.AUTHOR
            or not _DECORATIONS.isdisjoint(names.get("class", "").split())
            or _is_small(names)
        ):
            continue
        if address := page.resolve(next(_addresses(names), None)):
            return Image(url=address)
    return _stated(anatomy, page)


def _rank(marked: Marked) -> int:
    return 0 if marked.hints & hints.CAPTION or "wp-post-image" in marked.names.get("class", "") else 1


def _stated(anatomy: Anatomy, page: Page) -> Image | None:
    """The picture that microdata names."""
    for marked in anatomy.properties:
        names = marked.names
        is_picture = names.get("itemprop") in {"image", "thumbnailUrl"} and not marked.hints & hints.AUTHOR
        address = page.resolve(names.get("content") or names.get("href")) if is_picture else None
        if address:
            return Image(url=address)
    return None


def _addresses(names: Mapping[str, str]) -> Iterator[str]:
    """The addresses that the attributes of a picture name, the best first."""
    for name in _SETS:
        found = largest(names[name]) if name in names else None
        if found and not _is_decoration(found):
            yield found
    for name in _SOURCES:
        if name in names and not _is_decoration(names[name]):
            yield names[name]
    if "style" in names and (background := _BACKGROUND.search(names["style"])):
        yield background[1].strip()
    yield from (
        value for name, value in names.items() if name.startswith("data-") and PICTURE_FILE.search(value)
    )


def _is_decoration(name: str) -> bool:
    """Whether an address speaks of an avatar, an icon, a pixel, something that stands in for a picture."""
    name = name.lower()
    return name.startswith("data:") or ".svg" in name or any(word in name for word in _NO_PICTURES)


def _is_small(names: Mapping[str, str]) -> bool:
    sizes = (names.get("width", ""), names.get("height", ""))
    return any(size.isdigit() and int(size) < _SMALLEST for size in sizes)
