"""What a clue can mean by itself, seen from the capture: an instant, a day, the latest such day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil import tz

from sources.entry import DateBasis, DateEvidence

YEARS = range(1970, 3000)  # what lies outside is an empty field, not a date
ROOM = timedelta(seconds=1)
DAY = timedelta(days=1)
YEAR = timedelta(days=366)
TEN_MONTHS = timedelta(days=300)
FOUR_YEARS = timedelta(days=4 * 365)  # a day falls on the same weekday again after five years or more
LEAP_CYCLE = 8  # years in which any day of any month comes round, 29 February included
WEEKDAY_CYCLE = 40  # the same on any weekday


@dataclass(frozen=True, slots=True)
class View:
    """Where a listing is seen from."""

    captured: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.day_of(self.captured)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def day_before(self, moment: datetime) -> date:
        """The latest day that has room for articles before a moment."""
        return self.day_of(moment - ROOM)

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        return self.start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def moment_of(clue: DateEvidence, older: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The instant that a clue states. Of the two that a repeated hour offers the first, unless only
    the second is not before the next older article. A skipped hour is moved forward (PEP 495).
    """
    stated = clue.instant or clue.wall
    if stated is None or stated.year not in YEARS:
        return None
    if clue.wall is None:
        return clue.instant
    first = tz.resolve_imaginary(clue.wall.replace(tzinfo=zone))
    if older and tz.datetime_ambiguous(first):
        second = tz.enfold(first)
        if first.astimezone(UTC) < older.astimezone(UTC) <= second.astimezone(UTC):
            return second
    return first


def is_to_come(clue: DateEvidence, view: View) -> bool:
    """Whether a clue names a full date that lies ahead: that of an event."""
    if not (clue.year and clue.month and clue.day):
        return False
    today = view.today + DAY
    return (clue.year, clue.month, clue.day) > (today.year, today.month, today.day)


def complete(clues: Sequence[DateEvidence], everything: Sequence[DateEvidence]) -> Iterator[DateEvidence]:
    """The clues, with year and month filled in from addresses and labels that know only these. Prose
    that contradicts them is left out.
    """
    partial = [clue for clue in everything if clue.basis.rank <= DateBasis.URL.rank and clue.month]
    for clue in clues:
        fitting = [other for other in partial if _agree(clue, other)]
        if len(fitting) < len(partial) and clue.basis is DateBasis.TEXT:
            continue
        year = clue.year or next((other.year for other in fitting if other.year), None)
        month = clue.month or next((other.month for other in fitting), None)
        yield clue if clue.ago else replace(clue, year=year, month=month)


def _agree(clue: DateEvidence, other: DateEvidence) -> bool:
    pairs = ((clue.year, other.year), (clue.month, other.month), (clue.day, other.day))
    return all(one is None or another is None or one == another for one, another in pairs)


def firm_day(clue: DateEvidence, view: View) -> date | None:
    """The day that a label or an address names by itself."""
    if clue.ago is not None:
        return _day_ago(clue.ago, view)
    if clue.day is None and clue.weekday is None:
        return None
    bound = view.today + DAY if clue.day else view.today
    return latest_day(clue, bound)


def _day_ago(ago: timedelta, view: View) -> date:
    whole = ago % DAY == timedelta(0)
    return view.today - ago if whole else view.day_of(view.captured - ago)


def target_of(clue: DateEvidence, view: View) -> datetime | None:
    """The time of day that "2 hours ago" means."""
    if clue.ago is None or clue.ago % DAY == timedelta(0):
        return None
    return view.captured - clue.ago


def latest_day(clue: DateEvidence, bound: date) -> date | None:
    """The latest day up to `bound` that a clue can mean."""
    return next((day for day in _days(clue, bound) if day <= bound and can_mean(clue, day)), None)


def _days(clue: DateEvidence, bound: date) -> Iterator[date]:
    """Days worth trying, the latest first."""
    if clue.month and clue.day:
        cycle = LEAP_CYCLE if clue.weekday is None else WEEKDAY_CYCLE
        for year in (clue.year,) if clue.year else range(bound.year, bound.year - cycle, -1):
            try:
                yield date(year, clue.month, clue.day)
            except ValueError:
                continue
        return
    if clue.year and clue.month:
        after = date(clue.year + clue.month // 12, clue.month % 12 + 1, 1)
        bound = min(bound, after - timedelta(days=1))
    yield from (bound - timedelta(days=past) for past in range(YEAR.days))


def can_mean(clue: DateEvidence, day: date) -> bool:
    """Whether a clue can mean a day. A full date is believed even with a wrong weekday."""
    told = ((clue.year, day.year), (clue.month, day.month), (clue.day, day.day))
    if any(one is not None and one != other for one, other in told):
        return False
    is_full = clue.year and clue.month and clue.day
    return bool(is_full) or clue.weekday is None or clue.weekday == day.weekday()


def reach_of(clue: DateEvidence) -> timedelta:
    """How far before newer articles a date in prose is believed to be the article's."""
    if clue.ago is not None or (clue.year and clue.weekday is not None):
        return timedelta.max
    if clue.month and clue.weekday is not None:
        return FOUR_YEARS
    return YEAR if clue.year or clue.weekday is not None else TEN_MONTHS
