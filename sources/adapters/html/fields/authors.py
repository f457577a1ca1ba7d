"""Who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Piece, text_of
from sources.adapters.html.fields.dates import is_date
from sources.adapters.html.page import Page
from sources.entry import Person
from sources.text import clean

_LONGEST = 60  # characters of a name
_AUTHOR_PAGE = re.compile(
    r"/(?:author|autor|auteur|autore|users?|profil|profile|people|staff|@)[/=]?|mode=viewprofile", re.I
)
_NOT_A_NAME = hints.TAXONOMY | hints.NOISE | hints.HEADING | hints.MORE
_AROUND = " \t\n\xa0·|•–—-,:;/"
_LETTER = re.compile(r"[^\W\d_]")


def authors_of(anatomy: Anatomy, page: Page) -> tuple[Person, ...]:
    """The people an article's part of the page names as its authors, in its order."""
    stated = [name for marked in anatomy.properties if (name := _property(marked.element, marked.hints))]
    names = stated or list(_marked(anatomy, page.language)) or list(_worded(anatomy, page.language))
    return tuple(Person(name=name) for name in dict.fromkeys(names))


def _property(element: object, context: int) -> str | None:
    """The name in a `<meta itemprop="name">` of an author."""
    get = element.get  # type: ignore[attr-defined]
    if context & hints.AUTHOR and get("itemprop") in {"name", "author"}:
        return clean(get("content") or "").strip() or None
    return None


def _marked(anatomy: Anatomy, language: str | None) -> Iterator[str]:
    """Names in elements that are marked as the author's: links first, for a byline says more than a name."""
    pieces = [
        piece
        for piece in anatomy.pieces
        if piece.hints & hints.AUTHOR and not piece.hints & _NOT_A_NAME and piece.heading < 0
    ]
    dated = [piece for piece in pieces if not piece.hints & hints.DATE]
    linked = [piece for piece in dated if piece.link and not (piece.link.hints & hints.NOISE)]
    for line in _lines(linked or dated):
        if name := _name(text_of(line), language):
            yield name


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces by block, and by link where they stand in links."""
    line: list[Piece] = []
    for piece in pieces:
        if line and (piece.block, piece.link) != (line[0].block, line[0].link):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _name(text: str, language: str | None) -> str | None:
    """The name in a byline; None if there is none in it."""
    text = clean(text).strip(_AROUND)
    named = _without_lead_in(text).strip(_AROUND)
    if not named or len(named) > _LONGEST or not _LETTER.search(named) or is_date(named, language):
        return None
    return None if _is_lead_in(named) else named


@lru_cache(maxsize=512)
def _without_lead_in(text: str) -> str:
    found = _lead_in().match(wordings.fold(text))
    return text[found.end() :] if found else text


@lru_cache(maxsize=512)
def _is_lead_in(text: str) -> bool:
    return bool(_lead_in().fullmatch(wordings.fold(text).rstrip(":") + " "))


@lru_cache(maxsize=1)
def _lead_in() -> re.Pattern[str]:
    words = sorted(
        map(re.escape, (*wordings.author_words(), "author", "auteur", "autor")), key=len, reverse=True
    )
    return re.compile(rf"(?:{'|'.join(words)})\s*[:：]?\s+")


def _worded(anatomy: Anatomy, language: str | None) -> Iterator[str]:
    """Names behind the words for "by" in short lines, and links to authors' pages."""
    for line in anatomy.blocks():
        if line[0].heading >= 0:
            continue
        linked = [piece for piece in line if piece.link and _AUTHOR_PAGE.search(piece.link.url or "")]
        text = text_of(linked or line)
        if linked:
            name = _name(text, language)
        elif line[0].hints & hints.PROSE and len(text) > _LONGEST:
            continue
        else:
            name = wordings.author(text)
        if name:
            yield name
            return
