"""What a token could be by its own looks: a cost for each part it might play.

Costs are small numbers, 0 for "just what such a part looks like"; what they are worth against each other was
settled on captures of many themes, and only their differences matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from statistics import median

from sources.adapters import wordings
from sources.adapters.capture.unglue import Kind, Token
from sources.credits import split_credits


class Part(IntEnum):
    """What a token is on the page."""

    NOISE = auto()  # menus, sidebars, footers
    TITLE = auto()
    DATELINE = auto()  # about the article whose title was just read
    BODY = auto()
    SUBHEAD = auto()
    ITEM = auto()  # of a list within the text
    MORE = auto()
    ASIDE = auto()  # about the article whose text was just read, or whose title follows


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of the page as a whole when one token is weighed."""

    titles: frozenset[str]  # texts that are titles for certain
    often: frozenset[str]  # shapes of texts that come up again and again
    extent: float = 0.0  # the usual extent of a title here, 0 when unknown
    openings: frozenset[str] = frozenset()  # first words that several titles share
    level: int | None = None  # the Markdown level of titles here
    whole: bool = True  # some article has several paragraphs


_IMPOSSIBLE = 9.0
_SHORT, _SHORTISH, _LONG = 12, 20, 140  # extents of titles
_SENTENCE, _PARAGRAPH, _LONG_PARAGRAPH = 50, 80, 150  # extents of texts
_HALF = 0.55  # of the usual extent: shorter than that is hardly a title
_OFTEN, _AGAIN_COST = 3, 0.7  # times; cost of what comes so often, amid an article
_NAME, _NAME_COST = 40, 1.0  # extent and cost of an author or a category on a line of its own

_SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?…]\s+[«“\"]?[^\W\d_a-zß-ÿ]|[。！？].")
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\s»”\")\]]*$")
_TITLE_ENDS = {".": 3.0, "。": 3.0, "…": 1.5, ",": 3.0, ";": 3.0, ":": 3.0}
_CLOSING = ' \xa0\u202f»”"’)]'
_ASKING = frozenset("?!？！")  # may stand within a headline
_ONE_WORD = re.compile(r"[^\W\d_\u2e80-\uffff]+")
_NUMBER = re.compile(r"\d+")
_WIDE = re.compile("[\u2e81-\uffe5]")
_LETTER = re.compile(r"[^\W\d_]")


def page_of(tokens: Sequence[Token]) -> Page:
    """What can be said of the page before it is read."""
    short = (token.text for token in tokens if token.kind is Kind.TEXT and extent(token.text) < _SENTENCE)
    counts = Counter(map(_shape, short))
    return Page(
        titles=frozenset(
            token.text for token in tokens if token.kind in {Kind.MORE, Kind.TITLE} and token.text
        ),
        often=frozenset(shape for shape, count in counts.items() if count >= _OFTEN),
    )


def _shape(text: str) -> str:
    """The text with its numbers alike: "Photo 1", "Photo 2"."""
    return _NUMBER.sub("0", text)


def page_with_titles(page: Page, titles: Sequence[Token], *, whole: bool) -> Page:
    """The page once a first reading has found titles on it."""
    openings = Counter(_opening(title.text) for title in titles)
    levels = Counter(title.level for title in titles)
    return Page(
        titles=page.titles,
        often=page.often,
        extent=median(extent(title.text) for title in titles) if titles else 0.0,
        openings=frozenset(opening for opening, count in openings.items() if count > 1),
        level=max(levels, key=lambda level: levels[level]) if titles else None,
        whole=whole,
    )


def _opening(text: str) -> str:
    return " ".join(text.split(maxsplit=2)[:2]).casefold()


def extent(text: str) -> int:
    """How much a text says, in Latin letters: an ideograph or a kana counts for two."""
    return len(text) + len(_WIDE.findall(text))


def is_sentence(text: str) -> bool:
    """Whether a text is too long and too finished for a menu."""
    return extent(text) > _SENTENCE and _SENTENCE_END.search(_said(text)) is not None


@lru_cache(maxsize=2048)
def _said(text: str) -> str:
    """A text as it ends before the agencies that it names."""
    return split_credits(text)[0] or text


def is_text(text: str) -> bool:
    """Whether a text is finished, or too long for a title."""
    return extent(text) > _LONG or _SENTENCE_END.search(_said(text)) is not None


