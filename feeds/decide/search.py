"""The listing beside what is remembered: what has been recognised so far, and where the rest stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from enum import Enum

from feeds.decide.addresses import Number, article_numbers, differ
from feeds.decide.faces import SAME_TEXT, SAME_TITLE, Face, face_of_entry, face_of_record
from feeds.record import Known, Record
from sources.entry import Entry

Pair = tuple[float, int, Known]  # likelihood, place in the listing, who it may be

A_SERIES = 2  # other articles of the source with nearly the same title


class Place(Enum):
    """Where a listed article stands, seen from where a remembered one stood."""

    KEPT = "between the same neighbours, and nothing has come in there"
    OPEN = "in order, but where new articles come, too: on top, at the end, beside others"
    MOVED = "elsewhere, and the remembered one is missing where it stood"
    GONE = "elsewhere, and the remembered one has left by the end of the list"
    UNKNOWN = "nothing else in the listing is recognised"


@dataclass(slots=True)
class Search:
    """The listing, what is remembered, and what has been recognised so far."""

    entries: Sequence[Entry]
    known: Sequence[Known]
    source: str
    above: Record | None = None  # at the end of the page before
    zone: tzinfo = UTC  # of days
    found: dict[int, Known] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    own: list[Known] = field(init=False)  # what this source has shown, newest first
    rank: dict[str, int] = field(init=False)  # id -> place among all that is known, newest first
    faces: list[Face] = field(init=False)
    known_faces: dict[str, Face] = field(init=False)
    numbers: list[frozenset[Number]] = field(init=False)
    known_numbers: dict[str, frozenset[Number]] = field(init=False)

    def __post_init__(self) -> None:
        newest_first = sorted(self.known, key=lambda one: one.record.published, reverse=True)
        self.own = [one for one in newest_first if self.source in one.listed_by]
        self.rank = {one.record.id: rank for rank, one in enumerate(newest_first)}
        self.faces = [face_of_entry(entry) for entry in self.entries]
        self.known_faces = {one.record.id: face_of_record(one.record, self.zone) for one in self.known}
        self.numbers = [article_numbers(filter(None, (entry.url, *entry.aliases))) for entry in self.entries]
        self.known_numbers = {one.record.id: article_numbers(one.names) for one in self.known}

    def open_pairs(self, known: Sequence[Known] | None = None) -> Iterator[tuple[int, Face, Known, Face]]:
        """The articles and those of `known` (else what this source has shown) that are not settled and may
        be one.
        """
        rest = [one for one in (self.own if known is None else known) if one.record.id not in self.used]
        for index in self._unsettled(-1, len(self.entries)):
            for one in rest:
                face, other = self.faces[index], self.known_faces[one.record.id]
                numbers = self.known_numbers[one.record.id]
                if face.may_be(other) and not differ(numbers, self.numbers[index]):
                    yield index, face, one, other

    def settle(self, pairs: Iterable[Pair]) -> None:
        """Take the pairs from the likeliest down, each side once. Ties go by listing order."""
        ranked = sorted(pairs, key=lambda pair: (-pair[0], pair[1], self.rank[pair[2].record.id]))
        for _, index, one in ranked:
            if index not in self.found and one.record.id not in self.used:
                self.found[index] = one
                self.used.add(one.record.id)

    def unsettle(self, index: int) -> Known:
        """Take back what was recognised there."""
        one = self.found.pop(index)
        self.used.remove(one.record.id)
        return one

    def place_of(self, index: int, one: Known) -> Place:
        """Where the listed article stands, seen from where the remembered one stood."""
        rank = self.rank[one.record.id]
        if not self.found and not self.above:
            return Place.UNKNOWN if rank < len(self.entries) else Place.GONE
        before, after = self._around(index)
        newer, older = self._rank_above(before), self._rank_below(after)
        if not self.is_in_order(index, one):
            return Place.MOVED if rank < self.oldest else Place.GONE
        if older == len(self.rank) and len(self.missing(newer, rank)) > len(self._unsettled(before, index)):
            return Place.GONE
        is_bounded = newer >= 0 and older < len(self.rank)
        come, gone = len(self._unsettled(before, after)), len(self.missing(newer, older))
        return Place.KEPT if is_bounded and come <= gone else Place.OPEN

    def is_in_order(self, index: int, one: Known) -> bool:
        """Whether the remembered one stood between the articles that are recognised around the listed one."""
        before, after = self._around(index)
        is_between = self._rank_above(before) < self.rank[one.record.id] < self._rank_below(after)
        return bool(self.found or self.above) and is_between

    def has_new_address(self, index: int, one: Known) -> bool:
        """Whether both have an address, which is not the same."""
        return bool(self.entries[index].url and one.record.url)

    def is_series(self, index: int, one: Known) -> bool:
        """Whether the source has shown more articles with such a title than the one it may be."""
        others = (self.known_faces[other.record.id] for other in self.own if other is not one)
        return sum(self.faces[index].title_likeness(other) >= SAME_TITLE for other in others) >= A_SERIES

    def is_stock(self, index: int, one: Known) -> bool:
        """Whether other articles have the text of this one, too: then it proves nothing."""
        others = [self.known_faces[other.record.id] for other in self.own if other is not one]
        others += [face for at, face in enumerate(self.faces) if at != index]
        return any((self.faces[index].text_likeness(other) or 0) >= SAME_TEXT for other in others)

    def missing(self, newer: int, older: int) -> list[Known]:
        """What this source has shown and the listing does not, of the ranks between."""
        return [
            one
            for one in self.own
            if one.record.id not in self.used and newer < self.rank[one.record.id] < older
        ]

    @property
    def oldest(self) -> int:
        """The last rank that is recognised, or -1."""
        return max((self.rank[one.record.id] for one in self.found.values()), default=-1)

    def _unsettled(self, before: int, after: int) -> list[int]:
        return [index for index in range(before + 1, after) if index not in self.found]

    def _around(self, index: int) -> tuple[int, int]:
        """The places of the nearest articles that are recognised, above and below."""
        before = max((at for at in self.found if at < index), default=-1)
        return before, min((at for at in self.found if at > index), default=len(self.entries))

    def _rank_above(self, at: int) -> int:
        """The rank of the article found there; at the top, of what stands above the listing, or -1."""
        if at >= 0:
            return self.rank[self.found[at].record.id]
        newest = self.above.published if self.above else None
        return sum(newest is not None and one.record.published >= newest for one in self.known) - 1

    def _rank_below(self, at: int) -> int:
        return self.rank[self.found[at].record.id] if at in self.found else len(self.rank)
