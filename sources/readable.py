"""HTML of web pages as feed readers can show it, who run no scripts and have no players: pictures that load
late are there, players become links, and headings and sections stay apart from the text around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from html import escape
from urllib.parse import unquote, urlsplit

import nh3

from sources.pictures import ATTRIBUTES, LATE_SOURCES, UNSCRIPTED, attributes, each_once, is_address, is_dot

_BLOCKS = "address article aside center fieldset footer form header hgroup legend main nav section"
_RENAMED = {"noscript": UNSCRIPTED, "h1": "h2", "menu": "ul", **dict.fromkeys(_BLOCKS.split(), "div")}
_PLAYERS = {"video", "audio", "iframe", "embed"}
_SPECIAL = re.compile(rf"<(?:img|{'|'.join(_PLAYERS | _RENAMED.keys())})\b", re.IGNORECASE)
_NAME = re.compile(r"(</?)([a-z]+1?)(?![a-z0-9-])", re.IGNORECASE)
_PLAYER = re.compile(
    rf"<(?:(?P<kind>video|audio|iframe)(?P<names>{ATTRIBUTES})>(?P<inner>.*?)</(?P=kind)|embed(?P<own>{ATTRIBUTES}))>",
    re.DOTALL,
)
_SOURCE = re.compile(rf"<source{ATTRIBUTES}>")
_SHOWN = {"src", "srcset", "alt", "title", "width", "height", "poster"}
_ALLOWED = {
    **nh3.ALLOWED_ATTRIBUTES,
    **dict.fromkeys((*_PLAYERS, "img", "source"), _SHOWN),
}
RUBBISH = frozenset(  # elements that go with all that is in them
    ["script", "style", "template", "title", "textarea", "select", "button", "svg"]
)


def readable(html: str, tags: Set[str], base: str | None = None) -> str:
    """The HTML with these tags, written as nh3 does and not yet safe; pictures are resolved against `base`.

    `<noscript>` is read as what a page is without scripts: what stands in it is shown unless it is there
    already. What is there to count visitors goes.
    """
    if not _SPECIAL.search(html):
        return html
    normal = nh3.clean(
        _NAME.sub(lambda tag: tag[1] + _RENAMED.get(tag[2].lower(), tag[2]), html),
        tags={*tags, *_PLAYERS, "picture", "source", UNSCRIPTED},
        clean_content_tags=set(RUBBISH),
        attributes=_ALLOWED,
        generic_attribute_prefixes={"data-"},
        link_rel=None,
    )
    return each_once(_with_links(normal), base)


def _with_links(html: str) -> str:
    """With each thing that is played as a link, once."""
    linked: set[str] = set()

    def link(player: re.Match[str]) -> str:
        names = attributes(player["names"] or player["own"] or "")
        address = next(_addresses(names, player["inner"] or ""), "").strip()
        if not address:
            return player["inner"] if player["kind"] in {"video", "audio"} else ""
        if address in linked or is_dot(names):
            return ""
        linked.add(address)
        return f'<a href="{escape(address)}">{_shown(names, address)}</a> '

    return _PLAYER.sub(link, html)


def _addresses(names: dict[str, str], inner: str) -> Iterator[str]:
    for given in (names, *map(attributes, _SOURCE.findall(inner))):
        yield from filter(is_address, (given.get(name, "") for name in (*LATE_SOURCES, "src")))


def _shown(names: dict[str, str], address: str) -> str:
    """What stands for a player: its poster, else its title, else the name of its file or page."""
    called = escape(names.get("title") or _called(address))
    poster = names.get("data-poster") or names.get("poster") or ""
    return f'<img src="{escape(poster)}" alt="{called}">' if is_address(poster) else called


def _called(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    file = unquote(parts.path).rpartition("/")[2]
    return file if "." in file else f"{parts.netloc}{parts.path}".strip("/") or address
