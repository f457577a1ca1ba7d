"""What a feed or an API says of an article: excerpt, whole text, the agencies it names, its first picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sources.adapters import wordings
from sources.credits import split_credits
from sources.entry import Credit, Entry
from sources.markup import plain, sanitise
from sources.readable import readable
from sources.text import clean, shorten, squash
from sources.urls import canonical, same_article

EXCERPT = 1500  # characters at most
OPENING = 500  # characters of a whole article that stand in for its excerpt
LONGEST_TITLE = 1000  # characters
LONGEST_CONTENT = 1_000_000  # characters; what is longer is no article
_TAIL = 300  # characters in which "continue reading" and its title have room
_NOTES = 1000  # characters at the end of an article in which agencies are named
_TEASED = 20_000  # characters of HTML from which an opening is taken
_PARAGRAPHS = 2  # of a whole article; a teaser has one
_CUT = re.compile(r"\s*(?:[\[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3})\s*[»›>→]*\s*$")
_BROKEN_OFF = re.compile(r"(?<=[.!?»”])…$")  # after a whole sentence
_MORE_MARK = re.compile(r"<!--more[^>]{0,200}-->|<span id=[\"']more-\d+[\"']")
_MORE_SPAN = re.compile(r"(<p>\s{0,9})?<span id=[\"']more-\d+[\"']></span>(?(1)\s{0,9}</p>)")
_PARAGRAPH = re.compile(r"</p\s*>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]{0,500}?href\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_IMAGE = re.compile(r"<img\s[^>]{0,2000}>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*[\"']\s*([^\"']+)", re.IGNORECASE)
_SAMPLE = 20_000  # characters that a language is judged by
_TELLING = 300  # characters below which they settle nothing
_TINY = re.compile(r"\s(?:width|height)\s*=\s*[\"']?[0-3](?:px)?[\"'\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What an article says."""

    excerpt: str | None = None  # plain text; "…" at its end says that it is cut
    content: str | None = None  # sanitised HTML
    credits: tuple[Credit, ...] = ()


def prose_of(summary: str, content: str, *, title: str, url: str | None, base: str | None) -> Prose:
    """The prose of an article of which HTML is given: a `summary`, the whole `content`, or either.

    A summary alone that has several paragraphs and is not cut short is taken for the whole. Relative
    addresses are resolved against `base`. Of HTML longer than any article the beginning is read.
    """
    summary, content = (without_notice(html[:LONGEST_CONTENT], url) for html in (summary, content))
    teaser = excerpt_of(plain(summary), title)
    if not content and teaser and is_whole(summary, teaser):
        content, teaser = summary, None
    if not teaser and content:
        teaser = shorten(excerpt_of(plain(_opening(content)), title) or "", OPENING) or None
    excerpt, named = split_credits(teaser or "")
    _, noted = split_credits(plain(content[-_NOTES:])[-_NOTES:]) if content else ("", ())
    return Prose(
        excerpt=_BROKEN_OFF.sub(" …", excerpt) or None,
        content=sanitise(_MORE_SPAN.sub("", content), base) or None if content else None,
        credits=tuple(dict.fromkeys((*named, *noted))),
    )


def title_of(text: str, *, html: bool) -> str:
    """A title in plain text."""
    text = text[: 10 * LONGEST_TITLE]
    return shorten(plain(text) if html else squash(clean(text)), LONGEST_TITLE)


def excerpt_of(text: str, title: str = "") -> str | None:
    """An excerpt without "continue reading", which may name the title, and with "…" where it is cut."""
    body, tail = text[:-_TAIL], text[-_TAIL:]
    more = wordings.more(tail)
    if more and _is_only(more.after, title):
        tail = more.before
    return shorten(_CUT.sub("…", (body + tail).rstrip()), EXCERPT).strip() or None


def _is_only(after: str, title: str) -> bool:
    """Whether nothing but the title and marks stands there."""
    words, of_title = re.findall(r"\w+", after.casefold()), re.findall(r"\w+", title.casefold())
    return words == of_title[: len(words)]


def is_whole(html: str, text: str) -> bool:
    """Whether HTML of which `text` is the excerpt has several paragraphs and no sign that more follows."""
    filled = [part for part in _PARAGRAPH.split(html) if plain(part[:_TEASED])]
    return len(filled) >= _PARAGRAPHS and not text.endswith("…") and not _MORE_MARK.search(html)


def _opening(html: str) -> str:
    mark = _MORE_MARK.search(html)
    return html[: min(mark.start() if mark else _TEASED, _TEASED)]


def without_notice(html: str, url: str | None) -> str:
    """The HTML without a last paragraph that says nothing but where it first appeared.

    Such a paragraph, in whatever language, has two links: to the article and to its site.
    """
    start = html.rfind("<p")
    notice = html[start:] if start >= 0 and url else ""
    links = [canonical(link) for link in _LINK.findall(notice[:_TEASED])]
    if len(links) != 2 or not url or None in links:  # noqa: PLR2004 - article and site
        return html
    article, site = (same_article(str(link)) for link in links)
    return html[:start] if article == same_article(url) and article.startswith(site) else html


def first_image(html: str, base: str | None) -> str | None:
    """The address of the first picture that is larger than a counting pixel."""
    for tag in _IMAGE.findall(readable(html[:_TEASED], {"img"}, base)):
        source = _SOURCE.search(tag)
        if source and not _TINY.search(tag) and (url := canonical(source[1].replace("&amp;", "&"), base)):
            return url
    return None


def language_of(entries: Sequence[Entry]) -> str | None:
    """The language (BCP 47) in which the articles are written, by their frequent words; None of few words."""
    text = "\n".join(f"{one.title}\n{one.excerpt or ''}" for one in entries)[:_SAMPLE]
    return wordings.language_of(text) if len(text) >= _TELLING else None


def in_language(entries: Iterable[Entry], language: str | None) -> tuple[Entry, ...]:
    """The entries, of which those without a language are in this one."""
    return tuple(entry if entry.language else replace(entry, language=language) for entry in entries)
