"""The capture adapter: plain text of a listing page, as a person or a text extractor saves it.

lines.py reads lines without their marks, fused.py and dated.py divide lines with title and text, or title
and date, run together, unglue.py takes glued lines apart, noted.py hears which agencies are named,
bullets.py forgets bullets that mark no list, datelines.py knows dates and bylines, parts.py finds each
token's part on the page by the looks of looks.py, articles.py gathers articles, each once, and entries.py
makes entries of them. Every step takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter

from sources.adapters import wordings
from sources.adapters.capture.articles import articles_of
from sources.adapters.capture.bullets import without_idle_bullets
from sources.adapters.capture.dated import split_dates
from sources.adapters.capture.datelines import find_datelines
from sources.adapters.capture.entries import entry_of
from sources.adapters.capture.fused import split_fused
from sources.adapters.capture.lines import lines_of
from sources.adapters.capture.noted import with_credits
from sources.adapters.capture.parts import parts_of
from sources.adapters.capture.unglue import Kind, Token, unglue
from sources.dates.order import regional
from sources.entry import Document, Dropped, Entry, Listing, Tag
from sources.errors import NoArticles, UnreadableDocument
from sources.text import clean, decode, tag_of

LARGEST = 2 * 2**20  # bytes: some thousand articles
EXPECTED = "expected the text of a page that lists articles"
_LANGUAGE_SAMPLE = 20_000  # characters
_MARKUP = re.compile(rb"\s*(?:<[a-z!?/]|[\[{]\s*[\"{\[])", re.IGNORECASE)
_REPEATED = "shown more than once"
_PLAIN_NAME = (".txt", ".text", ".md")


def claims(document: Document) -> bool:
    """Whether the document says it is plain text, or at least begins neither as markup nor as binary data."""
    kind = (document.content_type or "").partition(";")[0].strip().lower()
    if kind:
        return kind in {"text/plain", "text/markdown"}
    head = document.data[:1024]
    return document.location.lower().endswith(_PLAIN_NAME) or not (_MARKUP.match(head) or b"\0" in head)


def read(document: Document, language: str | None = None) -> Listing:
    """The articles that the capture shows, in its order; `language` (BCP 47) is found out when not given.

    Raises UnreadableDocument when the document is empty, too large or no text, NoArticles when it lists
    no article.
    """
    text = _text(document)
    language = language or wordings.language_of(text[:_LANGUAGE_SAMPLE])
    lines = split_dates(split_fused(lines_of(text), language), language)
    tokens = without_idle_bullets(with_credits(unglue(lines)))
    articles, repeated = articles_of(tokens, parts_of(tokens, find_datelines(tokens, language)))
    dated_in = regional(language, (token.text for token in tokens), document.captured.date())
    read_entries = [entry_of(article, language, dated_in) for article in articles]
    entries = tuple(entry for entry in read_entries if isinstance(entry, Entry))
    if not entries:
        raise NoArticles(f"{document.location}: no article found; {EXPECTED}")
    dropped = Counter(reason for reason in read_entries if isinstance(reason, str))
    dropped += Counter({_REPEATED: repeated})
    return Listing(
        adapter="capture",
        entries=entries,
        language=language,
        tag=_tag(tokens),
        dropped=tuple(Dropped(reason=reason, count=count) for reason, count in dropped.items()),
    )


def _text(document: Document) -> str:
    size = len(document.data)
    if size > LARGEST:
        raise UnreadableDocument(
            f"{document.location}: {size / 2**20:.1f} MiB; "
            f"a capture may have {LARGEST / 2**20:.0f} MiB at most"
        )
    try:
        text = clean(decode(document.data, _charset(document.content_type)))
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{document.location}: {error}") from None
    if not text.strip():
        raise UnreadableDocument(f"{document.location}: empty; {EXPECTED}")
    return text


def _charset(content_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


def _tag(tokens: list[Token]) -> Tag | None:
    """The tag, or else the category, that the page's heading names; none where several are named."""
    found = [wordings.heading(token.text) for token in tokens if token.kind is Kind.HEADING]
    for kind in ("tag", "category"):
        tags = {tag_of(heading.label) for heading in found if heading and heading.kind == kind}
        if tags:
            return tags.pop() if len(tags) == 1 else None
    return None
