"""What each token of a capture is: the likeliest reading of the whole page.

A listing has a rhythm: title, perhaps a date line, text, perhaps a link to the rest. Every token could be
several things, at a cost that its own looks set; one thing following another has a cost as well. The cheapest
path through all tokens is the reading (Viterbi's algorithm, linear in the number of tokens).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from statistics import median

from sources.adapters import wordings
from sources.adapters.capture.unglue import Kind, Token


class Part(Enum):
    """What a token is on the page."""

    NOISE = auto()  # menus, sidebars, footers
    TITLE = auto()
    DATELINE = auto()  # about the article whose title was just read
    BODY = auto()
    SUBHEAD = auto()
    ITEM = auto()  # of a list within the text
    MORE = auto()
    ASIDE = auto()  # about the article whose text was just read, or whose title follows


N, T, D, B, S, I, R, A = Part
NEVER = math.inf

# What may follow what, and how surprising it is. Left out: never.
FOLLOWS: dict[Part, dict[Part, float]] = {
    N: {N: 0, T: 1, B: 4, A: 0.7, R: 4},
    T: {B: 0, D: 0.2, T: 3.5, R: 1.5, N: 3},
    D: {D: 0.1, B: 0, T: 3.5, R: 1.5, N: 2.5},
    B: {B: 1.2, S: 3, I: 1, R: 0, A: 0.5, T: 1, N: 1.5},
    S: {B: 0, I: 1},
    I: {I: 0, B: 0.5, S: 1.5, R: 0.5, A: 1, T: 1.5, N: 1.5},
    R: {T: 0, A: 0.3, N: 2, B: 3, R: 1.5},
    A: {A: 0.1, T: 0, N: 0.8, B: 3, R: 0.5},
}
FIRST: dict[Part, float] = {N: 0, T: 0.3, B: 2.5, A: 0.5}
LAST: dict[Part, float] = {N: 0, T: 3.5, D: 2.5, B: 0, I: 0, R: 0, A: 0}


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of the page as a whole when one token is weighed."""

    titles: frozenset[str]  # texts that are titles for certain
    often: frozenset[str]  # texts that come up again and again
    linked: bool  # articles end with a "continue reading" link as a rule
    extent: float = 0.0  # the usual extent of a title here, 0 when unknown
    openings: frozenset[str] = frozenset()  # first words that several titles share


def parts_of(tokens: Sequence[Token], is_dateline: Sequence[bool]) -> list[Part]:
    """The part that each token plays; `is_dateline` says which tokens are dates, bylines and the like."""
    counts = Counter(token.text for token in tokens if token.kind is Kind.TEXT)
    titles = frozenset(token.text for token in tokens if token.kind in {Kind.MORE, Kind.TITLE} and token.text)
    links = sum(token.kind is Kind.MORE for token in tokens)
    page = Page(titles, frozenset(text for text, count in counts.items() if count > 2), links > 2)
    costs = [_costs(token, dateline, page) for token, dateline in zip(tokens, is_dateline, strict=True)]
    first = _cheapest(costs, page)
    page = _learned(tokens, first, page)
    costs = [_costs(token, dateline, page) for token, dateline in zip(tokens, is_dateline, strict=True)]
    return _cheapest(costs, page)


def _learned(tokens: Sequence[Token], parts: Sequence[Part], page: Page) -> Page:
    """The page with what a first reading taught of its titles: those that are sure, or that follow a link."""
    titles = [
        token.text
        for token, part, former in zip(tokens, parts, [N, *parts], strict=False)
        if part is T and (token.text in page.titles or former is R or not page.linked)
    ]
    openings = Counter(map(_opening, titles))
    return replace(
        page,
        extent=median(map(extent, titles)) if titles else 0.0,
        openings=frozenset(opening for opening, count in openings.items() if count > 1),
    )


def extent(text: str) -> int:
    """How much a text says, in Latin letters: ideographs and kana count for more."""
    return len(text) + sum(char > "\u2e80" for char in text)


