"""From an article of a capture to an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.adapters import wordings
from sources.adapters.capture.articles import Article
from sources.adapters.capture.looks import Part
from sources.dates import find_in_text, read_visible
from sources.entry import Credit, DateEvidence, Entry, Person
from sources.text import html_of_blocks, shorten, split_credits

EXCERPT = 1500  # characters at most
FULL_EXCERPT = 500  # characters after which an excerpt of a whole article takes no further paragraph
_DATELINE = 250  # characters at most
_NO_DIGITS = 25  # characters of a date without digits, at most: "hier"
_PROSE = 4000  # characters of an article in which its date is looked for
_ELEMENTS = {Part.BODY: "p", Part.SUBHEAD: "h3", Part.ITEM: "li"}
_GLUED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d)|(?<=\D(?:19|20)\d\d)(?=[^\W\d_])")
_TRAILING_NUMBER = re.compile(r"(?<=[^\d\s])\s+\d{1,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d[.,;]?")
_CUT = re.compile(r"\s*(?:\[(?:…|\.{3})\]|…|\.{3}|\(…\))\s*$")


def dateline(text: str, language: str | None) -> bool:
    """Whether a line is about an article: its date, author, comments, categories."""
    if len(text) > _DATELINE:
        return False
    return wordings.is_meta(text) or wordings.is_byline(text) or _date(text, language) is not None


def _date(text: str, language: str | None) -> DateEvidence | None:
    """The date that a line gives, as a label of its own or among other things about the article."""
    text = _TRAILING_NUMBER.sub("", _GLUED_YEAR.sub(" ", split_credits(text)[0]))
    if not text or not (len(text) < _NO_DIGITS or any(map(str.isdigit, text))):
        return None
    found = read_visible(text, language)
    if found or not wordings.is_meta(text):
        return found
    return next((found for label in _labels_within(text) if (found := read_visible(label, language))), None)


def _labels_within(text: str) -> Iterator[str]:
    """The words around each year: "18 juin 2025", "June 18, 2025"."""
    words = text.split()
    for index, word in enumerate(words):
        if _YEAR.fullmatch(word):
            yield from (" ".join(words[max(0, index - before) : index + 1]) for before in (3, 2))


def entry_of(article: Article, language: str | None) -> Entry | str:
    """The entry, or why there is none."""
    credits: dict[Credit, None] = {}
    blocks: list[tuple[Part, str]] = []
    for part, text in article.blocks:
        rest, named = split_credits(text)
        credits |= dict.fromkeys(named)
        if rest:
            blocks.append((part, rest))
    if not (article.title or blocks):
        return "no title and no text"
    whole = len(blocks) > 1 and not article.linked and not _CUT.search(blocks[-1][1])
    return Entry(
        title=article.title,
        excerpt=_excerpt(blocks, whole=whole),
        content=html_of_blocks((_ELEMENTS[part], text) for part, text in blocks) if whole else None,
        dates=_dates(article, blocks, language),
        authors=_authors(article),
        credits=tuple(credits),
        language=language,
    )


def _excerpt(blocks: list[tuple[Part, str]], *, whole: bool) -> str | None:
    """The text; of a whole article its first paragraphs."""
    taken: list[str] = []
    for part, text in blocks:
        if whole and taken and (part is not Part.BODY or sum(map(len, taken)) + len(text) > FULL_EXCERPT):
            break
        taken.append(text)
    return shorten(_CUT.sub("…", " ".join(taken)), EXCERPT) or None


def _dates(
    article: Article, blocks: list[tuple[Part, str]], language: str | None
) -> tuple[DateEvidence, ...]:
    """What the date lines say, then what the prose says."""
    stated = [found for text in article.datelines if (found := _date(text, language))]
    prose = "\n".join(text for _, text in blocks)[:_PROSE]
    return (*stated, *find_in_text(prose, language))


def _authors(article: Article) -> tuple[Person, ...]:
    names = (wordings.author(split_credits(text)[0]) for text in article.datelines)
    return tuple(Person(name=name) for name in dict.fromkeys(names) if name)
