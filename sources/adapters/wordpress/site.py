"""Where a site's API is, and how its addresses are written. Pure: reads headers, bytes and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from sources.urls import canonical

RELATION = "https://api.w.org/"  # https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
POSTS = "wp/v2/posts"
AUTHORS = "users"  # the one resource that filters posts under another name
_FILTER_OF = {AUTHORS: "author"}
_NO_LISTS = frozenset({"posts", "pages", "media", "comments", "types", "statuses"})
_OF_ONE_PAGE = frozenset({"page", "per_page", "offset", "order", "orderby", "context", "rest_route"})
_SEARCHED = 2**20  # bytes of a page
_LINK_TAG = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|href|type)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK_VALUE = re.compile(r"""<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)""")
_ROUTE = re.compile(r"/?(?P<route>wp/v2/(?P<of>(?:sites/[^/]+/)?)(?P<kind>[\w-]+)(?:/(?P<id>\d+))?)/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """What a page tells of its site's API: its root, and the route that stands for the page itself."""

    root: str
    route: str | None = None  # such as wp/v2/tags/13


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The posts of a site that pass filters."""

    root: str
    route: str = POSTS
    filters: tuple[tuple[str, str], ...] = ()

    def url(self, **parameters: str | int) -> str:
        """The address that lists them, with these parameters too."""
        return address(self.root, self.route, {**dict(self.filters), **parameters})

    @property
    def terms(self) -> frozenset[int]:
        """The ids of tags, categories or authors that the filters name."""
        return frozenset(int(value) for _, value in self.filters if value.isascii() and value.isdigit())


def address(root: str, route: str, parameters: Mapping[str, str | int]) -> str:
    """The address of a route, under a root of either form: /wp-json/ or ?rest_route=/."""
    query = urlencode(parameters, safe=":,")
    joint = "" if not query else "&" if "rest_route=" in root else "?"
    return f"{root}{route}{joint}{query}"


def home_of(root: str) -> str:
    """The front page of the site whose API has this root."""
    parts = urlsplit(root)
    path = parts.path if "rest_route=" in parts.query else re.sub(r"[^/]+/?$", "", parts.path)
    path = re.sub(r"index\.php/?$", "", path)
    return urlunsplit((parts.scheme, parts.netloc, path if path.endswith("/") else f"{path}/", "", ""))


def post_name(home: str, post: int | str) -> str | None:
    """The name under which WordPress itself knows a post, whatever its address becomes: https://site/?p=17."""
    return canonical(f"?p={post}", home if home.endswith("/") else f"{home}/")


def discover(headers: Mapping[str, str], data: bytes, url: str) -> Api | None:
    """The API that the Link header (RFC 8288) or the link elements of a page at `url` declare."""
    links = [*_in_header(headers), *_in_page(data[:_SEARCHED])]
    root = next(
        (found for rel, href, _ in links if rel == RELATION and (found := _root(urljoin(url, href)))), None
    )
    if root is None:
        return None
    own = (
        urljoin(url, href)
        for rel, href, kind in links
        if "alternate" in rel.split() and kind.partition(";")[0] == "application/json"
    )
    routes = (one.removeprefix(root) for one in own if one.startswith(root))
    return Api(root=root, route=next((route for route in routes if _ROUTE.fullmatch(route)), None))


def _in_header(headers: Mapping[str, str]) -> list[tuple[str, str, str]]:
    value = next((value for name, value in headers.items() if name.lower() == "link"), "")
    return [_link(found[1], found[2]) for found in _LINK_VALUE.finditer(value)]


def _in_page(data: bytes) -> list[tuple[str, str, str]]:
    return [_link("", unescape(tag.decode("utf-8", "replace"))) for tag in _LINK_TAG.findall(data)]


def _link(href: str, attributes: str) -> tuple[str, str, str]:
    """Relation, address and type of a link."""
    found = {
        match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(attributes)
    }
    return found.get("rel", ""), href or found.get("href", ""), found.get("type", "")


def _root(url: str) -> str | None:
    """The root of an API, ready for a route to be written behind it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    if "rest_route" in dict(parse_qsl(parts.query)):
        return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "rest_route=/", ""))
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/", "", ""))


def collection_at(location: str) -> Collection | None:
    """The posts that an address of the API itself means: of a list, a tag, a category, an author, or all."""
    place = place_in_api(location)
    if place is None:
        return None
    root, route = place
    kept = tuple(
        (name, value)
        for name, value in parse_qsl(urlsplit(location).query)
        if name not in _OF_ONE_PAGE and not name.startswith("_")
    )
    return collection_of(root, route, kept)


def place_in_api(location: str) -> tuple[str, str] | None:
    """The root and the route of an address of an API; None for any other address."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return None
    stated = dict(parse_qsl(parts.query)).get("rest_route")
    before, found, behind = parts.path.partition("/wp/v2/")
    if stated is not None:
        root, route = _root(location), stated
    elif found:
        root, route = _root(urlunsplit((parts.scheme, parts.netloc, before, "", ""))), f"wp/v2/{behind}"
    elif parts.path.rstrip("/").endswith("/wp-json"):
        root, route = _root(location), ""
    else:
        return None
    return (root, route.strip("/")) if root else None


def collection_of(root: str, route: str, filters: tuple[tuple[str, str], ...] = ()) -> Collection | None:
    """The posts that a route means: "wp/v2/tags/13" those with that tag, "wp/v2/posts" and "" all."""
    if not route:
        return Collection(root=root, filters=filters)
    found = _ROUTE.fullmatch(route)
    if not found or (found["id"] and found["kind"] in _NO_LISTS):
        return None
    if not found["id"]:
        return Collection(root=root, route=found["route"], filters=filters)
    own = (_FILTER_OF.get(found["kind"], found["kind"]), found["id"])
    return Collection(root=root, route=f"wp/v2/{found['of']}posts", filters=(own, *filters))


def slug_in(location: str, home: str) -> str | None:
    """The slug that an archive's address ends with: /tag/x/page/2/ names x. None for the front page."""
    path = re.sub(r"/page/\d+/?$", "/", urlsplit(location).path).rstrip("/")
    if path == urlsplit(home).path.rstrip("/"):
        return None
    return unquote(path.rpartition("/")[2])
