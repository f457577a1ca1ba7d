"""The picture of an article, from `<img>` in all its ways of loading late, and from CSS backgrounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy
from sources.adapters.html.page import Page
from sources.entry import Image

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
_NOT_A_PICTURE = re.compile(
    r"avatar|gravatar|emoji|smil|icon|logo|spacer|pixel|blank\.|placeholder|loading|spinner|badge|1x1|counter|bullet"
    r"|\.svg(?:$|\?)|^data:",
    re.IGNORECASE,
)
_SMALLEST = 40  # pixels; what is smaller decorates


def image_of(anatomy: Anatomy, page: Page) -> Image | None:
    """The article's picture: its thumbnail, else the first that is no avatar, icon or pixel."""
    pictures = sorted(_pictures(anatomy, page), key=lambda ranked: ranked[0])
    return pictures[0][1] if pictures else None


def _pictures(anatomy: Anatomy, page: Page) -> Iterator[tuple[int, Image]]:
    for marked in anatomy.images:
        element = marked.element
        classes = element.get("class") or ""
        if marked.hints & hints.AUTHOR or _NOT_A_PICTURE.search(classes) or _is_small(element):
            continue
        address = page.resolve(next(_addresses(element), None))
        if address:
            is_thumbnail = bool(marked.hints & hints.CAPTION) or "wp-post-image" in classes
            yield (0 if is_thumbnail else 1), Image(url=address)
    for marked in anatomy.properties:
        if marked.element.get("itemprop") in {"image", "thumbnailUrl"} and not marked.hints & hints.AUTHOR:
            if address := page.resolve(marked.element.get("content") or marked.element.get("href")):
                yield 2, Image(url=address)


def _addresses(element: Element) -> Iterator[str]:
    for name in _SETS:
        found = _largest(element.get(name) or "")
        if found and not _NOT_A_PICTURE.search(found):
            yield found
    for name in _SOURCES:
        value = element.get(name)
        if value and not _NOT_A_PICTURE.search(value):
            yield value
    if background := _BACKGROUND.search(element.get("style") or ""):
        yield background[1].strip()


def _largest(srcset: str) -> str | None:
    """The largest of the candidates in a `srcset` (HTML, 4.8.4.2.1)."""
    best: tuple[float, str] | None = None
    for candidate in re.split(r",\s+", srcset.strip()):
        address, _, size = candidate.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        width = float(number[0].rstrip(".") or 0) if number else 0.0
        if address and not address.startswith("data:") and (best is None or width > best[0]):
            best = (width, address.rstrip(","))
    return best[1] if best else None


def _is_small(element: Element) -> bool:
    sizes = [element.get("width") or "", element.get("height") or ""]
    return any(size.isdigit() and int(size) < _SMALLEST for size in sizes)
