"""Is this that entry? Recognition of articles seen before, and the minting of ids.

An article is recognised by its address, by an alias, by the number in its address, else by its stated
instant with its title, else by its words. Words alone do not tell an article that was edited from the next
one of its series, made after the same pattern: "Quake: 12 dead" becomes "Quake: 35 dead", but "Saturday's
forecast" is followed by "Sunday's forecast". So three things are asked:

- What sets the titles apart? Wording, spelling and numbers that count are edited. Days, months, hours and
  numbers that name mark another instalment of a series; so may names that neither text knows (wording.py).
- Where does it stand? An article that was edited keeps its place between its neighbours. The next one of a
  series comes on top, and the old one stays or leaves by the end of the list (search.py).
- How much of the text is kept, and is it the text of other articles, too? (faces.py)

    place                        the same article, if titles differ in wording, and if
    kept between neighbours      the title is alike, or the text is the same
    in order, on top, at the     the title is alike and the text is not quite another one, or the text is
      end, or beside new ones      the same and tells
    moved                        the text is the same and tells, or title and text are alike
    nothing else is recognised   title and text are nearly the same
    left by the end of the list  never

Names may be exchanged only between neighbours that stay, where the texts are related. Another instalment is
another article wherever it stands. Under an address of its own, an article is another one, too, unless it
stands in the place of one whose address is gone, with its title or its untouched text. The same title is the
same article, unless it is a column's ("The week in pictures"): where it shows a later day, its text fills in
another day, or the old one had left the list. What stays in doubt is a new article: a reader can skip one
that comes twice, but not find one that never came.

The cues are tried from the surest to the weakest over the whole listing, and each remembered article answers
to one listed article at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, tzinfo
from urllib.parse import quote

from slugify import slugify

from feeds.decide.faces import SAME_TEXT, Likeness, face_of_entry
from feeds.decide.search import Pair, Place, Search
from feeds.decide.wording import Difference
from feeds.record import Known, Record
from sources.entry import DateBasis, Entry


def recognise(
    entries: Sequence[Entry],
    known: Sequence[Known],
    source: str,
    above: Record | None = None,
    *,
    zone: tzinfo = UTC,
) -> list[Known | None]:
    """For each listed article the remembered one it is, or None for a new one.

    `entries` are in the listing's order; `known` may be in any order. `above` is the article that stands
    above the listing, at the end of the page before it. `zone` is that of days.
    """
    search = Search(entries, known, source, above, zone)
    for cue in (_by_name, _by_number, _by_stated_instant):
        search.settle(cue(search))
    certain = frozenset(search.found)
    search.settle(_by_title_and_text(search))
    _let_go_of_columns(search, certain)
    for cue in (_by_title_elsewhere, _by_title_in_place, _by_likeness):
        search.settle(cue(search))
    return [search.found.get(index) for index in range(len(entries))]


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The listing without what stands in it twice: under the same name or, where there is none, the same
    word for word and not of different days.
    """
    names: set[str] = set()
    days: defaultdict[tuple[str, str | None], list[frozenset[date]]] = defaultdict(list)
    once = []
    for entry in entries:
        named, labels = names_of(entry), face_of_entry(entry).labels
        same = days[entry.title, entry.excerpt]
        again = not names.isdisjoint(named) if named else any(_may_be_one(labels, other) for other in same)
        names |= named
        if not named:
            same.append(labels)
        if not again:
            once.append(entry)
    return once


def _may_be_one(one: frozenset[date], other: frozenset[date]) -> bool:
    return not one or not other or not one.isdisjoint(other)


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


def _by_name(search: Search) -> Iterator[Pair]:
    holders = {name: one for one in search.known for name in one.names}
    for index, entry in enumerate(search.entries):
        for order, name in enumerate((entry.url, *entry.aliases)):
            if name in holders:
                yield -order, index, holders[name]


def _by_number(search: Search) -> Iterator[Pair]:
    """The number under which the site keeps the article, in an address that is otherwise new."""
    listed = Counter(number for numbers in search.numbers for number in numbers)
    held = Counter(number for numbers in search.known_numbers.values() for number in numbers)
    for index, _, one, _ in search.open_pairs(search.known):
        for number in search.numbers[index] & search.known_numbers[one.record.id]:
            if listed[number] == held[number] == 1:
                yield 1, index, one


def _by_stated_instant(search: Search) -> Iterator[Pair]:
    """The same title at the same stated instant, whichever source showed it before."""
    for index, entry in enumerate(search.entries):
        stated = {clue.instant for clue in entry.dates if clue.basis is DateBasis.STATED and clue.instant}
        for one in search.known if stated and index not in search.found else ():
            same_title = search.faces[index].has_title_of(search.known_faces[one.record.id])
            if one.record.published in stated and same_title:
                yield 1, index, one