def _costs(token: Token, dateline: bool, page: Page) -> dict[Part, float]:
    if token.kind is Kind.MORE:
        return {R: 0}
    if token.kind is Kind.HEADING:
        return {N: 0}
    if dateline:
        return {N: 0.3, D: 0, A: 0}
    text = token.text
    if wordings.is_sidebar(text) or wordings.is_furniture(text):
        return {N: 0, T: 4}
    title = _title_cost(token, page)
    return {
        N: _noise_cost(token, page),
        T: title,
        B: _body_cost(token, page),
        S: _subhead_cost(token, title, page),
        I: 0.5 if token.bullet else NEVER,
    }


def _title_cost(token: Token, page: Page) -> float:
    text, size = token.text, extent(token.text)
    if token.kind is Kind.TITLE or text in page.titles:
        return -4
    cost = 4.0 if text in page.often else 0.0
    cost += 3 if size < 12 else 1.2 if size < 20 else max(0, size - 140) / 40
    cost += {".": 3, "。": 3, "…": 1.5, ",": 3, ";": 3, ":": 3}.get(text[-1], 0)
    cost += (
        2 * bool(_SENTENCE_BREAK.search(text))
        + 2 * text[0].islower()
        + 0.7 * token.bullet
        - 1.5 * bool(token.level)
    )
    return cost


def _subhead_cost(token: Token, title_cost: float, page: Page) -> float:
    """As a title, but for its likeness to the titles of this page: their extent and the words they begin with."""
    if token.text in page.titles or token.kind is Kind.TITLE:
        return 8
    likeness = min(1.0, extent(token.text) / page.extent) ** 2 if page.extent else 0.5
    return max(title_cost, 0) + 0.5 + 2 * likeness + 2 * (_opening(token.text) in page.openings)


def _opening(text: str) -> str:
    return " ".join(text.split()[:2]).casefold()


_SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?…]\s+[«“\"]?[A-ZÀ-ÞА-Я]|[。！？].")
_SENTENCE_END = re.compile(r"[.!?…。！？؟][»”\")\]]*$")


def _body_cost(token: Token, page: Page) -> float:
    text, size = token.text, extent(token.text)
    if token.kind is Kind.TITLE or text in page.titles:
        return 8
    ended = bool(_SENTENCE_END.search(text))
    cost = 0.0 if ended else 0.7 if size > 150 or text[-1] in ",;:" else 1.2 if size > 100 else 2.2
    cost += 2 if size < 25 else 0.7 if size < 50 else 0
    cost += 3 * bool(token.level) + 3 * (text in page.often)
    return cost - 0.7 * bool(_SENTENCE_BREAK.search(text))


def _noise_cost(token: Token, page: Page) -> float:
    text, size = token.text, extent(token.text)
    if token.kind is Kind.TITLE:
        return 9
    if text in page.often:
        return 0
    if text in page.titles:
        return 3
    if size < 20:
        return 0.4
    return 3 if size > 80 and _SENTENCE_END.search(text) else 1.2


def _follows(page: Page) -> dict[Part, dict[Part, float]]:
    if not page.linked:
        return FOLLOWS
    return FOLLOWS | {B: FOLLOWS[B] | {T: 3, S: 1.5}, I: FOLLOWS[I] | {T: 3}}


def _cheapest(costs: Sequence[dict[Part, float]], page: Page) -> list[Part]:
    """The path of least cost, Viterbi's algorithm."""
    FOLLOWS = _follows(page)
    if not costs:
        return []
    best = {part: FIRST.get(part, 9) + cost for part, cost in costs[0].items()}
    steps: list[dict[Part, Part]] = []
    for options in costs[1:]:
        step: dict[Part, Part] = {}
        reached: dict[Part, float] = {}
        for part, cost in options.items():
            before = min(best, key=lambda former: best[former] + FOLLOWS[former].get(part, 9))
            step[part] = before
            reached[part] = best[before] + FOLLOWS[before].get(part, 9) + cost
        steps.append(step)
        best = reached
    part = min(best, key=lambda last: best[last] + LAST.get(last, 9))
    path = [part]
    for step in reversed(steps):
        part = step[part]
        path.append(part)
    return path[::-1]
