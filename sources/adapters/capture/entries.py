"""From an article of a capture to an entry."""

from __future__ import annotations

import re

from sources.adapters.capture.articles import Article
from sources.adapters.capture.datelines import date_in, people_in
from sources.adapters.capture.looks import Part
from sources.credits import split_credits
from sources.dates import find_in_text
from sources.entry import Credit, DateEvidence, Entry
from sources.markup import html_of_blocks
from sources.text import clean, shorten

EXCERPT = 1500  # characters at most
_ENOUGH = 500  # characters after which the excerpt of a whole article takes no further paragraph
_PROSE = 4000  # characters of an article in which its date is looked for
_ELEMENTS = {Part.BODY: "p", Part.SUBHEAD: "h3", Part.ITEM: "li"}
_CUT = re.compile(r"\s*(?:[\[(](?:…|\.{3})[\])]|…|\.{3})\s*$")

Blocks = list[tuple[Part, str]]


def entry_of(article: Article, language: str | None, dated_in: str | None) -> Entry | str:
    """The entry, or in words why there is none. `dated_in` is the language (BCP 47) as dates are written."""
    blocks, named = _credited(article.blocks)
    if not (article.title or blocks):
        return "no title and no text"
    authors, beside = people_in(article.datelines)
    whole = len(blocks) > 1 and not article.linked and not _CUT.search(blocks[-1][1])
    return Entry(
        title=clean(article.title),
        excerpt=_excerpt(blocks, whole=whole),
        content=html_of_blocks((_ELEMENTS[part], text) for part, text in blocks) if whole else None,
        dates=_dates(article, blocks, dated_in),
        authors=authors,
        credits=tuple(dict.fromkeys((*named, *article.credits, *beside))),
        language=language,
    )


def _credited(blocks: Blocks) -> tuple[Blocks, list[Credit]]:
    """The blocks without agency notes, and the agencies."""
    parted = [(part, *split_credits(text)) for part, text in blocks]
    return [(part, rest) for part, rest, _ in parted if rest], [one for *_, named in parted for one in named]


def _excerpt(blocks: Blocks, *, whole: bool) -> str | None:
    """The text; of a whole article its first paragraphs."""
    taken: list[str] = []
    for part, text in blocks:
        if whole and taken and (part is not Part.BODY or sum(map(len, taken)) + len(text) > _ENOUGH):
            break
        taken.append(text)
    return shorten(_CUT.sub("…", " ".join(taken)), EXCERPT) or None


def _dates(article: Article, blocks: Blocks, language: str | None) -> tuple[DateEvidence, ...]:
    """What the date lines say, then what the prose says."""
    stated = [found for line in article.datelines if (found := date_in(line, language))]
    prose = "\n".join(text for _, text in blocks)[:_PROSE]
    return (*stated, *find_in_text(prose, language))
