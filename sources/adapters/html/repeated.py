"""The repeated tier: lists without helpful markup, found by headlines that stand in like places.

Headlines are clustered by their path of elements, each cluster is weighed by its words, what stands with
them, and its place on the page. An article's part is the largest element around its headline that holds no
other of the cluster, or the neighbours up to the next one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import TYPE_CHECKING

from sources.adapters.html.clusters import Cluster, clusters, worth
from sources.adapters.html.fields.dates import dates_of
from sources.adapters.html.fields.prose import excerpt_of
from sources.adapters.html.headlines import HEADED, Headline, headings, links, shape
from sources.adapters.html.page import Page
from sources.adapters.html.records import ASIDE, NOWHERE, STRIP, Group, Record, Regions
from sources.adapters.html.siblings import divide

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FINALISTS = 6  # clusters that are looked at closely
_SAMPLED = 6  # articles of a cluster that are looked at closely
_UNIQUE = 0.9  # share of a cluster's articles that must stand apart at the level of its records
_USUAL = 0.2  # share of a cluster's addresses from which on a shape is one of its articles'
_DATES_COUNT = 2  # times as much as the words of the headlines: menus have none
_UNLINKED = 0.5  # of the weight of headings that lead nowhere
_BARE = 0.06  # worth of a headline, squared, below which links with nothing beside them are a menu
_DATED = 0.6  # share of headings without links that must be dated to be a list
_FACTOR = {NOWHERE: 1.0, ASIDE: 0.5, STRIP: 0.4}


def groups(page: Page, regions: Regions) -> list[Group]:
    """Lists of headlines, the likeliest first, and that with what goes on with it elsewhere."""
    linked = list(links(page, regions))
    weighed = [_weighed(members, page, regions) for members in clusters(linked)[:_FINALISTS]]
    unlinked = clusters(headings(page, regions))[:_FINALISTS]
    weighed += [_weighed(members, page, regions) for members in unlinked]
    weighed = sorted((pair for pair in weighed if pair[1].weight), key=lambda pair: -pair[1].weight)
    if not weighed:
        return []
    best, group = weighed[0]
    strays = list(_strays(best, linked, regions))
    first = Group([*group.records, *_records_of_strays(strays, linked)], group.weight)
    return [first, *(other for _, other in weighed[1:])]


def _weighed(members: Cluster, page: Page, regions: Regions) -> tuple[Cluster, Group]:
    records = list(_records(members))
    dated, texts, pictures = _shares(records, page)
    weight = worth(members) * (1 + _DATES_COUNT * dated + 0.5 * texts + 0.2 * pictures)
    weight *= _FACTOR[regions.level(members[0].element)]
    if not (dated or texts or pictures) and worth(members) < _BARE * len(members):
        weight = 0.0
    if not members[0].is_link:
        weight *= _UNLINKED * (dated >= _DATED)
    if dated >= _DATED:
        records = _without_edges(records, members, page)
    return members, Group(records, weight)


def _shares(records: Sequence[Record], page: Page) -> tuple[float, ...]:
    """How often a date, a text, a picture stands with a headline."""
    sample = records[:_SAMPLED]
    return tuple(
        sum(column) / len(sample) for column in zip(*(_shows(one, page) for one in sample), strict=True)
    )


def _shows(record: Record, page: Page) -> tuple[bool, bool, bool]:
    anatomy = record.dissect(page)
    is_dated = bool(dates_of(anatomy, record.url, page.language).published)
    return is_dated, bool(excerpt_of(anatomy, "", page.language)), bool(anatomy.images)


def _without_edges(records: list[Record], members: Cluster, page: Page) -> list[Record]:
    """The records of a dated list without what stands before and behind it: short links without a date."""
    usual = sum(headline.worth for headline in members) / len(members)
    short = {headline.url for headline in members if headline.worth < usual / 2}

    def is_other(record: Record) -> bool:
        return record.url in short and not dates_of(record.dissect(page), None, page.language).published

    kept = list(dropwhile(is_other, records))
    return list(dropwhile(is_other, kept[::-1]))[::-1]


def _records(members: Cluster) -> Iterator[Record]:
    """The parts of the page that belong to the articles of a cluster."""
    level = _record_level(members)
    places: dict[Element, Cluster] = defaultdict(list)
    for headline in members:
        places[headline.path[max(level - 1, 0)]].append(headline)
    for parent, here in places.items():
        starts = [headline.path[level] for headline in here]
        urls = [headline.url for headline in here]
        yield from divide(parent, starts, urls, is_list=len(places) < len(members))


def _record_level(members: Cluster) -> int:
    """The depth of the largest elements that hold one headline of the cluster each."""
    deepest = min(len(headline.path) for headline in members) - 1
    for depth in range(deepest + 1):
        if len({headline.path[depth] for headline in members}) >= _UNIQUE * len(members):
            return depth
    return deepest


def _strays(best: Cluster, linked: Sequence[Headline], regions: Regions) -> Iterator[Headline]:
    """Headlines elsewhere in the main part, a lead story for one, whose addresses have the same shape."""
    shapes = Counter(shape(headline.url) for headline in best if headline.url)
    usual = {one for one, count in shapes.items() if count >= _USUAL * len(best)}
    listed = {headline.url for headline in best}
    for headline in linked:
        is_new = headline.worth >= HEADED and headline.url and headline.url not in listed
        if is_new and shape(headline.url or "") in usual and regions.level(headline.element) == NOWHERE:
            listed.add(headline.url)
            yield headline


def _records_of_strays(strays: Sequence[Headline], linked: Sequence[Headline]) -> Iterator[Record]:
    """The largest elements around single headlines that hold no other."""
    addresses: dict[Element, set[str | None]] = defaultdict(set)
    for headline in linked if strays else ():
        if headline.worth >= HEADED:
            for node in headline.path:
                addresses[node].add(headline.url)
    for headline in strays:
        alone = next(node for node in headline.path if addresses[node] == {headline.url})
        yield Record((alone,), url=headline.url)
