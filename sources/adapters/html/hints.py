"""What the names that a page gives its elements hint at: classes, ids, properties of microdata, relations."""

from __future__ import annotations

import re
from functools import lru_cache

# Bits of a hint; an int, because an enum's operators cost more than all else that reads an article.
DATE = 1 << 0
UPDATED = 1 << 1
AUTHOR = 1 << 2
TITLE = 1 << 3
SUMMARY = 1 << 4
BODY = 1 << 5  # the place of the article's text
TAXONOMY = 1 << 6  # tags, categories, sections
META = 1 << 7  # a line about the article
NOISE = 1 << 8  # comments, sharing, counts, buttons
MORE = 1 << 9
HIDDEN = 1 << 10
CAPTION = 1 << 11
BESIDE = 1 << 12  # menus, sidebars, related posts, pagination, …
MAIN = 1 << 13
PUBLISHED = 1 << 14  # a date that is said to be the one of publication
PROSE = 1 << 15  # by element: a paragraph
HEADING = 1 << 16  # by element
LINK = 1 << 17  # by element
SLIDER = 1 << 18
EMPHASIS = 1 << 21  # set larger or bolder
WHOLE = 1 << 20  # the place of the whole article's text
CONCEALED = 1 << 19  # there, but not shown at first

_WORDS = {
    DATE: """
        date dates datetime time timestamp day days calendar clock when age ago dateline postdate pubdate
        datum fecha giorno jour posted published publish datecreated datepublished datemodified fulldate
        shortdate
    """,
    PUBLISHED: "published datepublished pubdate",
    UPDATED: "updated modified datemodified lastmod",
    AUTHOR: """
        author authors byline writer writers sign vcard autor autore auteur autoren creator username hnuser
        poster contributor contributors journalist reporter signature firma postedby auth
    """,
    TITLE: """
        title titles headline heading ttl titulo titre titel titolo subject topictitle titlelink storylink
    """,
    SUMMARY: """
        excerpt summary description desc intro teaser standfirst deck dek blurb snippet abstract chapo sapo
        lede resumen bajada sommaire preview introtext synopsis anons anrisstext vorspann
    """,
    BODY: "content body text texte testo texto articlebody entry",
    TAXONOMY: """
        cat cats category categories tag tags tagged topic topics section kicker rubric rubrik rubrique
        chapeau chapeu label labels eyebrow badge terms taxonomy catlinks taglinks keywords flair occhiello
    """,
    META: "meta info byline details infobox postmeta utility metadata footer infos subtext tagline",
    NOISE: """
        comment comments replies respond share sharing social likes votes score counter edit print readtime
        duration rating tools actions toolbar reactions permalink sitebit lastpost rank
    """,
    MORE: "more readmore morelink btn button continue cta weiterlesen leggi lire",
    HIDDEN: "visuallyhidden sronly",
    CAPTION: "caption figcaption credit credits copyright thumb thumbnail",
    BESIDE: """
        nav navigation navbar menu menus sidebar sidebars footer breadcrumb breadcrumbs pagination pager
        paging related popular trending recommended recommend cookie cookies consent advert adverts ads
        sponsor newsletter subscribe toc login offcanvas masthead topbar colophon blogroll tagcloud sitemap
        modal popup comments missed mostread widgets aside rail complementary
    """,
    SLIDER: """
        slider slides slide slideshow carousel swiper slick owl flexslider ticker marquee banner newsticker
    """,
    MAIN: "main content primary",
    EMPHASIS: "bold semibold strong",
}
_PHRASES = {
    HIDDEN: """
        descriptor field-label views-label screen-reader-text sr-only visually-hidden assistive-text
        element-invisible
    """,
    MORE: "read-more more-link continue-reading",
    AUTHOR: "p-author posted-by by-author fa-user icon-user topic-poster",
    DATE: "posted-on dt-published fa-calendar fa-clock",
    PUBLISHED: "dt-published",
    EMPHASIS: "text-lg text-xl text-2xl text-3xl h1 h2 h3 h4 h5",
    WHOLE: "entry-content e-content post-content post-body article-content article-body",
    BODY: "entry-content e-content post-content post-body article-content article-body",
    UPDATED: "dt-updated last-updated",
    NOISE: """
        reading-time read-time post-views page-views view-count views-count views comments-link leave-reply
        meta-nav edit-link word-count
    """,
    TAXONOMY: "p-category cat-links tags-links tag-links",
    BESIDE: """
        widget widget-area most-read most-popular most-viewed table-of-contents side-bar also-like
        you-may-like mais-lidas le-piu-lette plus-lus lo-mas-leido skip-link recent-posts recent-comments
        latest-posts-widget site-header site-footer page-header__nav post-navigation nav-links
    """,
}
_TIME_TAG = re.compile(r"(?:^|-)time(?:$|-)")  # custom elements, as <relative-time>
_SPLIT = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LAYOUT = frozenset(["has", "no", "with", "without", "is", "not", "js", "wp", "fl", "et", "col", "layout"])
_NEGATED = frozenset({"no", "not", "without", "hide"})
_BY_WORD: dict[str, int] = {}
_BY_PHRASE: dict[str, int] = {}
for _hint, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | _hint
for _hint, _words in _PHRASES.items():
    for _word in _words.split():
        _BY_PHRASE[_word] = _BY_PHRASE.get(_word, 0) | _hint

