"""From labelled tokens to articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.adapters.capture.looks import Part
from sources.adapters.capture.unglue import Token


@dataclass(slots=True)
class Article:
    """One article as the capture shows it."""

    title: str = ""
    blocks: list[tuple[Part, str]] = field(default_factory=list)  # BODY, SUBHEAD and ITEM, in order
    datelines: list[str] = field(default_factory=list)
    linked: bool = False  # a "continue reading" link closes it

    @property
    def weight(self) -> tuple[int, bool, bool]:
        """How much of the article is here: of two showings the weightier is kept."""
        return (sum(len(text) for _, text in self.blocks), self.linked, bool(self.datelines))


def articles_of(tokens: Sequence[Token], parts: Sequence[Part]) -> list[Article]:
    """The articles in the capture's order, each once."""
    return _once(_assembled(tokens, parts))


def _assembled(tokens: Sequence[Token], parts: Sequence[Part]) -> list[Article]:
    articles: list[Article] = []
    article: Article | None = None  # the one that is being read
    waiting: list[str] = []  # date lines above what they belong to
    above = _dates_stand_above(parts)
    for token, part in zip(tokens, parts, strict=True):
        if part is Part.TITLE or (part is Part.BODY and article is None):
            article = Article(title=token.text if part is Part.TITLE else "")
            articles.append(article)
        if part in {Part.DATELINE, Part.ASIDE}:
            (waiting if above or not articles else articles[-1].datelines).append(token.text)
        elif article and part is not Part.NOISE:
            article.datelines += waiting
            waiting = []
            _extend(article, token, part)
        if part is Part.NOISE:
            waiting = []
        if part in {Part.NOISE, Part.MORE, Part.ASIDE}:
            article = None
    return articles


def _extend(article: Article, token: Token, part: Part) -> None:
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
    kept: dict[str, Article] = {}
    openings = {article.blocks[0][1][:80] for article in articles if article.title and article.blocks}
    for article in articles:
        opening = article.blocks[0][1][:80] if article.blocks else ""
        if not article.title and opening in openings:
            continue
        key = " ".join((article.title or opening).casefold().split())
        if key in kept and not kept[key].blocks:
            del kept[key]  # shown in passing: its place is where its text is
        if key not in kept or article.weight > kept[key].weight:
            kept[key] = article
    return list(kept.values())
