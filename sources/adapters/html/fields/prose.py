"""What an article says: its excerpt without "continue reading", its content where all of it is printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, Piece, text_of
from sources.adapters.html.fields.dates import is_date, lead_in
from sources.adapters.html.page import Page
from sources.adapters.html.tree import html_of, text_in
from sources.markup import sanitise
from sources.text import shorten

SUMMARY, BODY, PARAGRAPH, LOOSE, ASIDE = range(5)
"""What a line of text is: marked as the excerpt; a paragraph of the text; any paragraph; a line outside of
one; a paragraph among the lines about the article, a heading under the title."""
EXCERPT = 1500  # characters at most
_ENOUGH = 500  # characters after which an excerpt takes no further paragraph
_META_LINE = 60  # characters of a line that may be no prose
_TAIL = 120  # characters in which "continue reading" and a title have room
_LABEL = 40  # letters from which on a line is no label
_DENSE = 3  # letters of an alphabet that a sign of a script without spaces is worth
_SENTENCE = 3  # words
_STOPS = (".", "!", "?", "»", "”", "。")  # behind which no wording follows
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "»", "”", '"')
_NOT_PROSE = (
    hints.TITLE | hints.NOISE | hints.MORE | hints.CAPTION | hints.DATE | hints.AUTHOR | hints.TAXONOMY
)
_CUT = re.compile(r"\s*(?:[\[(](?:…|\.{3})[\])]|…|\.{3})\s*(?:[»›>→\]]+\s*)?$")
_AROUND = " \t\n\xa0·|•–—-,:;"
_WHOLE = 2  # paragraphs that an article has when all of it is printed


def excerpt_of(anatomy: Anatomy, title: str, language: str | None, names: Collection[str] = ()) -> str | None:
    """The first words of the article as the page shows them, in plain text; `names` are its authors."""
    ranked = _by_rank(anatomy)
    for rank in sorted(ranked):
        texts = (_prose(line, title, language, rank) for line in ranked[rank])
        if excerpt := _first(text for text in texts if text and text not in names):
            return shorten(excerpt, EXCERPT)
    return None


def _by_rank(anatomy: Anatomy) -> dict[int, list[list[Piece]]]:
    """The lines by what they are; loose ones among the paragraphs of the text belong to it."""
    ranked: dict[int, list[list[Piece]]] = {}
    for line in anatomy.lines:
        rank = _rank(line)
        if rank == LOOSE and BODY in ranked:
            rank = BODY  # the signature of a quotation, an item of a list
        if rank is not None:
            ranked.setdefault(rank, []).append(line)
    return ranked


def _first(texts: Iterable[str]) -> str:
    """The first texts, as many as make an excerpt, "…" where they are cut."""
    taken: list[str] = []
    length = 0
    for text in texts:
        length += len(text)
        if taken and length > _ENOUGH:
            break
        if text not in taken:
            taken.append(text)
    excerpt = " ".join(taken)
    return excerpt[:-_TAIL] + _CUT.sub("…", excerpt[-_TAIL:])


def _rank(line: list[Piece]) -> int | None:
    """How likely a line is the article's text; None if it is something else."""
    context = line[0].hints
    if context & hints.HEADING:
        return ASIDE
    if context & (hints.NOISE | hints.CAPTION | hints.CONCEALED):
        return None
    if context & hints.SUMMARY and not context & (hints.TAXONOMY | hints.AUTHOR):
        return SUMMARY
    if context & hints.META:
        return ASIDE if context & hints.PROSE else None
    if context & hints.PROSE:
        return BODY if context & hints.BODY else PARAGRAPH
    return LOOSE


def _prose(line: list[Piece], title: str, language: str | None, rank: int) -> str:
    """The text of a line without what a label leads it in with, "continue reading" and the like."""
    spoken = [piece for piece in line if not piece.hints & _NOT_PROSE and not _names(piece, title)]
    text = text_of(spoken).strip(_AROUND if rank != SUMMARY else " ")
    if led := lead_in(text, language):
        text = led[1]
    if not text or text == title or not any(map(str.isalnum, text)):
        return ""
    if len(spoken) < len(line):
        text = text.lstrip(_AROUND + ".")
    if len(text) <= _META_LINE and _is_about(text, language):
        return ""
    text = _without_more(text)
    return text if rank not in {LOOSE, ASIDE} or _says_something(text) else ""


def _names(piece: Piece, title: str) -> bool:
    """Whether a piece is (part of) a link that says the title."""
    return bool(title and piece.link and piece.link.text == title)


def _is_about(text: str, language: str | None) -> bool:
    """Whether a short line says something about the article rather than what it says."""
    return wordings.is_meta(text) or is_date(text, language) or wordings.is_byline(text)


def _says_something(text: str) -> bool:
    """Whether a line outside a paragraph is more than a label."""
    if sum(_DENSE if char > "\u2e7f" else 1 for char in text if char.isalnum()) >= _LABEL:
        return True
    return text.endswith(_SENTENCE_ENDS) and len(text.split()) >= _SENTENCE


def _without_more(text: str) -> str:
    if text.endswith(_STOPS) and not text.endswith("..."):
        return text
    tail = text[-_TAIL:]
    more = wordings.more(tail)
    if more is None or more.after:
        return text
    return text[: len(text) - len(tail)] + more.before


def content_of(anatomy: Anatomy, page: Page) -> str | None:
    """The whole article as sanitised HTML; None where the page prints only the beginning."""
    if any(link.hints & hints.MORE for link in anatomy.links):
        return None
    if len(anatomy.bodies) != 1:
        return None
    body = anatomy.bodies[0].element
    paragraphs = [text_in(node).strip() for node in body.iter("p", "blockquote", "li")]
    if len([text for text in paragraphs if text]) < _WHOLE or _CUT.search(paragraphs[-1]):
        return None
    return sanitise(html_of(body), page.base) or None
