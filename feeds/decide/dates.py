"""One instant for each article of a listing, once: evidence, neighbours and what is stored, weighed.

- What is stored stays, unless a better basis becomes known.
- Stated instants, days of labels and dates in addresses are taken at their word, except those that
  lie more than a day after the capture: a listing shows what has been published, so these name an
  event, and the article is dated by what else there is.
- The order of the listing, newest first, settles what words leave open: a year, a month, the week
  of a "Friday". The bounds come from the longest chain of dates that agree with the order, so that
  one sticky post misleads nobody (chain.py).
- A date in prose that contradicts this chain is one of the story and counts for nothing. So is one
  without weekday that lies a year or more before the newer articles. One without year that fits
  only some ten months or more before them, or with its weekday only years before, is one to come.
- Days get their time of day from placing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.decide.chain import Span, fitting, longest_chain
from feeds.decide.clues import (
    View,
    can_mean,
    complete,
    firm_day,
    is_to_come,
    latest_day,
    moment_of,
    reach_of,
    target_of,
)
from feeds.decide.placing import Slot, place
from sources.entry import DateBasis, DateEvidence

DAILY = (DateBasis.DAY, DateBasis.URL, DateBasis.TEXT)  # these know only the day
LEEWAY = timedelta(days=1)  # clocks and zones that are wrong
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)  # midnight of 1 January is an empty field, not a date
FIRM, TOLD, GUESSED = 1_000_000, 2, 1  # weights in the chain: no number of words outweighs a firm date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When an article was published (aware), and how that is known."""

    instant: datetime
    basis: DateBasis


