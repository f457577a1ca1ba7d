"""Is this that entry? Recognition of articles seen before, and the minting of ids.

An article is recognised by its address, by an alias, else by its stated instant with its title,
else by a title or a text that is the same or nearly so. The cues are tried from the surest to the
weakest over the whole listing, and each remembered article answers to one listed article at most:
so a sequel with nearly the same title never takes the place of an article that is still listed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote

from rapidfuzz import fuzz
from slugify import slugify

from feeds.record import Known, Record, title_key
from sources.entry import DateBasis, DateEvidence, Entry

SAME_TEXT = 70.0  # of 100: two texts that are one, retouched
SAME_TITLE = 75.0
NEARLY_THE_SAME = 90.0
OTHER_TEXT = 30.0  # below, two texts have nothing to do with each other
TELLING_TEXT = 10  # words: a shorter text proves nothing by itself
COMPARED_TEXT = 600  # characters of each text that are looked at

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # scripts without spaces
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
CERTAIN = frozenset({DateBasis.STATED, DateBasis.DAY})

Pair = tuple[float, int, Known]  # likelihood, place in the listing, who it may be


def recognise(
    entries: Sequence[Entry], known: Sequence[Known], source: str, above: Record | None = None
) -> list[Known | None]:
    """For each listed article the remembered one it is, or None for a new one.

    `entries` are in the listing's order; `known` may be in any order. Titles and texts are
    compared only with what the same `source` has shown before. `above` is the article that stands
    above the listing, at the end of the page before it.
    """
    search = _Search(entries, known, source, above)
    for cue in (_by_name, _by_stated_instant, _by_title_and_text, _by_title_in_place, _by_likeness):
        search.settle(cue(search))
    return [search.found.get(index) for index in range(len(entries))]


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The listing without what stands in it twice: under the same name, or the same word for word."""
    seen: set[object] = set()
    once = []
    for entry in entries:
        marks: Collection[object] = names_of(entry) or {(entry.title, entry.excerpt)}
        if seen.isdisjoint(marks):
            once.append(entry)
        seen.update(marks)
    return once


def names_of(entry: Entry) -> frozenset[str]:
    """Every name the listing gives the article: its address and its aliases."""
    return frozenset({entry.url, *entry.aliases} - {None, ""})  # type: ignore[arg-type]  # None is taken out


