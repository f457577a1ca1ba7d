"""Headlines that stand in like places: candidates for a page's list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.adapters.html.headlines import Headline

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Cluster = list[Headline]
FEWEST = 3  # headlines that make a list
_COLUMNS = 50  # cells of a row that are told apart
_SECTIONS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "hr"])


def clusters(headlines: Iterable[Headline]) -> list[Cluster]:
    """The headlines by their path of elements, and parts of these; no two alike, the worthiest first."""
    places: dict[tuple[str, ...], Cluster] = defaultdict(list)
    for headline in headlines:
        places[tuple(map(_step, headline.path))].append(headline)
    found: dict[frozenset[object], Cluster] = {}
    for members in places.values():
        for part in (members, *_parts(members)):
            distinct = _distinct(part)
            if len(distinct) >= FEWEST:
                found.setdefault(frozenset(map(id, distinct)), distinct)
    return sorted(found.values(), key=worth, reverse=True)


def worth(members: Sequence[Headline]) -> float:
    """What speaks for a cluster: how many titles, how much they look like titles, how near they are."""
    total = sum(headline.worth for headline in members)
    hosts = {urlsplit(headline.url).hostname for headline in members if headline.url}
    return total * (total / len(members)) * (1.0 if len(hosts) <= 1 else 0.8)


def _step(node: Element) -> str:
    """An element in a path; cells of a table by their column."""
    if node.tag in {"td", "th"}:
        return f"td{sum(1 for _ in islice(node.itersiblings('td', 'th', preceding=True), _COLUMNS))}"
    return str(node.tag)


def _distinct(members: Iterable[Headline]) -> Cluster:
    """The best headline of each article, in the order of the page."""
    best: dict[object, Headline] = {}
    for headline in members:
        known = best.get(headline.key)
        if known is None or headline.worth > known.worth:
            best[headline.key] = headline
    return list(best.values())


def _parts(members: Cluster) -> Iterator[Cluster]:
    """A cluster by classes, by column and section of a parent, by parent, by the places it falls into."""
    columns, sections = _columns(members), _sections(members)
    yield from _by(members, lambda headline: (_names(headline.path[-1]), _names(headline.path[-2])))
    yield from _by(members, lambda headline: columns[headline])
    yield from _by(members, lambda headline: headline.path[-2])
    yield from _by(members, lambda headline: (headline.path[-2], sections.get(headline.element)))
    for depth in range(min(len(headline.path) for headline in members)):
        parts = list(_by(members, partial(_node_at, depth)))
        if len(parts) > 1:
            yield from parts
            break


def _node_at(depth: int, headline: Headline) -> Element:
    return headline.path[depth]


def _by(members: Iterable[Headline], key: Callable[[Headline], object]) -> Iterator[Cluster]:
    parts: dict[object, Cluster] = defaultdict(list)
    for headline in members:
        parts[key(headline)].append(headline)
    yield from parts.values()


def _names(node: Element) -> str:
    return re.sub(r"\d+", "", node.get("class") or "")


def _columns(members: Iterable[Headline]) -> dict[Headline, int]:
    """Which of the headlines of its parent each one is."""
    counts: Counter[Element] = Counter()
    columns = {}
    for headline in members:
        columns[headline] = counts[headline.path[-2]]
        counts[headline.path[-2]] += 1
    return columns


def _sections(members: Iterable[Headline]) -> dict[Element, Element | None]:
    """The heading or line above each headline among the children of its parent."""
    above: dict[Element, Element | None] = {}
    for parent, count in Counter(headline.path[-2] for headline in members).items():
        current = None
        for child in parent if count >= FEWEST else ():
            current = child if child.tag in _SECTIONS else current
            above[child] = current
    return above
