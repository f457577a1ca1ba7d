"""Who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Link, Piece, text_of
from sources.adapters.html.fields.dates import is_date, label
from sources.adapters.html.page import Page
from sources.adapters.people import person_of
from sources.entry import Person
from sources.text import clean

_LONGEST = 60  # characters of a name
_AUTHOR_PAGE = re.compile(
    r"/(?:author|autor|auteur|autore|users?|profil|profile|people|staff|@)[/=]?|mode=viewprofile|action=profile|(?:member|profile|user)\.php",
    re.IGNORECASE,
)
_USERS = re.compile(
    r"[?&](?:id|u|user|name|author|login)=$|/(?:@|~|u/|users?/|members?/)$|^https?://[^/]+/@?$"
)
_HANDLE = re.compile(r"[\w.-]{2,40}")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])+")
_FEWEST, _MOST = 2, 4  # words of a full name
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "du",
        "dos",
        "das",
        "del",
        "della",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "zu",
        "y",
        "e",
        "al",
        "el",
        "bin",
        "ibn",
    ]
)
_NOT_A_NAME = hints.TAXONOMY | hints.NOISE | hints.HEADING | hints.MORE
_AROUND = " \t\n\xa0·|•–—-,:;/"
_OF_TEXT = hints.BODY | hints.SUMMARY
_LINE = 100  # characters of a byline
_LETTER = re.compile(r"[^\W\d_]")


def authors_of(anatomy: Anatomy, page: Page) -> tuple[Person, ...]:
    """The people an article's part of the page names as its authors, in its order."""
    readings = (_stated(anatomy), _marked(anatomy, page), _worded(anatomy, page), _beside_date(anatomy, page))
    names = next((found for reading in readings if (found := list(reading))), [])
    return tuple(filter(None, map(person_of, dict.fromkeys(names))))


def _stated(anatomy: Anatomy) -> Iterator[str]:
    """Names in `<meta itemprop="name">` of an author."""
    for marked in anatomy.properties:
        is_name = marked.hints & hints.AUTHOR and marked.names.get("itemprop") in {"name", "author"}
        name = clean(marked.names.get("content") or "").strip()
        if is_name and name:
            yield name


def _marked(anatomy: Anatomy, page: Page) -> Iterator[str]:
    """Names in elements that are marked as the author's: links first, for a byline says more than a name."""
    pieces = [
        piece
        for piece in anatomy.pieces
        if piece.hints & hints.AUTHOR and not piece.hints & (_NOT_A_NAME | hints.DATE) and piece.heading < 0
    ]
    shown = [piece for piece in pieces if not piece.hints & hints.CONCEALED] or pieces
    linked = [piece for piece in shown if piece.link]
    for line in _lines(linked or shown):
        if name := _name(text_of(line), page.language):
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
    text = text.strip(_AROUND)
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


def _worded(anatomy: Anatomy, page: Page) -> Iterator[str]:
    """Names behind the words for "by" in short lines, and links to authors' pages."""
    for line in anatomy.lines:
        if line[0].heading >= 0:
            continue
        linked = [piece for piece in line if piece.link and _is_personal(piece.link)]
        text = text_of(linked or line)
        if linked:
            name = _name(text, page.language)
        elif len(text) > _LINE or (line[0].hints & _OF_TEXT and not wordings.is_byline(text)):
            continue
        else:
            name = wordings.author(_before_date(text, page.language))
        if name:
            yield name
            return


def _before_date(text: str, language: str | None) -> str:
    """What a byline says before its date: "Posted by Ines Calder on 18 May 2026"."""
    found = label(text, language) if any(map(str.isdigit, text)) else None
    before = text.partition(found.quote)[0].split() if found and found.quote else []
    while before and before[-1][0].islower():
        before.pop()
    return " ".join(before) if len(before) > 1 else text


def _is_personal(link: Link) -> bool:
    """Whether a link leads to a person's page: by its path, or because it is called as its address ends."""
    url = link.url or ""
    if _AUTHOR_PAGE.search(url):
        return True
    handle = link.text.lstrip("@~")
    place = unquote(url).rstrip("/").removesuffix(handle)
    return bool(
        _HANDLE.fullmatch(handle) and place + handle == unquote(url).rstrip("/") and _USERS.search(place)
    )


def _beside_date(anatomy: Anatomy, page: Page) -> Iterator[str]:
    """A name that stands with the date, on one line or among the lines about the article."""
    dated = [line for line in anatomy.lines if any(_is_dated(piece, page.language) for piece in line)]
    about = bool(dated and any(line[0].hints & hints.META for line in dated))
    for line in anatomy.lines:
        if line[0].heading >= 0 or not (line in dated or (about and line[0].hints & hints.META)):
            continue
        for piece in line:
            text = clean(piece.text).strip(_AROUND)
            if (
                not piece.hints & (_NOT_A_NAME | hints.DATE)
                and _is_full_name(text)
                and not page.is_section(text)
            ):
                yield text
                return


def _is_dated(piece: Piece, language: str | None) -> bool:
    return bool(piece.hints & hints.DATE) or is_date(piece.text.strip(), language)


def _is_full_name(text: str) -> bool:
    """Whether a text is two to four words without digits that begin with capitals, where there are any."""
    words = text.split()
    if (
        not _FEWEST <= len(words) <= _MOST
        or text.isupper()
        or not _NAME.fullmatch(text)
        or wordings.is_meta(text)
    ):
        return False
    return not words[-1][0].islower() and all(word in _PARTICLES or not word[0].islower() for word in words)
