"""The WordPress adapter: the REST API, wp/v2 (https://developer.wordpress.org/rest-api/reference/posts/).

site.py finds the API of a site and writes its addresses, posts.py turns posts into entries, visit.py asks
for the posts that are new or changed. `read` reads one answer of the API as it was saved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sources.entry import Document, Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sources.adapters.wordpress.visit import Get
    from sources.entry import Collected

_POSTS = re.compile(
    rb'\s*\[\s*\{\s*"id"\s*:\s*\d+\s*,.{0,400}?"date(?:_gmt)?"\s*:.{0,2000}?"rendered"\s*:', re.DOTALL
)
_ERROR = re.compile(rb'\s*\{\s*"code"\s*:\s*"(?:rest|wp|json)_\w+"\s*,\s*"message"\s*:')
_HEAD = 4096  # bytes that a claim looks at


def claims(document: Document) -> bool:
    """Whether the document begins as a list of posts, or as the API's way to say that something is wrong."""
    head = document.data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    return bool(_POSTS.match(head) or _ERROR.match(head))


def read(document: Document) -> Listing:
    """The posts of one answer of the API. Raises UnreadableDocument, or NoArticles when there are none."""
    from sources.adapters.wordpress.posts import listing_of, posts_of
    from sources.adapters.wordpress.site import collection_at

    collection = collection_at(document.base_url or document.location)
    return listing_of(posts_of(document), document.location, collection=collection)


def collect(
    location: str, get: Get, validators: Mapping[str, str] | None = None, *, pages: int = 1
) -> Collected:
    """Read the posts of a site, tag, category or author, of which `location` is a page or the API's address.

    A first visit reads the newest `pages` pages of 100; later ones, by what the `validators` of the last
    visit tell, only posts that are new or changed, and give no listing when there are none. `get` fetches.
    Raises SourceError.
    """
    from sources.adapters.wordpress.visit import visit

    return visit(location, get, validators or {}, pages=pages)
