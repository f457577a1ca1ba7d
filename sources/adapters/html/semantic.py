"""The semantic tier: articles that the page's markup names as such.

`<article>`, h-entry and hAtom's hentry (microformats), the classes of WordPress posts, and schema.org
types in microdata or RDFa.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sources.adapters.html.page import Page
from sources.adapters.html.records import ASIDE, BESIDE, NOWHERE, STRIP, Group, Record, Regions
from sources.adapters.html.tree import elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "BlogPosting",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "Report",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "ScholarlyArticle",
        "TechArticle",
        "LiveBlogPosting",
        "ReviewNewsArticle",
        "BackgroundNewsArticle",
        "AdvertiserContentArticle",
    ]
)
_typed = elements("//*[@itemtype or @typeof or @role='article']")
_PLACES = ("article", "li", "div", "section", "tr", "td", "dd", "figure", "a", "p", "main")
_NAMES = re.compile(r"(?:^|\s)(?:hentry|h-entry|wp-block-post|type-post|post-\d+)(?=\s|$)")
_PAGE = re.compile(r"(?:^|\s)(?:type-page|page)(?=\s|$)")
NAMED, TAGGED = 3, 2
_FACTOR = {NOWHERE: 1.0, ASIDE: 0.3, STRIP: 0.2, BESIDE: 0.02}
_ALIKE = 0.5  # of the class names of one article that another of its kind shares


def groups(page: Page, regions: Regions) -> list[Group]:
    """The articles that markup names, a group a place, the likeliest list first."""
    marks = _without_nested(_marks(page))
    found = [
        Group(
            [_record(element, place) for element in members],
            _weight(members, marks, regions),
            _is_certain(members, marks),
        )
        for place, members in _by_container(list(marks))
    ]
    return sorted(found, key=lambda group: -group.weight)


def alike(one: Element, other: Element) -> bool:
    """Whether two elements are of one kind, by tag and class names."""
    if one.tag != other.tag:
        return False
    names, others = _kind(one.get("class")), _kind(other.get("class"))
    shared = len(names & others)
    return shared >= _ALIKE * min(len(names), len(others)) and (shared > 0 or not (names or others))


@lru_cache(maxsize=2048)
def _kind(classes: str | None) -> frozenset[str]:
    return frozenset(name for name in (classes or "").split() if not any(map(str.isdigit, name)))


def _marks(page: Page) -> dict[Element, int]:
    """The elements that markup calls articles, and how clearly."""
    typed: frozenset[Element] = frozenset(_typed(page.root)) if page.is_typed else frozenset()
    return {
        element: strength for element in page.root.iter(*_PLACES) if (strength := _strength(element, typed))
    }


def _strength(element: Element, typed: frozenset[Element]) -> int:
    """How clearly markup says that an element is an article; 0 if it does not."""
    if _is_named(element.get("class")):
        return NAMED
    if (
        element in typed
        and _type_name(element.get("itemtype") or element.get("typeof") or "") in ARTICLE_TYPES
    ):
        return NAMED
    return TAGGED if element.tag == "article" or element.get("role") == "article" else 0


@lru_cache(maxsize=4096)
def _is_named(classes: str | None) -> bool:
    return bool(classes and _NAMES.search(classes))


def _type_name(kind: str) -> str:
    return re.split(r"[/#:]", kind.split(maxsplit=1)[0] if kind.split() else "")[-1]


def _without_nested(marks: dict[Element, int]) -> dict[Element, int]:
    """Of articles within articles the outer one, unless it is a page that holds several."""
    outer_of: dict[Element, Element] = {}
    for element in marks:
        outer = next((above for above in element.iterancestors() if above in marks), None)
        if outer is not None:
            outer_of[element] = outer
    inner = Counter(outer_of.values())
    holders = {outer for outer, count in inner.items() if count > 1 or _PAGE.search(outer.get("class") or "")}
    return {
        element: strength
        for element, strength in marks.items()
        if element not in holders and outer_of.get(element) in {None, *holders}
    }


def _record(mark: Element, place: Element | None) -> Record:
    """All of the place that belongs to one article: pictures often stand beside its element."""
    outer = mark
    for above in mark.iterancestors():
        if place is None or above is place:
            break
        outer = above
    return Record((outer,), mark=mark)


def _by_container(elements: Sequence[Element]) -> Iterator[tuple[Element | None, list[Element]]]:
    """The elements by the innermost place that holds several of them."""
    counts: Counter[Element] = Counter()
    for element in elements:
        counts.update(element.iterancestors())
    places: dict[Element | None, list[Element]] = defaultdict(list)
    for element in elements:
        place = next((above for above in element.iterancestors() if counts[above] > 1), None)
        places[place].append(element)
    yield from places.items()


def _is_certain(members: Sequence[Element], marks: dict[Element, int]) -> bool:
    return all(marks[element] == NAMED for element in members)


def _weight(members: Sequence[Element], marks: dict[Element, int], regions: Regions) -> float:
    strength = max(marks[element] for element in members)
    return len(members) * strength * _FACTOR[regions.level(members[0])]
