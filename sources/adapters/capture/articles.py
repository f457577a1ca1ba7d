"""From labelled tokens to articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.adapters.capture.looks import Part, is_sentence
from sources.adapters.capture.unglue import Token
from sources.entry import Credit

_OPENING = 80  # characters by which an article without title is known
_COMPARED = 1000  # characters of two texts under one title
_NAMESAKES = 20  # articles of one title that are looked at
_STOPS = ".!?…。！？؟"


@dataclass(slots=True)
class Article:
    """One article as the capture shows it."""

    title: str = ""
    blocks: list[tuple[Part, str]] = field(default_factory=list)  # BODY, SUBHEAD and ITEM, in order
    datelines: list[str] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)  # named by lines of their own
    linked: bool = False  # a "continue reading" link closes it

    @property
    def weight(self) -> tuple[int, bool, bool]:
        """How much of the article is here: of two showings the weightier is kept."""
        return (sum(len(text) for _, text in self.blocks), self.linked, bool(self.datelines))

    @property
    def opening(self) -> str:
        """The first words of its text."""
        return self.blocks[0][1][:_OPENING] if self.blocks else ""

    @property
    def text(self) -> str:
        """All of its text in one line."""
        return " ".join(text for _, text in self.blocks)

    @property
    def has_text(self) -> bool:
        """Whether it has more to say than a caption."""
        return any(is_sentence(text) or text[-1] in _STOPS for _, text in self.blocks)


def articles_of(tokens: Sequence[Token], parts: Sequence[Part]) -> tuple[list[Article], int]:
    """The articles in the capture's order, each once; and how many more times one was shown."""
    shown = _assembled(tokens, parts)
    once = _once(shown)
    return once, len(shown) - len(once)


def _assembled(tokens: Sequence[Token], parts: Sequence[Part]) -> list[Article]:
    articles: list[Article] = []
    article: Article | None = None  # the one that is being read
    waiting: list[Token] = []  # date lines above what they belong to
    above = _dates_stand_above(parts)
    for token, part in zip(tokens, parts, strict=True):
        if part is Part.TITLE or (part is Part.BODY and article is None):
            article = Article(title=token.text if part is Part.TITLE else "")
            articles.append(article)
        if part in {Part.DATELINE, Part.ASIDE}:
            if above or not articles:
                waiting.append(token)
            else:
                _tell(articles[-1], token)
        elif article and part is not Part.NOISE:
            for line in waiting:
                _tell(article, line)
            waiting = []
            _extend(article, token, part)
        if part is Part.NOISE:
            waiting = []
        if part in {Part.NOISE, Part.MORE, Part.ASIDE}:
            article = None
    return articles


def _tell(article: Article, line: Token) -> None:
    article.datelines.append(line.text)
    article.credits += line.credits


def _extend(article: Article, token: Token, part: Part) -> None:
    article.credits += token.credits
    if part is Part.MORE:
        article.title = article.title or token.text
        article.linked = True
    elif part is not Part.TITLE:
        article.blocks.append((part, token.text))


def _dates_stand_above(parts: Sequence[Part]) -> bool:
    """Whether date lines belong to the title below: one stands before the first title already."""
    first = next((index for index, part in enumerate(parts) if part is Part.TITLE), 0)
    return first > 0 and parts[first - 1] is Part.ASIDE


def _once(articles: list[Article]) -> list[Article]:
    """Each article once, where it is shown most fully; untitled, it may be known by its text."""
    kept: dict[int, Article] = {}  # by the place where it stands
    places: dict[str, list[int]] = defaultdict(list)  # by title
    openings = {article.opening for article in articles if article.title and article.blocks}
    for place, article in enumerate(articles):
        if not article.title and article.opening in openings:
            continue
        namesakes = places[" ".join((article.title or article.opening).casefold().split())]
        twin = next((one for one in namesakes[-_NAMESAKES:] if _is_same(kept[one], article)), None)
        if twin is not None and kept[twin].blocks:
            kept[twin] = max(kept[twin], article, key=lambda one: one.weight)
            continue
        if twin is not None:  # shown in passing: its place is where its text is
            namesakes.remove(twin)
            del kept[twin]
        namesakes.append(place)
        kept[place] = article
    return list(kept.values())


def _is_same(one: Article, other: Article) -> bool:
    """Whether two articles of one title are one: unless each has a text of its own."""
    if not (one.has_text and other.has_text):
        return True
    texts = [re.findall(r"\w+", article.text[:_COMPARED].casefold()) for article in (one, other)]
    common = max(1, min(map(len, texts)) - 1)  # the last word may be cut
    return texts[0][:common] == texts[1][:common]
