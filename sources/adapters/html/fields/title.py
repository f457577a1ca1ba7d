"""Which of an article's words are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Link, Marked, Piece, text_of
from sources.adapters.html.fields.dates import is_date
from sources.adapters.html.fields.permalink import leads_to_comments
from sources.text import clean, squash

_LEAD_IN = re.compile(
    r"^(?:permalink(?: to)?|permanent link to|link to|permalien (?:vers|pour)|read more (?:about|on)"
    r"|continue reading)\s*:?\s+",
    re.IGNORECASE,
)
_OF_TEXT = hints.BODY | hints.SUMMARY | hints.DATE
_SURE = 5  # score of a heading that leads to the article
_LABEL = 12  # letters of what may be a label rather than a title
_LONG = 120  # characters from which on it may be a text


def title_of(anatomy: Anatomy, url: str | None, language: str | None) -> str:
    """The title of the article with that permalink, empty if it has none."""
    heading = _heading(anatomy, url)
    text = text_of(heading) if heading is not None else _in_links(anatomy, url, language)
    if heading is None and not text:
        text = _emphasised(anatomy)
    return squash(clean(_LEAD_IN.sub("", text)))


def _heading(anatomy: Anatomy, url: str | None) -> list[Piece] | None:
    """The words of the heading that is the title, none of them for an untitled article; None without one."""
    best: tuple[float, list[Piece]] | None = None
    for number, marked in enumerate(anatomy.headings):
        pieces = [piece for piece in anatomy.pieces if piece.heading == number]
        score = _heading_score(anatomy, number, marked, pieces, url)
        if best is None or score > best[0]:
            best = (score, pieces)
    titled = [piece for piece in anatomy.pieces if piece.hints & hints.TITLE and piece.heading < 0]
    if titled and (best is None or best[0] < _SURE):
        linked = [piece for piece in titled if piece.link and piece.link.url == url]
        return linked or [piece for piece in titled if piece.block == titled[0].block]
    return best[1] if best else None


def _heading_score(
    anatomy: Anatomy, number: int, marked: Marked, pieces: list[Piece], url: str | None
) -> float:
    linked = any(link.heading == number and link.url == url for link in anatomy.links)
    linked = linked or any(piece.link and piece.link.url == url for piece in pieces)
    score = float(_SURE) * linked + 3 * bool(marked.hints & hints.TITLE) + bool(pieces)
    score -= int(marked.element.tag[1]) / 10
    return score - 3 * bool(marked.hints & (hints.TAXONOMY | hints.NOISE | hints.AUTHOR))


def _in_links(anatomy: Anatomy, url: str | None, language: str | None) -> str:
    """The line of a link to the article that is most like a title, else what its picture is called."""
    own = [piece for piece in anatomy.pieces if piece.link and piece.link.url == url]
    lines = [list(line) for _, line in groupby(own, key=lambda piece: (id(piece.link), piece.block))]
    titles = [line for line in lines if _is_title(line, language)]
    if titles:
        return text_of(max(titles, key=lambda line: _line_score(line, is_first=line is titles[0])))
    return next(filter(None, map(_label, (link for link in anatomy.links if link.url == url))), "")


def _emphasised(anatomy: Anatomy) -> str:
    """The first line, if all of it is set bolder than a text."""
    line = anatomy.lines[0] if anatomy.lines else []
    is_title = line and all(piece.hints & hints.EMPHASIS and not piece.hints & _OF_TEXT for piece in line)
    return text_of(line) if is_title else ""


def _line_score(line: Sequence[Piece], *, is_first: bool) -> float:
    text = text_of(line)
    score = 3.0 * bool(line[0].hints & hints.TITLE) + 2 * bool(line[0].hints & hints.EMPHASIS) + is_first
    score += min(len(text), _LABEL) / _LABEL - 2 * (len(text) > _LONG)
    return score - 2 * bool(line[0].hints & (hints.SUMMARY | hints.CAPTION | hints.TAXONOMY))


def _is_title(line: Sequence[Piece], language: str | None) -> bool:
    """Whether a line is something other than a date, "read more", a number of comments."""
    text, link = text_of(line), line[0].link
    if not any(map(str.isalnum, text)) or link is None or leads_to_comments(link):
        return False
    if any(piece.hints & (hints.MORE | hints.NOISE | hints.AUTHOR | hints.DATE) for piece in line):
        return False
    return not (
        wordings.is_meta(text)
        or any(is_date(piece.text.strip(), language) for piece in line)
        or is_more(text)
    )


def is_more(text: str) -> bool:
    """Whether a text is nothing but "continue reading"."""
    more = wordings.more(text)
    return bool(more and not more.before and not more.after)


def _label(link: Link) -> str:
    """What a link without words is called."""
    if link.hints & hints.MORE:
        return ""
    label = link.names.get("title") or link.names.get("aria-label") or ""
    return label or next((image.get("alt") or "" for image in link.element.iter("img")), "")
