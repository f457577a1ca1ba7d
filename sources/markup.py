"""HTML of web pages, made safe to publish or turned into plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from urllib.parse import urljoin

import nh3

from sources.pictures import ATTRIBUTES
from sources.readable import RUBBISH, readable
from sources.text import clean, squash

_HTML_NAMES = (
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 "
    "hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th "
    "thead tr u ul"
)
_HTML_TAGS = frozenset(_HTML_NAMES.split())


_DEEPEST = 512  # elements within each other, as in browsers; nh3 takes time in the square of the depth
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>?", re.IGNORECASE)
_UNCLOSED = frozenset(  # end by themselves, in SVG too
    {"br", "dd", "dt", "embed", "hr", "img", "li", "meta", "p"}
)
_RUNS_ON = (
    "a abbr b bdi bdo cite code del em font i ins kbd mark q s samp small span strong sub sup u var wbr"
)
_BREAK = re.compile(rf"<(?!/?(?:{_RUNS_ON.replace(' ', '|')})\b)(?=/?[a-z])", re.IGNORECASE)
_UNSEEN = RUBBISH | {"noscript", "math", "iframe"}
_IMAGE = re.compile(rf"<img{ATTRIBUTES}>")


def sanitise(html: str, base: str | None = None) -> str:
    """HTML without anything that runs, tracks or styles: allowed tags and attributes, http(s) and mailto.
    What only scripts and players would show is there nevertheless, see `readable`.

    Relative addresses are resolved against `base`; without one they are left out. HTML that nests
    deeper than browsers follow loses all its tags.
    """

    def absolute(_element: str, attribute: str, value: str) -> str | None:
        return _absolute(value, base) if attribute in {"href", "src", "cite"} else value

    safe = nh3.clean(
        readable(_flat_if_deep(html), _HTML_TAGS, base),
        tags=set(_HTML_TAGS),
        clean_content_tags=set(RUBBISH),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=absolute,
    )
    return clean(_IMAGE.sub(lambda image: image[0] if ' src="' in image[0] else "", safe)).strip()


def _absolute(url: str, base: str | None) -> str | None:
    try:
        joined = urljoin(base or "", url.strip())
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://", "mailto:")) else None


_MARKUP = re.compile(r"<|&[#\w]")


def plain(html: str) -> str:
    """The text of an HTML fragment in one line, as a reader sees it."""
    if not _MARKUP.search(html):
        return squash(clean(html))
    spaced = _BREAK.sub(" <", _flat_if_deep(html))
    return squash(clean(unescape(nh3.clean(spaced, tags=set(), clean_content_tags=set(_UNSEEN)))))


def _flat_if_deep(html: str) -> str:
    if html.count("<") <= _DEEPEST:
        return html
    html = _COMMENT.sub("", html)
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _UNCLOSED:
            depth += -1 if closing else 1
        if depth > _DEEPEST:
            return _TAG.sub(" ", html)
    return html


def html_of_blocks(blocks: Iterable[tuple[str, str]]) -> str:
    """Sanitised HTML of (element, plain text) pairs; neighbouring "li" share one list."""
    parts: list[str] = []
    for element, text in blocks:
        if element == "li" and parts and parts[-1] == "</ul>":
            parts.pop()
        elif element == "li":
            parts.append("<ul>")
        parts.append(f"<{element}>{escape(text, quote=False)}</{element}>")
        if element == "li":
            parts.append("</ul>")
    return sanitise("".join(parts))
