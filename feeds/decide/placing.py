"""From days to instants: articles of a day get minutes around its noon, in the listing's order.

Reckoned in UTC throughout, so that nights when clocks change keep the order. In whole seconds as long
as there is room for them: RSS knows nothing finer (RFC 822, 5.1), so what lies closer loses its order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)
NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What is decided of an article before it gets its instant.

    `instant`: it has one, which stays. Else `day`: some time on that day, near `target` if that is
    set. Neither: between its neighbours. `chained`: it agrees with the order of the listing.
    """

    instant: datetime | None = None
    day: date | None = None
    target: datetime | None = None
    chained: bool = True


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring articles without instants that share a day, or (None) have none."""

    day: date | None
    members: list[int]
    target: datetime | None = None


def place(slots: Sequence[Slot], *, captured: datetime, zone: ZoneInfo) -> list[datetime]:
    """One instant for each slot, in UTC unless given.

    No two articles share an instant unless both were given it. Nothing is placed after `captured`, even
    where that costs its day or its order.
    """
    placing = _Placing(slots, captured.astimezone(UTC), zone)
    placing.fill_chain()
    placing.add_outliers()
    return [placing.placed[at] for at in range(len(slots))]


class _Placing:
    """The instants given so far."""

    def __init__(self, slots: Sequence[Slot], captured: datetime, zone: ZoneInfo) -> None:
        self.slots, self.captured, self.zone = slots, captured, zone
        self.end = captured + TICK  # of what may be placed
        self.placed = {at: slot.instant for at, slot in enumerate(slots) if slot.instant}
        self.taken = {moment.astimezone(UTC) for moment in self.placed.values()}
        self.counted = 0  # articles from the top of the listing that `of_day` counts
        self.of_day: Counter[date] = Counter()

    def fill_chain(self) -> None:
        """Gives instants to all articles that agree with the listing's order, from the top."""
        ceiling: datetime | None = None
        run: list[int] = []
        for at, slot in enumerate(self.slots):
            if not slot.chained:
                continue
            if slot.instant is None:
                run.append(at)
                continue
            moment = slot.instant.astimezone(UTC)
            self._fill(run, ceiling, moment if ceiling is None or moment < ceiling else None)
            ceiling, run = min(ceiling or moment, moment), []
        self._fill(run, ceiling, None)

    def add_outliers(self) -> None:
        """Gives instants to the others: on their day, wherever the order would have them."""
        above: Counter[date | None] = Counter()
        for at, slot in enumerate(self.slots):
            if at not in self.placed and slot.day:
                target = slot.target or self._noon(slot.day) - above[slot.day] * MINUTE
                self._put(at, _whole(min(target, self.captured)))
            above[self._day(at)] += 1

    def _fill(self, run: Sequence[int], ceiling: datetime | None, floor: datetime | None) -> None:
        """Places neighbours below `ceiling` and above `floor`."""
        groups = list(self._groups(run))
        for group, following in zip_longest(groups, groups[1:]):
            low = [floor] if floor else []
            if following and following.day:
                low.append(self._midnight(following.day))
            instants = self._instants(group, ceiling, max(low, default=None))
            for at, moment in zip(group.members, instants, strict=True):
                ceiling = self._put(at, moment)

    def _groups(self, run: Sequence[int]) -> Iterator[_Group]:
        """The run by days; articles without a day belong to one if both their neighbours do."""
        group, waiting = _Group(None, []), _Group(None, [])
        for at in run:
            slot = self.slots[at]
            if slot.day is None:
                waiting.members.append(at)
                continue
            if group.members and slot.day == group.day and slot.target is group.target is None:
                group.members.extend([*waiting.members, at])
            else:
                yield from (one for one in (group, waiting) if one.members)
                group = _Group(slot.day, [at], slot.target)
            waiting = _Group(None, [])
        yield from (one for one in (group, waiting) if one.members)

    def _instants(self, group: _Group, ceiling: datetime | None, floor: datetime | None) -> list[datetime]:
        count = len(group.members)
        if group.day is None:
            high = min(ceiling or self.end, self.end)
            low = floor if floor and floor < high else None
            target = min(ceiling - MINUTE, self.captured) if ceiling else self.captured
            return _spread(count, target, low=low, high=high)
        start, end = self._midnight(group.day) - TICK, self._midnight(group.day + timedelta(days=1))
        low = floor if floor and start < floor < end else start
        high = ceiling if ceiling and low + count * TICK < ceiling < end else end
        if low + count * TICK >= self.end:  # the day has not come yet, or only just
            low = floor if floor and floor < self.end else None
        newer = self._newer_of_day(group.members[0], group.day)
        target = group.target or self._noon(group.day) - newer * MINUTE
        return _spread(count, min(target, self.captured), low=low, high=min(high, self.end))

    def _put(self, at: int, moment: datetime) -> datetime:
        while moment in self.taken:
            moment -= TICK if moment.microsecond else SECOND
        self.taken.add(moment)
        self.placed[at] = moment
        return moment

    def _newer_of_day(self, at: int, day: date) -> int:
        """How many articles above this one are of that day."""
        while self.counted < at:
            if above := self._day(self.counted):
                self.of_day[above] += 1
            self.counted += 1
        return self.of_day[day]

    def _day(self, at: int) -> date | None:
        moment = self.placed.get(at)
        return moment.astimezone(self.zone).date() if moment else self.slots[at].day

    def _noon(self, day: date) -> datetime:
        return datetime.combine(day, time(NOON), self.zone).astimezone(UTC)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def _spread(count: int, target: datetime, *, low: datetime | None, high: datetime) -> list[datetime]:
    """Instants a minute apart, falling, from `target` or as near to it as lies between `low` and `high`
    (both excluded); closer together where there is no room for minutes.
    """
    top = _whole(target if target < high else high - MINUTE)
    if low and top - (count - 1) * MINUTE <= low:
        top = _whole(low) + count * MINUTE
        if top >= high:
            return _squeeze(count, low, high)
    return [top - number * MINUTE for number in range(count)]


def _squeeze(count: int, low: datetime, high: datetime) -> list[datetime]:
    """Instants spread evenly between `low` and `high`: whole seconds, else finer ones; below `low` where
    nothing lies between.
    """
    for unit, first in ((SECOND, _whole(low) + SECOND), (TICK, low + TICK)):
        room = -((first - high) // unit)  # how many there are to choose from
        if room >= count:
            places = (room * (2 * place + 1) // (2 * count) for place in reversed(range(count)))
            return [first + place * unit for place in places]
    return [_whole(high - TICK) - number * SECOND for number in range(count)]


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