def mint(entry: Entry, *, prefix: str, source: str, taken: Collection[str]) -> str:
    """A permanent id: the address, else a tag: URI (RFC 4151) made of source and title.

    The URI is made of what was first seen and nothing else, so that a store that was lost and
    collected anew gives its articles the ids that readers know. `taken` are ids in use.
    """
    if entry.url and entry.url not in taken:
        return entry.url
    words = slugify(entry.title or entry.excerpt or entry.url or "", allow_unicode=True, max_length=80)
    stem = f"{prefix}entries/{source}/{quote(words or 'untitled')}"
    return next(name for name in _numbered(stem) if name not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


@dataclass(frozen=True, slots=True)
class _Face:
    """What likeness is judged by: the words of title and text, and the days that are certain."""

    title: str
    text: tuple[str, ...]  # words
    days: frozenset[date]

    def same_title(self, other: _Face) -> bool:
        return bool(self.title) and self.title == other.title

    def title_likeness(self, other: _Face) -> float:
        """0 to 100; titles that count differently ("Day 99", "Day 100") are never alike."""
        if not self.title or not other.title or _numbers(self.title) != _numbers(other.title):
            return 0
        return max(fuzz.ratio(self.title, other.title), fuzz.token_sort_ratio(self.title, other.title))

    def text_likeness(self, other: _Face) -> float | None:
        """0 to 100 over as many words as both texts have, or None where one has none."""
        common = min(len(self.text), len(other.text))
        return fuzz.ratio(self.text[:common], other.text[:common]) if common else None

    def may_be(self, other: _Face) -> bool:
        """Not two articles for certain: their days, where both are certain, agree to a day."""
        return (
            not self.days
            or not other.days
            or any(abs(one - two) <= timedelta(days=1) for one in self.days for two in other.days)
        )


@dataclass(slots=True)
class _Search:
    """The listing, what is remembered, and what has been recognised so far."""

    entries: Sequence[Entry]
    known: Sequence[Known]
    source: str
    above: Record | None = None
    found: dict[int, Known] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    place: dict[str, int] = field(init=False)  # id -> rank, newest first
    faces: list[_Face] = field(init=False)
    known_faces: dict[str, _Face] = field(init=False)

    def __post_init__(self) -> None:
        newest_first = sorted(self.known, key=lambda one: one.record.published, reverse=True)
        self.place = {one.record.id: rank for rank, one in enumerate(newest_first)}
        self.faces = [_face_of_entry(entry) for entry in self.entries]
        self.known_faces = {one.record.id: _face_of_record(one.record) for one in self.known}

    def open_pairs(self) -> Iterator[tuple[int, _Face, Known, _Face]]:
        """The articles and the remembered ones of this source that are not settled and may be one."""
        rest = [one for one in self.known if self.source in one.listed_by and one.record.id not in self.used]
        for index, face in enumerate(self.faces):
            if index not in self.found:
                for one in rest:
                    other = self.known_faces[one.record.id]
                    if face.may_be(other):
                        yield index, face, one, other

    def settle(self, pairs: Iterable[Pair]) -> None:
        """Take the pairs from the likeliest down, each side once. Ties go by listing order."""
        ranked = sorted(pairs, key=lambda pair: (-pair[0], pair[1], self.place[pair[2].record.id]))
        for _, index, one in ranked:
            if index not in self.found and one.record.id not in self.used:
                self.found[index] = one
                self.used.add(one.record.id)

    def is_missing(self, one: Known) -> bool:
        """Whether the article ought to be listed: one that fell off the end has not become another."""
        oldest = max((self.place[found.record.id] for found in self.found.values()), default=len(self.place))
        return self.place[one.record.id] < oldest

    def in_place(self, index: int, one: Known) -> bool:
        """Whether the article stands between the same neighbours as when it was remembered."""
        if self.above and one.record.published >= self.above.published:
            return False
        rank = self.place[one.record.id]
        above = next((self.found[i] for i in range(index - 1, -1, -1) if i in self.found), None)
        below = next((self.found[i] for i in range(index + 1, len(self.entries)) if i in self.found), None)
        return (above is None or self.place[above.record.id] < rank) and (
            below is None or rank < self.place[below.record.id]
        )


def _by_name(search: _Search) -> Iterator[Pair]:
    holders = {name: one for one in search.known for name in one.names}
    for index, entry in enumerate(search.entries):
        for order, name in enumerate((entry.url, *entry.aliases)):
            if name in holders:
                yield -order, index, holders[name]


def _by_stated_instant(search: _Search) -> Iterator[Pair]:
    """The same title at the same stated instant, whichever source showed it before."""
    for index, entry in enumerate(search.entries):
        stated = {clue.instant for clue in entry.dates if clue.basis is DateBasis.STATED and clue.instant}
        for one in search.known if stated and index not in search.found else ():
            same_title = search.faces[index].same_title(search.known_faces[one.record.id])
            if one.record.published in stated and same_title:
                yield 1, index, one


def _by_title_and_text(search: _Search) -> Iterator[Pair]:
    for index, face, one, other in search.open_pairs():
        if face.same_title(other):
            alike = face.text_likeness(other)
            if alike is None or alike >= OTHER_TEXT:
                yield 100 if alike is None else alike, index, one


def _by_title_in_place(search: _Search) -> Iterator[Pair]:
    """The same title over another text: "Chronicle of the week" is new each time, unless it has not moved."""
    for index, face, one, other in search.open_pairs():
        if face.same_title(other) and search.in_place(index, one):
            yield 1, index, one


def _by_likeness(search: _Search) -> Iterator[Pair]:
    anchored = bool(search.found)  # else the place in the list says nothing
    for index, face, one, other in search.open_pairs():
        title, text = face.title_likeness(other), face.text_likeness(other) or 0
        rewritten_title = text >= SAME_TEXT and min(len(face.text), len(other.text)) >= TELLING_TEXT
        in_place = search.in_place(index, one)
        retouched = title >= SAME_TITLE and in_place and (anchored or min(title, text) >= NEARLY_THE_SAME)
        if retouched or (rewritten_title and anchored and (in_place or search.is_missing(one))):
            yield text + title, index, one


def _face_of_entry(entry: Entry) -> _Face:
    days = frozenset(day for clue in entry.dates if clue.basis in CERTAIN and (day := _day_of(clue)))
    return _Face(title_key(entry.title), _words(entry.excerpt), days)


def _day_of(clue: DateEvidence) -> date | None:
    moment = clue.instant or clue.wall
    if moment:
        return moment.date()
    return date(clue.year, clue.month, clue.day) if clue.year and clue.month and clue.day else None


def _face_of_record(record: Record) -> _Face:
    days = frozenset({record.published.date()} if record.date_basis in CERTAIN else ())
    return _Face(title_key(record.title), _words(record.excerpt), days)


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(WORD.findall(title_key((text or "")[:COMPARED_TEXT])))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
