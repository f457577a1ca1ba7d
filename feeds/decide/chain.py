"""The longest consistent chain: which dates of a listing agree with its order, newest first.

A sticky post on top or a back-dated addition disagrees; left out of the chain, it bounds nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LOOK_BACK = 100  # how many outliers in a row a chain may skip; keeps long listings linear

ROOM = timedelta(seconds=1)  # that a day needs below an instant for its articles to lie there


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When an article was published, as far as it is known: `earliest` to `latest`, in UTC.

    `weight` says how much the date counts against others that disagree with it; one that lies
    more than `reach` before the newer dates of a chain cannot join it.
    """

    earliest: datetime
    latest: datetime
    weight: int
    reach: timedelta = timedelta.max


@dataclass(frozen=True, slots=True)
class _Link:
    """The best chain that ends with one article."""

    score: int
    ceiling: datetime  # what follows begins no later than this
    before: int | None


def longest_chain(spans: Sequence[Span | None], newest: datetime) -> frozenset[int]:
    """The positions of the heaviest chain of spans that never rises; of equals the later dates.

    `newest` is where the listing begins: what reaches less far back than that starts no chain.
    """
    links: dict[int, _Link] = {}
    recent: deque[int] = deque(maxlen=LOOK_BACK)
    for index, span in enumerate(spans):
        if span is not None and (link := _best_link(span, links, recent, newest)):
            links[index] = link
            recent.append(index)
    last = max(links, key=lambda at: (links[at].score, links[at].ceiling), default=None)
    chain = set()
    while last is not None:
        chain.add(last)
        last = links[last].before
    return frozenset(chain)


def fitting(spans: Sequence[Span | None], chain: Sequence[Span | None]) -> list[Span | None]:
    """The spans that lie between those of the chain above and below them; None for the others."""
    floors: list[datetime] = []
    floor = datetime.min.replace(tzinfo=UTC)
    for fixed in reversed(chain):
        floors.append(floor)
        floor = max(floor, _least_ceiling(fixed)) if fixed else floor
    ceiling = datetime.max.replace(tzinfo=UTC)
    found = []
    for span, fixed, below in zip(spans, chain, reversed(floors), strict=True):
        found.append(span if span and span.earliest <= ceiling and below <= span.latest else None)
        ceiling = min(ceiling, fixed.latest) if fixed else ceiling
    return found


def _best_link(
    span: Span, links: Mapping[int, _Link], recent: Iterable[int], newest: datetime
) -> _Link | None:
    fitting = [at for at in recent if _follows(span, links[at].ceiling)]
    before = max(fitting, key=lambda at: (links[at].score, links[at].ceiling), default=None)
    if before is not None:
        link = links[before]
        return _Link(link.score + span.weight, min(link.ceiling, span.latest), before)
    if newest - span.latest > span.reach:
        return None
    return _Link(span.weight, span.latest, None)


def _follows(span: Span, ceiling: datetime) -> bool:
    return _least_ceiling(span) <= ceiling and ceiling - span.latest <= span.reach


def _least_ceiling(span: Span) -> datetime:
    """The earliest instant below which the span leaves room."""
    return span.earliest + (ROOM if span.earliest < span.latest else timedelta(0))