_BY_TAG = {
    "time": DATE,
    "p": PROSE,
    "a": LINK,
    "b": EMPHASIS,
    "strong": EMPHASIS,
    "figcaption": CAPTION,
    "button": NOISE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
}
REGIONS = BESIDE | MAIN | SLIDER
"""Hints that tell of parts of a page, not of an article."""


def hints_of_names(names: str) -> int:
    """What the tokens of a class, id, rel or itemprop attribute hint at, by their words."""
    found = 0
    for token in names.split():
        if ":" not in token and "[" not in token:  # utility classes such as md:hidden name no part
            found |= _hints_of_token(token)
    return found


@lru_cache(maxsize=8192)
def _hints_of_token(token: str) -> int:
    words = _SPLIT.findall(_CAMEL.sub("-", token).lower())
    if not words or _NEGATED.intersection(words):
        return 0
    if phrase := _BY_PHRASE.get("-".join(words)):
        return phrase
    found = _BY_PHRASE.get("-".join(words[:2]), 0)
    found |= _BY_PHRASE.get("-".join(words[-2:]), 0) | _BY_WORD.get("".join(words), 0)
    inner = 0
    for word in words:
        inner |= _BY_WORD.get(word, 0)
    edges = _BY_WORD.get(words[0], 0) | _BY_WORD.get(words[-1], 0)
    if words[0] in _LAYOUT:
        edges &= ~REGIONS
    return found | (inner & ~REGIONS) | (edges & REGIONS)


@lru_cache(maxsize=8192)
def hints_in_article(tag: str, classes: str | None, prop: str | None, rel: str | None) -> int:
    """What an element within an article hints at."""
    found = _BY_TAG.get(tag) or (DATE if _TIME_TAG.search(tag) else 0)
    if classes:
        found |= hints_of_names(classes)
    if prop:
        found |= _of_property(prop)
    if rel:
        found |= _of_relation(rel)
    return found


_PROPERTIES = {
    "headline": TITLE,
    "name": TITLE,
    "description": SUMMARY,
    "abstract": SUMMARY,
    "articlebody": SUMMARY | BODY | WHOLE,
    "text": SUMMARY | BODY,
    "author": AUTHOR,
    "creator": AUTHOR,
    "datepublished": DATE | PUBLISHED,
    "datecreated": DATE,
    "datemodified": DATE | UPDATED,
    "keywords": TAXONOMY,
    "articlesection": TAXONOMY,
    "about": TAXONOMY,
    "comment": NOISE,
    "commentcount": NOISE,
    "interactioncount": NOISE,
    "publisher": HIDDEN,
}


def _of_property(prop: str) -> int:
    found = 0
    for name in prop.lower().split():
        found |= _PROPERTIES.get(name.rpartition(":")[2], 0)
    return found


def _of_relation(rel: str) -> int:
    relations = rel.lower().split()
    if "author" in relations:
        return AUTHOR
    return TAXONOMY if "tag" in relations or "category" in relations else 0