def _by_title_and_text(search: Search) -> Iterator[Pair]:
    for index, face, one, other in search.open_pairs():
        if face.has_title_of(other) and not face.fills_in_another_day(other):
            likeness = face.likeness(other)
            if not likeness.other_text:
                yield (likeness.text or 100) + _may_be_one(face.labels, other.labels), index, one


def _let_go_of_columns(search: Search, certain: Collection[int]) -> None:
    """Take back, but for what is certain, what has the title of a column in common with an older one."""
    later = {index for index, one in search.found.items() if _is_later(search, index, one)}
    if len(later) > 1 and len(search.found) < 2 * len(later):
        later = set()  # the page shows all days otherwise than it did
    for index, one in sorted(search.found.items(), key=lambda pair: -search.rank[pair[1].record.id]):
        if index not in certain:
            search.unsettle(index)
            if not _is_column(search, index, one, later=index in later):
                search.settle([(1, index, one)])


def _is_later(search: Search, index: int, one: Known) -> bool:
    return search.faces[index].is_later_than(search.known_faces[one.record.id])


def _is_column(search: Search, index: int, one: Known, *, later: bool) -> bool:
    place = search.place_of(index, one)
    if later:
        return place is not Place.KEPT
    if search.has_new_address(index, one):
        strays = place in {Place.MOVED, Place.GONE} and not search.is_in_order(index, one)
        return strays or (place is not Place.KEPT and search.is_series(index, one))
    alike = search.faces[index].text_likeness(search.known_faces[one.record.id])
    if (alike or 0) >= SAME_TEXT or place is not Place.GONE or search.is_in_order(index, one):
        return False
    return alike is not None or bool(search.missing(search.oldest, search.rank[one.record.id]))


def _by_title_elsewhere(search: Search) -> Iterator[Pair]:
    """The same title and text in another source, where one of them knows no address."""
    elsewhere = [one for one in search.known if search.source not in one.listed_by]
    for index, face, one, other in search.open_pairs(elsewhere):
        another = face.is_later_than(other) or face.fills_in_another_day(other)
        if not search.has_new_address(index, one) and face.has_title_of(other) and not another:
            likeness = face.likeness(other)
            telling = likeness.telling_title or likeness.telling_text
            if telling and (likeness.text is None or likeness.text >= SAME_TEXT):
                yield likeness.text or 1, index, one


def _by_title_in_place(search: Search) -> Iterator[Pair]:
    """The same title over another text: "Chronicle of the week" is new each time, unless it has not moved."""
    for index, face, one, other in search.open_pairs():
        if face.has_title_of(other):
            place = search.place_of(index, one)
            another = face.is_later_than(other) or face.fills_in_another_day(other)
            another = another or search.has_new_address(index, one) or search.is_series(index, one)
            if place is Place.KEPT or (place in {Place.OPEN, Place.UNKNOWN} and not another):
                yield 1, index, one


def _by_likeness(search: Search) -> Iterator[Pair]:
    for index, face, one, other in search.open_pairs():
        likeness = face.likeness(other)
        if (likeness.like_title or likeness.same_text) and _is_edit(search, index, one, likeness):
            yield likeness.title + (likeness.text or 0), index, one


def _is_edit(search: Search, index: int, one: Known, likeness: Likeness) -> bool:
    """Whether what differs is of the kind that is edited where the article stands."""
    place = search.place_of(index, one)
    if place is Place.GONE:
        return False
    face, before = search.faces[index], search.known_faces[one.record.id]
    apart = face.difference(before)
    if place is Place.KEPT:
        return apart is Difference.WORDING or (apart is Difference.NAMES and likeness.related_text)
    if apart is not Difference.WORDING or face.fills_in_another_day(before) or search.is_series(index, one):
        return False
    if likeness.same_text and search.is_stock(index, one):
        return False
    if search.has_new_address(index, one):
        return place is Place.OPEN and likeness.untouched_text
    return _is_proven(place, likeness)


def _is_proven(place: Place, likeness: Likeness) -> bool:
    """Whether title and text are alike enough for an article that may also be a new one."""
    match place:
        case Place.OPEN:
            alike = likeness.same_pattern or (likeness.same_title and not likeness.other_text)
            return likeness.same_text or alike
        case Place.MOVED:
            return likeness.same_text or (likeness.same_pattern and likeness.like_text)
        case _:
            retold = likeness.same_pattern and likeness.like_text
            return retold or (likeness.same_title and likeness.untouched_text)
