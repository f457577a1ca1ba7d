"""Other names of an article: its WordPress post id and its shortlinks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sources.adapters.html.anatomy import Anatomy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_POST_ID = re.compile(r"(?:^|\s)post-(\d+)(?:\s|$)")
_OF_WORDPRESS = re.compile(r"(?:^|\s)(?:type-\w|hentry|wp-block-post|status-publish)")
_SHORTLINK = re.compile(r"/\?p=\d+$")


def aliases_of(anatomy: Anatomy, site: str | None) -> tuple[str, ...]:
    """Names that stay when the address changes. `site` is the address of the site's front."""
    found = [_of_post(anatomy.mark, site)]
    found += [link.url for link in anatomy.links if _is_short(link.url, link.names.get("rel", ""))]
    return tuple(dict.fromkeys(filter(None, found)))


def _of_post(element: Element, site: str | None) -> str | None:
    """`https://site/?p=17`, the name under which WordPress itself knows a post in its feeds."""
    classes = element.get("class") or ""
    post = _POST_ID.search(classes)
    return f"{site}?p={post[1]}" if site and post and _OF_WORDPRESS.search(classes) else None


def _is_short(url: str | None, rel: str) -> bool:
    return bool(url and ("shortlink" in rel or _SHORTLINK.search(url)))
