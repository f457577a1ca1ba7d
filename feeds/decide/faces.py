"""What an article looks like: the words of its title and text, and the days that are certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from functools import cached_property

from rapidfuzz import fuzz

from feeds.decide.calendar import Mark, dates_in
from feeds.decide.wording import WORD, Difference, differ, difference, uncounted
from feeds.record import Record, title_key
from sources.entry import DateBasis, DateEvidence, Entry

# Likeness is of 100.
SAME_PATTERN = 90.0  # titles that differ in what they count, or in a letter
SAME_TITLE = 75.0
LIKE_TITLE = 60.0
TELLING_TITLE = 4  # words: a shorter title is part of many
UNTOUCHED_TEXT = 85.0  # but for a word or two
SAME_TEXT = 70.0
LIKE_TEXT = 50.0
OTHER_TEXT = 30.0  # below, two texts have nothing to do with each other
TELLING_TEXT = 10  # words: a shorter text proves nothing by itself
COMPARED_TEXT = 600  # characters of each text that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two articles look the same: 0 to 100; `text` is None where one has none."""

    title: float
    text: float | None
    contained: bool  # one title has all the words of the other
    telling_title: bool  # both are long enough to prove something by themselves
    telling_text: bool

    @property
    def extended(self) -> bool:
        """Whether one title is the other with something added."""
        return self.contained and (self.telling_title or self.untouched_text)

    @property
    def same_pattern(self) -> bool:
        return self.title >= SAME_PATTERN or self.extended

    @property
    def same_title(self) -> bool:
        return self.title >= SAME_TITLE or self.extended

    @property
    def like_title(self) -> bool:
        return self.title >= LIKE_TITLE or self.extended

    @property
    def untouched_text(self) -> bool:
        return self.telling_text and (self.text or 0) >= UNTOUCHED_TEXT

    @property
    def same_text(self) -> bool:
        return self.telling_text and (self.text or 0) >= SAME_TEXT

    @property
    def like_text(self) -> bool:
        return (self.text or 0) >= LIKE_TEXT

    @property
    def related_text(self) -> bool:
        return (self.text or 0) >= OTHER_TEXT

    @property
    def other_text(self) -> bool:
        return self.text is not None and self.text < OTHER_TEXT


@dataclass(frozen=True)
class Face:
    """What likeness is judged by."""

    title: str
    text: str
    days: frozenset[date]  # that are certain
    labels: frozenset[date]  # of these, the days that stand there as days

    @cached_property
    def key(self) -> str:
        return title_key(self.title)

    @cached_property
    def pattern(self) -> str:
        """The title without its figures."""
        return uncounted(self.title)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.pattern))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(WORD.findall(title_key(self.text)))

    def has_title_of(self, other: Face) -> bool:
        """Whether the titles are the same but for case, punctuation and spacing."""
        return bool(self.key) and self.key == other.key

    def may_be(self, other: Face) -> bool:
        """Not two articles for certain: their days, where both are certain, agree to a day."""
        return (
            not self.days
            or not other.days
            or any(abs(one - two) <= timedelta(days=1) for one in self.days for two in other.days)
        )

    def is_later_than(self, other: Face) -> bool:
        """Whether both show days, and this one shows later ones."""
        return bool(self.labels and other.labels) and min(self.labels) > max(other.labels)

    def likeness(self, other: Face) -> Likeness:
        """How much both look the same."""
        return Likeness(
            title=self.title_likeness(other),
            text=self.text_likeness(other),
            contained=_is_part(self.title_words, other.title_words),
            telling_title=min(len(self.title_words), len(other.title_words)) >= TELLING_TITLE,
            telling_text=min(len(self.words), len(other.words)) >= TELLING_TEXT,
        )

    def title_likeness(self, other: Face) -> float:
        """0 to 100, figures left aside."""
        one, two = self.pattern, other.pattern
        return max(fuzz.ratio(one, two), fuzz.token_sort_ratio(one, two)) if one and two else 0

    def text_likeness(self, other: Face) -> float | None:
        """0 to 100 over as many words as both texts have, or None where one has none."""
        common = min(len(self.words), len(other.words))
        return fuzz.ratio(self.words[:common], other.words[:common]) if common else None

    def difference(self, before: Face) -> Difference:
        """What sets the title apart from that of an article that may be this one."""
        if self.is_later_than(before):
            return Difference.INSTALMENT
        return difference(before.title, self.title, before.text, self.text)

    def fills_in_another_day(self, other: Face) -> bool:
        """Whether the texts are one pattern, filled in with the days of two instalments."""
        if self.text == other.text or (self.text_likeness(other) or 0) < LIKE_TEXT:
            return False
        return differ(_days_in(self.text), _days_in(other.text))


def face_of_entry(entry: Entry) -> Face:
    """What the listing shows."""
    stated = {day for clue in entry.dates if clue.basis is DateBasis.STATED and (day := _day_of(clue))}
    labels = {day for clue in entry.dates if clue.basis is DateBasis.DAY and (day := _day_of(clue))}
    text = (entry.excerpt or "")[:COMPARED_TEXT]
    return Face(entry.title, text, days=frozenset(stated | labels), labels=frozenset(labels))


def face_of_record(record: Record, zone: tzinfo) -> Face:
    """What is remembered; `zone` is that of days."""
    day = frozenset({record.published.astimezone(zone).date()})
    days = day if record.date_basis in {DateBasis.STATED, DateBasis.DAY} else frozenset[date]()
    labels = day if record.date_basis is DateBasis.DAY else frozenset[date]()
    return Face(record.title, (record.excerpt or "")[:COMPARED_TEXT], days=days, labels=labels)


def _day_of(clue: DateEvidence) -> date | None:
    moment = clue.instant or clue.wall
    if moment:
        return moment.date()
    return date(clue.year, clue.month, clue.day) if clue.year and clue.month and clue.day else None


def _days_in(text: str) -> frozenset[Mark]:
    return frozenset(mark for mark in dates_in(text) if mark[0] != "part of the day")


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)
