"""The repeated tier: lists without helpful markup, found by links that stand in like places.

Links are grouped by their path of elements, each group is scored by its links' words, dates, uniformity
and place on the page. An article's part is the largest element around its link that holds no other link of
the group, or the neighbours up to the next one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from sources.adapters import wordings
from sources.adapters.html import hints
from sources.adapters.html.fields.dates import dates_of, is_date
from sources.adapters.html.fields.prose import excerpt_of
from sources.adapters.html.fields.title import leads_elsewhere
from sources.adapters.html.page import Page
from sources.adapters.html.records import ASIDE, BESIDE, NOWHERE, STRIP, Group, Record, Regions
from sources.adapters.html.siblings import divide
from sources.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_links = etree.XPath("//a[@href]")
_FEWEST = 3  # links that make a list
_FINALISTS = 4  # groups that are looked at closely
_SAMPLED = 6  # articles of a group that are looked at closely
_FULL = 30  # letters of a title that says enough; scripts without spaces need fewer
_DENSE = 2.5  # letters of an alphabet that a sign of such a script is worth
_UNIQUE = 0.9  # share of a group's articles that must stand apart at the level of its records
_FACTOR = {NOWHERE: 1.0, ASIDE: 0.5, STRIP: 0.4}
_STRONG = re.compile(r"(?:^|[\s_-])(?:primary|bold|strong|lead|big|large)(?=$|[\s_-])", re.IGNORECASE)
_FAINT = re.compile(r"(?:^|[\s_-])(?:muted|secondary|faint|subtle|small)(?=$|[\s_-])", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{7,40}")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True, eq=False)
class _Headline:
    """A link that could be an article's title."""

    element: Element
    url: str
    text: str
    worth: float  # 0 to 2
    path: tuple[Element, ...]  # from the root to the link


def groups(page: Page, regions: Regions) -> list[Group]:
    """Lists of links, a group a list, the likeliest first."""
    headlines = list(_headlines(page, regions))
    candidates = sorted(_candidates(headlines), key=_worth, reverse=True)
    finalists = [(members, list(_records(members))) for members in candidates[:_FINALISTS]]
    found = [
        Group(
            records, _worth(members) * _richness(records, page) * _FACTOR[regions.level(members[0].element)]
        )
        for members, records in finalists
    ]
    return sorted(found, key=lambda group: -group.weight)


def _headlines(page: Page, regions: Regions) -> Iterator[_Headline]:
    for element in _links(page.root):
        href = element.get("href")
        url = page.resolve(href)
        if url == page.url and href and "#" in href:
            url = page.place(href)
        if url is None or url == page.url or regions.level(element) >= BESIDE:
            continue
        text = squash("".join(element.itertext()))
        if any(map(str.isalpha, text)):
            path = (*reversed(list(element.iterancestors())), element)
            yield _Headline(element, url, text, _worth_of_link(element, text, url, page), path)


def _worth_of_link(element: Element, text: str, url: str, page: Page) -> float:
    """How much a link looks like a title, 0 to 2."""
    if _is_page_furniture(element, text, page):
        return 0.0
    letters = sum(_DENSE if char > "\u2e7f" else 1 for char in text if char.isalnum())
    worth = min(letters, _FULL) / _FULL
    parent = element.getparent()
    if (parent is not None and parent.tag in _HEADINGS) or any(child.tag in _HEADINGS for child in element):
        worth += 0.5
    if leads_elsewhere(url):
        worth -= 0.4
    names = element.get("class") or ""
    worth += 0.3 * bool(_STRONG.search(names)) - 0.3 * bool(_FAINT.search(names))
    own = hints.hints_of_names(names)
    if own & hints.TITLE:
        worth += 0.4
    elif own & (hints.NOISE | hints.TAXONOMY | hints.AUTHOR | hints.MORE):
        worth -= 0.4
    return max(worth, 0.0)


def _is_page_furniture(element: Element, text: str, page: Page) -> bool:
    rel = element.get("rel") or ""
    if any(word in rel for word in ("tag", "author", "next", "prev", "category")):
        return True
    if _HASH.fullmatch(text) and any(map(str.isdigit, text)):
        return True
    return (
        wordings.is_meta(text)
        or wordings.is_furniture(text)
        or is_date(text, page.language)
        or _is_more(text)
    )


def _is_more(text: str) -> bool:
    more = wordings.more(text)
    return bool(more and not more.before and not more.after)


def _candidates(headlines: Iterable[_Headline]) -> Iterator[list[_Headline]]:
    """Groups of links in like places: by path, and by path and class."""
    places: dict[tuple[object, ...], list[_Headline]] = defaultdict(list)
    for headline in headlines:
        path = tuple(_step(node) for node in headline.path)
        places[path].append(headline)
        places[(path, _names(headline.path[-1]), _names(headline.path[-2]))].append(headline)
    yield from (distinct for members in places.values() if len(distinct := _distinct(members)) >= _FEWEST)


def _step(node: Element) -> str:
    """An element in a path; cells of a table by their column."""
    if node.tag in {"td", "th"}:
        return f"td{sum(1 for _ in node.itersiblings('td', 'th', preceding=True))}"
    return str(node.tag)


def _names(node: Element) -> str:
    return re.sub(r"\d+", "", node.get("class") or "")


def _distinct(members: Sequence[_Headline]) -> list[_Headline]:
    """The best link to each address, in the order of the page."""
    best: dict[str, _Headline] = {}
    for headline in members:
        known = best.get(headline.url)
        if known is None or headline.worth > known.worth:
            best[headline.url] = headline
    return list(best.values())


def _worth(members: Sequence[_Headline]) -> float:
    """What speaks for a group: how many titles, and how much they look like titles."""
    total = sum(headline.worth for headline in members)
    hosts = {urlsplit(headline.url).hostname for headline in members}
    shared = 1.0 if len(hosts) == 1 else 0.8
    return total * (total / len(members)) * shared


def _records(members: Sequence[_Headline]) -> Iterator[Record]:
    """The parts of the page that belong to the articles of a group."""
    level = _record_level(members)
    places: dict[Element, list[_Headline]] = defaultdict(list)
    for headline in members:
        node = headline.path[level]
        parent = headline.path[level - 1] if level else node
        places[parent].append(headline)
    for parent, here in places.items():
        starts = [headline.path[level] for headline in here]
        urls = [headline.url for headline in here]
        yield from divide(parent, starts, urls, is_list=len(places) < len(members))


def _record_level(members: Sequence[_Headline]) -> int:
    """The depth of the largest elements that hold one link of the group each."""
    deepest = min(len(headline.path) for headline in members) - 1
    for depth in range(deepest + 1):
        if len({headline.path[depth] for headline in members}) >= _UNIQUE * len(members):
            return depth
    return deepest


def _richness(records: Sequence[Record], page: Page) -> float:
    """What stands with the titles: dates, texts, pictures."""
    sample = records[:_SAMPLED]
    score = 0.0
    for record in sample:
        anatomy = record.dissect(page)
        score += bool(dates_of(anatomy, record.url, page.language).published)
        score += 0.5 * bool(excerpt_of(anatomy, "", page.language)) + 0.2 * bool(anatomy.images)
    return 1 + score / max(1, len(sample))
