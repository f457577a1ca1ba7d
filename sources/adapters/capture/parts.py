"""What each token of a capture is: the likeliest reading of the whole page.

A listing has a rhythm: title, perhaps a date line, text, perhaps a link to the rest. Every token could be
several things, at a cost that its own looks set; one thing following another has a cost as well. The cheapest
path through all tokens is the reading (Viterbi's algorithm, linear in the number of tokens).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sources.adapters import wordings
from sources.adapters.capture.looks import (
    Page,
    Part,
    costs_of,
    is_sentence,
    is_text,
    may_be_name,
    page_of,
    page_with_titles,
)
from sources.adapters.capture.unglue import Kind, Token

Rhythm = dict[Part, dict[Part, float]]

N, T, D, B = Part.NOISE, Part.TITLE, Part.DATELINE, Part.BODY
S, L, M, A = Part.SUBHEAD, Part.ITEM, Part.MORE, Part.ASIDE

# What may follow what, and how surprising that is; what is left out hardly happens.
TEXTS: Rhythm = {
    N: {N: 0, T: 1, B: 4, A: 0.7, M: 4},
    T: {B: 0, D: 0.2, T: 3.5, M: 1.5, N: 3},
    D: {D: 0.1, B: 0, T: 3.5, M: 1.5, N: 2.5},
    B: {B: 1.2, S: 2, L: 1, M: 0, A: 0.5, T: 1, N: 1.5},
    S: {B: 0, L: 1},
    L: {L: 0, B: 0.5, S: 1.5, M: 0.5, A: 1, T: 1.5, N: 1.5},
    M: {T: 0, A: 0.3, N: 2, B: 3, M: 1.5},
    A: {A: 0.1, T: 0, N: 0.8, B: 3, M: 0.5},
}
# Where a link ends every article, what comes before the link belongs together.
LINKED: Rhythm = TEXTS | {B: TEXTS[B] | {T: 3, S: 1.5}, L: TEXTS[L] | {T: 3}}
# A list of titles without texts.
TITLES: Rhythm = TEXTS | {
    N: TEXTS[N] | {T: 0.6},
    T: TEXTS[T] | {T: 0.2, N: 0.8, D: 0, M: 0.5},
    D: TEXTS[D] | {T: 0, N: 0.8, M: 0.5},
    A: TEXTS[A] | {T: 0},
}
FIRST = {N: 0.0, T: 0.3, B: 2.5, A: 0.5}
LAST = {N: 0.0, T: 3.5, D: 2.5, B: 0.0, L: 0.0, M: 0.0, A: 0.0}
RARE = 9.0
LINKS = 2  # from so many on, and of so large a share of the articles, they are the rule
LINKED_SHARE = 0.33
MOSTLY, ABOVE = 2, 1.5  # times; how surprising a date below its title is where they stand above
BELOW = 2  # names below a date line, at most: author and category
ENOUGH = 3  # articles with a text, for a page that shows texts


def parts_of(tokens: Sequence[Token], datelines: Sequence[bool]) -> list[Part]:
    """The part that each token plays; `datelines` says which tokens are dates, bylines and the like."""
    reading = _read(tokens, datelines, _beside(tokens), TEXTS)
    links = sum(token.kind is Kind.MORE for token in tokens)
    if links >= LINKS and links > LINKED_SHARE * reading.count(T):
        reading = _read(tokens, datelines, _beside(tokens), LINKED)
    texts = _texts(tokens, reading)
    if texts >= ENOUGH:
        return reading
    titles = _read(tokens, datelines, _beside(tokens), TITLES)
    if titles.count(T) > ENOUGH * texts:
        return titles
    nothing = not {T, B} & {*reading, *titles}
    return _read(tokens, datelines, [False] * len(tokens), TITLES) if nothing else reading


def _texts(tokens: Sequence[Token], reading: Sequence[Part]) -> int:
    """How many titles have a text: finished, or led on from by a link."""
    texts, awaited = 0, False
    for token, part, after in zip(tokens, reading, (*reading[1:], N), strict=False):
        if part is T:
            awaited = True
        elif part is B and awaited and (after is M or is_text(token.text)):
            texts, awaited = texts + 1, False
    return texts


def _read(
    tokens: Sequence[Token], datelines: Sequence[bool], beside: Sequence[bool], rhythm: Rhythm
) -> list[Part]:
    """The cheapest reading, once more with what the first one taught about the titles of the page."""
    page = page_of(tokens)
    first = _weighed(tokens, datelines, beside, rhythm, page)
    titles = [
        token
        for token, part, begins in zip(tokens, first, _begins(first), strict=True)
        if part is T and (token.text in page.titles or begins or rhythm is not LINKED)
    ]
    whole = L in first or (B, B) in pairwise(first)
    follows = Counter(pairwise(first))
    if follows[A, T] > MOSTLY * follows[T, D]:
        rhythm = rhythm | {T: rhythm[T] | {D: rhythm[T][D] + ABOVE}}
    return _weighed(tokens, datelines, beside, rhythm, page_with_titles(page, titles, whole=whole))


def _begins(parts: Sequence[Part]) -> list[bool]:
    """Where an article may begin on a page of links: after each, up to the next text."""
    begins = True
    found = []
    for part in parts:
        found.append(begins)
        begins = part is M or (begins and part not in {T, B, L})
    return found


def _weighed(
    tokens: Sequence[Token], datelines: Sequence[bool], beside: Sequence[bool], rhythm: Rhythm, page: Page
) -> list[Part]:
    costs = [
        costs_of(token, dateline=dateline, below=below, beside=aside, page=page)
        for token, dateline, below, aside in zip(
            tokens, datelines, _below(tokens, datelines), beside, strict=True
        )
    ]
    return _cheapest(costs, rhythm)


def _below(tokens: Sequence[Token], datelines: Sequence[bool]) -> list[bool]:
    """Which tokens may be a name below a date line, or a second one below that."""
    found: list[bool] = []
    names = BELOW
    for token, dateline in zip(tokens, datelines, strict=True):
        names = 0 if dateline else names + 1
        found.append(0 < names <= BELOW and token.kind is Kind.TEXT and may_be_name(token.text))
        names = names if dateline or found[-1] else BELOW
    return found


def _beside(tokens: Sequence[Token]) -> list[bool]:
    """Which tokens are hardly titles by their place: under the heading of a sidebar, up to a link or a
    sentence, or above a text whose title stands elsewhere.
    """
    beside = False
    found = []
    for token, displaced in zip(tokens, _displaced(tokens), strict=True):
        if token.kind is not Kind.TEXT or is_sentence(token.text):
            beside = False
        found.append(beside or displaced)
        beside = beside or (token.kind is Kind.TEXT and wordings.is_sidebar(token.text))
    return found


def _displaced(tokens: Sequence[Token]) -> list[bool]:
    """Which tokens make up a text, with the lines above it, whose link carries a title that is not among
    them; or, if the page's heading has got behind its first link, the first text: its title is lost, too.
    """
    found = [False] * len(tokens)
    shown: set[str] = set()  # since the last link
    part: list[int] = []  # places of the text that is being read and of the lines above it
    is_first = True
    for place, token in enumerate(tokens):
        if token.kind is not Kind.MORE:
            if part and is_sentence(tokens[part[-1]].text) and not is_sentence(token.text):
                part = []
            part.append(place)
            shown.add(token.text)
            continue
        headed = is_first and place + 1 < len(tokens) and tokens[place + 1].kind is Kind.HEADING
        if headed or (token.text and token.text not in shown):
            for one in part:
                found[one] = True
        shown, part, is_first = set(), [], False
    return found


def _cheapest(costs: Sequence[dict[Part, float]], rhythm: Rhythm) -> list[Part]:
    """The path of least cost."""
    if not costs:
        return []
    best = {part: FIRST.get(part, RARE) + cost for part, cost in costs[0].items()}
    steps: list[dict[Part, Part]] = []
    for options in costs[1:]:
        step = {part: _former(part, best, rhythm) for part in options}
        best = {
            part: best[step[part]] + rhythm[step[part]].get(part, RARE) + cost
            for part, cost in options.items()
        }
        steps.append(step)
    part = min(best, key=lambda last: best[last] + (rhythm is not TITLES) * LAST.get(last, RARE))
    path = [part]
    for step in reversed(steps):
        part = step[part]
        path.append(part)
    return path[::-1]


def _former(part: Part, best: dict[Part, float], rhythm: Rhythm) -> Part:
    return min(best, key=lambda former: best[former] + rhythm[former].get(part, RARE))