def may_be_name(text: str) -> bool:
    """Whether a text is short enough for an author or a category, and no sentence."""
    return extent(text) < _NAME and not _SENTENCE_END.search(text)


def costs_of(token: Token, *, dateline: bool, below: bool, beside: bool, page: Page) -> dict[Part, float]:
    """The parts a token might play. `dateline`: it is a date or a byline; `below`: it may be a name below
    one; `beside`: it is in a sidebar.
    """
    if token.kind is Kind.MORE:
        return {Part.MORE: 0}
    if token.kind is Kind.HEADING:
        return {Part.NOISE: 0}
    if dateline:
        return {Part.NOISE: 0.3, Part.DATELINE: 0, Part.ASIDE: 0}
    if token.kind is Kind.TITLE or token.text in page.titles:
        return {Part.TITLE: -4, Part.NOISE: _IMPOSSIBLE if token.kind is Kind.TITLE else 3}
    if wordings.is_sidebar(token.text) or wordings.is_furniture(token.text):
        return {Part.NOISE: 0, Part.TITLE: 4}
    about = _AGAIN_COST if _shape(token.text) in page.often else _NAME_COST if below else math.inf
    return {
        Part.NOISE: _noise_cost(token, page),
        Part.TITLE: _title_cost(token, page) + 2 * beside,
        Part.DATELINE: about,
        Part.ASIDE: about,
        Part.BODY: _body_cost(token, page),
        Part.SUBHEAD: _subhead_cost(token, page),
        Part.ITEM: _item_cost(token),
    }


def _title_cost(token: Token, page: Page) -> float:
    size = extent(token.text)
    cost = 2.2 if size < _SHORT else 1.2 if size < _SHORTISH else max(0, size - _LONG) / 40
    if page.extent:
        cost = max(cost, 3 * max(0, _HALF - size / page.extent))
    return cost + _headline_cost(token, page) + _level_cost(token, page)


def _headline_cost(token: Token, page: Page) -> float:
    """How unlike a headline of any kind a text looks."""
    text = _said(token.text)
    cost = _TITLE_ENDS.get(text[-1], 0) or _TITLE_ENDS.get(text.rstrip(_CLOSING)[-1:], 0) / 2
    stop = _SENTENCE_BREAK.search(text)
    if stop:
        cost += 0.7 if {*stop[0]} & _ASKING else 2
    cost += 2 * text[0].islower()
    cost += 4 * (_shape(token.text) in page.often) + (_ONE_WORD.fullmatch(text) is not None)
    return cost + 6 * (not _LETTER.search(text)) + 0.7 * token.bullet


def _level_cost(token: Token, page: Page) -> float:
    """What a Markdown heading is worth: titles are all of one level."""
    if not token.level:
        return 0
    return -1.5 if page.level in {token.level, None} else 3


def _subhead_cost(token: Token, page: Page) -> float:
    """Dearer the more it is like the titles of the page: in extent, in the words it begins with."""
    if token.level and page.level is not None and token.level > page.level:
        return -1
    likeness = min(1.0, extent(token.text) / page.extent) ** 2 if page.extent else 0.5
    cost = 0.5 + 2 * likeness + 2 * (_opening(token.text) in page.openings) + 2 * (not page.whole)
    return cost + _headline_cost(token, page)


def _body_cost(token: Token, page: Page) -> float:
    text, size = _said(token.text), extent(token.text)
    if _SENTENCE_END.search(text):
        cost = 0.0
    elif size > _LONG_PARAGRAPH or text[-1] in ",;:":
        cost = 0.7
    else:
        cost = 1.2 if size > _PARAGRAPH + _SHORTISH else 2.2
    cost += 2 if size < 2 * _SHORT else 0.7 if size < 4 * _SHORT else 0
    cost += 3 * (token.level > 0) + 3 * (_shape(token.text) in page.often)
    return cost + 0.8 * token.bullet - 0.7 * bool(_SENTENCE_BREAK.search(text))


def _item_cost(token: Token) -> float:
    """No more than noise costs for what may stand in any menu."""
    if not token.bullet:
        return math.inf
    return 0 if extent(token.text) >= _SHORTISH else 0.4


def _noise_cost(token: Token, page: Page) -> float:
    text, size = token.text, extent(token.text)
    if _shape(text) in page.often:
        return 0
    if size < _SHORTISH:
        return 0.4
    if is_sentence(text):
        return 4.5 if size > _PARAGRAPH else 3
    return 1.2