def date_listing(
    evidence: Sequence[Sequence[DateEvidence]],
    known: Sequence[Dating | None],
    *,
    captured: datetime,
    zone: ZoneInfo,
) -> list[Dating]:
    """The dating of each article of one listing, in the listing's order.

    `evidence` is what its page says of each article, `known` what the store says (None: a new
    article), `captured` (aware) when the listing was what it is, `zone` that of dates without one.
    """
    view = View(captured.astimezone(UTC), zone)
    articles = _settle_all(evidence, known, view)
    chain = _chain(articles, view)
    decisions = list(_decide_days(articles, chain, view))
    instants = place([decision.slot for decision in decisions], captured=captured, zone=zone)
    return [
        decision.dating or Dating(instant=instant.astimezone(zone), basis=decision.basis)
        for decision, instant in zip(decisions, instants, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """What is known of an article by itself: its dating, else its day, else clues to weigh."""

    dating: Dating | None = None
    day: date | None = None
    basis: DateBasis = DateBasis.ORDER  # of the day
    target: datetime | None = None  # a time on that day
    clues: tuple[DateEvidence, ...] = ()
    known: Dating | None = None
    by_weekday: bool = False  # all that its prose says of the day

    @property
    def is_told(self) -> bool:
        """Whether its date, if it has one, is more than a place in a listing."""
        fixed = self.dating or self.known
        return fixed is None or fixed.basis.rank <= DateBasis.TEXT.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    slot: Slot
    basis: DateBasis
    dating: Dating | None = None  # as it was, to the letter


def _settle_all(
    evidence: Sequence[Sequence[DateEvidence]], known: Sequence[Dating | None], view: View
) -> list[_Article]:
    """Each article by itself; from the oldest, because a repeated hour is told apart by what came before."""
    articles: list[_Article] = []
    older: datetime | None = None
    for clues, before in zip(reversed(evidence), reversed(known), strict=True):
        article = _settle(clues, before, older, view)
        if article.dating:
            older = article.dating.instant
        articles.append(article)
    return articles[::-1]


def _settle(
    clues: Sequence[DateEvidence], known: Dating | None, older: datetime | None, view: View
) -> _Article:
    seen = _seen(known, view)
    told = [clue for clue in clues if not is_to_come(clue, view)]
    better = [clue for clue in told if known is None or clue.basis.rank < known.basis.rank]
    better.sort(key=lambda clue: clue.basis.rank)
    for clue in better:
        moment = moment_of(clue, older, view.zone)
        if moment and EARLIEST < moment.astimezone(UTC) <= seen + LEEWAY:
            return _Article(dating=Dating(instant=moment, basis=clue.basis))
    calendar = [clue for clue in complete(better, told) if clue.instant is None and clue.wall is None]
    for clue in calendar:
        if clue.basis.rank <= DateBasis.URL.rank and (article := _of_firm_day(clue, known, view)):
            return article
    by_weekday = bool(known and known.basis is DateBasis.TEXT and not any(clue.day for clue in told))
    if known and not calendar:
        return _Article(dating=known, by_weekday=by_weekday)
    return _Article(clues=tuple(calendar), known=known, by_weekday=by_weekday)


def _of_firm_day(clue: DateEvidence, known: Dating | None, view: View) -> _Article | None:
    """The article of the day that a label or an address names. Of one that was seen before that day came,
    as it may be in zones further east, that is all that is certain.
    """
    day, seen = firm_day(clue, view), _seen(known, view)
    if day is None or view.start_of(day) > seen + LEEWAY:
        return None
    if day > (last := view.day_before(seen)):
        return _Article(dating=known, day=last, basis=DateBasis.FIRST_SEEN, target=seen)
    if known and view.day_of(known.instant) == day:
        return _Article(dating=Dating(instant=known.instant, basis=clue.basis))
    return _Article(day=day, basis=clue.basis, target=target_of(clue, view))


def _seen(known: Dating | None, view: View) -> datetime:
    """When the article is known to have been published by."""
    if known and known.basis is DateBasis.FIRST_SEEN:
        return min(view.captured, known.instant.astimezone(UTC))
    return view.captured


def _chain(articles: Sequence[_Article], view: View) -> frozenset[int]:
    """The articles whose dates agree with the order: first those that more than a place in a listing
    dates, then the others that fit in.
    """
    spans = [_span(article, view) for article in articles]
    told = [span if article.is_told else None for article, span in zip(articles, spans, strict=True)]
    chain = longest_chain(told, view.captured)
    guessed = [None if article.is_told else span for article, span in zip(articles, spans, strict=True)]
    firm = [span if at in chain else None for at, span in enumerate(spans)]
    return longest_chain(
        [one or other for one, other in zip(firm, fitting(guessed, firm), strict=True)], view.captured
    )


def _span(article: _Article, view: View) -> Span | None:
    """Where an article may lie in the chain; None for one whose clues need the chain's bounds."""
    fixed = article.dating or article.known
    if fixed and fixed.basis not in DAILY:
        moment = fixed.instant.astimezone(UTC)
        return Span(earliest=moment, latest=moment, weight=_weight(fixed.basis))
    if fixed:  # its time of day was placed, not told
        return _day_span(view.day_of(fixed.instant), _weight(fixed.basis), view)
    if article.day:
        return _day_span(article.day, FIRM, view)
    clue = next((clue for clue in article.clues if clue.basis is DateBasis.TEXT), None)
    if clue and clue.day and (day := latest_day(clue, view.day_before(view.captured))):
        weight = GUESSED if clue.weekday is None else TOLD
        return _day_span(day, weight, view, reach_of(clue))
    return None


def _day_span(day: date, weight: int, view: View, reach: timedelta = timedelta.max) -> Span:
    return Span(earliest=view.start_of(day), latest=view.end_of(day), weight=weight, reach=reach)


def _weight(basis: DateBasis) -> int:
    if basis.rank <= DateBasis.URL.rank:
        return FIRM
    return TOLD if basis is DateBasis.TEXT else GUESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """What the neighbours leave open to an article."""

    floor: date | None  # the day of the next older article in the chain
    ceiling: date  # the day of the newer ones, or of the capture
    is_led: bool  # whether anything newer is dated
    older: date | None  # the day of the very next article, if it is known firmly


def _decide_days(articles: Sequence[_Article], chain: frozenset[int], view: View) -> Iterator[_Decision]:
    """From the newest article to the oldest: the day of each, as far as it is to be known."""
    days = [_chain_day(article, view) if at in chain else None for at, article in enumerate(articles)]
    floors = _floors(days)
    ceiling, is_led = view.day_before(view.captured), False
    for at, article in enumerate(articles):
        is_firm = at + 1 in chain and articles[at + 1].is_told and not articles[at + 1].by_weekday
        older = days[at + 1] if is_firm else None
        bounds = _Bounds(floor=floors[at], ceiling=ceiling, is_led=is_led, older=older)
        decision = _decide_day(article, bounds, view, chained=at in chain)
        yield decision
        slot = decision.slot
        if slot.chained and (day := view.day_before(slot.instant) if slot.instant else slot.day):
            ceiling, is_led = min(ceiling, day), True


def _chain_day(article: _Article, view: View) -> date | None:
    span = _span(article, view)
    return view.day_of(span.earliest) if span else None


def _floors(days: Sequence[date | None]) -> list[date | None]:
    """For each article the next day below it."""
    floors: list[date | None] = []
    floor: date | None = None
    for day in reversed(days):
        floors.append(floor)
        floor = day or floor
    return floors[::-1]


def _decide_day(article: _Article, bounds: _Bounds, view: View, *, chained: bool) -> _Decision:
    if article.dating:
        return _keep(article.dating, chained=chained)
    if article.day:
        slot = Slot(day=article.day, target=article.target, chained=chained)
        return _Decision(slot=slot, basis=article.basis)
    day = _day_in_prose(article, bounds, view)
    known = article.known
    if day and known and view.day_of(known.instant) == day:
        return _keep(Dating(instant=known.instant, basis=DateBasis.TEXT), chained=chained)
    if day:
        return _Decision(slot=Slot(day=day), basis=DateBasis.TEXT)
    if known:
        return _keep(known, chained=chained)
    return _between(article, bounds)


def _keep(dating: Dating, *, chained: bool) -> _Decision:
    return _Decision(slot=Slot(instant=dating.instant, chained=chained), basis=dating.basis, dating=dating)


def _between(article: _Article, bounds: _Bounds) -> _Decision:
    """An article that only its place in the listing dates, and perhaps a month."""
    basis = DateBasis.ORDER if bounds.is_led else DateBasis.FIRST_SEEN
    months = [
        clue for clue in article.clues if clue.month and not clue.day and clue.basis is not DateBasis.TEXT
    ]
    day = latest_day(months[0], bounds.ceiling) if months else None
    if day and day < bounds.ceiling and (bounds.floor is None or bounds.floor <= day):
        return _Decision(slot=Slot(day=day), basis=DateBasis.ORDER)
    return _Decision(slot=Slot(), basis=basis)


def _day_in_prose(article: _Article, bounds: _Bounds, view: View) -> date | None:
    """The day that the first telling words mean which the neighbours do not contradict."""
    ceiling = min(bounds.ceiling, view.day_before(_seen(article.known, view)))
    for clue in article.clues:
        if clue.basis is DateBasis.TEXT:
            day = _follow_up(clue, bounds.older, ceiling) or _day_meant(clue, ceiling, view)
            if day and (bounds.floor is None or bounds.floor <= day):
                return day
    return None


def _day_meant(clue: DateEvidence, ceiling: date, view: View) -> date | None:
    if clue.ago is not None:
        day = view.today - clue.ago
        return day if day <= ceiling else None
    if clue.day is None and clue.weekday is None:
        return None
    latest = latest_day(clue, ceiling)
    return latest if latest and ceiling - latest <= reach_of(clue) else None


def _follow_up(clue: DateEvidence, older: date | None, ceiling: date) -> date | None:
    """The day of an article that names an earlier weekday beside its own, where the next older article is
    of just that weekday: it follows that article up, so it is of the same week.
    """
    if older is None or clue.day or clue.weekday is None or clue.earlier_weekday != older.weekday():
        return None
    day = older + timedelta(days=(clue.weekday - clue.earlier_weekday) % 7)
    return day if day <= ceiling and can_mean(clue, day) else None
