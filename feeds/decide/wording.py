"""What sets two titles apart: other words for the same article, or the mark of another one of a series.

A series fills one pattern anew: "Saturday's forecast", "Sunday's forecast"; "Strike, day 9", "Strike, day
10"; "Brest – Rennes: live", "Brest – Nantes: live". What it fills in are days, months, hours, numbers that
name ("day 9", "the 9th", "2025", "2/3"), and names. Numbers that count what follows them ("12 dead")
are the news itself, and change with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from feeds.decide.calendar import Mark, dates_in, folded
from feeds.record import title_key

SPELLED_ALIKE = 75.0  # of 100: Kiev and Kyiv
SHORTEST_NAME = 4  # letters: what is shorter has its capital more often from its place
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # scripts without spaces
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
HIRAGANA = re.compile("[\u3040-\u309f]+")


class Difference(IntEnum):
    """What sets two titles apart at most."""

    WORDING = 0  # words, spelling, and numbers that count
    NAMES = 1  # a name in the place of another one, of which the texts know nothing
    INSTALMENT = 2  # another day, month, hour or number of a series


def difference(before: str, after: str, text_before: str, text_after: str) -> Difference:
    """What sets a title apart from the one that it may replace; the texts are those below them."""
    numbered, renumbered = numbers_in(before), numbers_in(after)
    if differ(dates_in(before), dates_in(after)) or differ(numbered, renumbered):
        return Difference.INSTALMENT
    if any(kind in PARTS for kind, _ in renumbered) and not any(kind in PARTS for kind, _ in numbered):
        return Difference.INSTALMENT
    renamed = _other_names(before, after, text_before, text_after)
    return Difference.NAMES if renamed else Difference.WORDING


def differ(before: Collection[Mark], after: Collection[Mark]) -> bool:
    """Whether both name something of one kind, and neither names all that the other does."""
    one, other = _by_kind(before), _by_kind(after)
    return any(
        not (one[kind] <= other[kind] or other[kind] <= one[kind])
        and (kind != "last" or _follow_each_other(one[kind], other[kind]))
        for kind in one.keys() & other.keys()
    )


def _by_kind(marks: Collection[Mark]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, which in marks:
        found[kind].add(which)
    return found


def _follow_each_other(one: Collection[str], other: Collection[str]) -> bool:
    return any(abs(int(a) - int(b)) == 1 for a in one for b in other)


GROUPED = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")  # 16,541


def uncounted(title: str) -> str:
    """The title's key without the figures."""
    return re.sub(r"\d+", "0", title_key(GROUPED.sub("", title)))


PART_WORDS = (  # that stand before the number of a part; folded
    "day|jour|tag|dia|giorno|dag|dzien|день|episode|episodio|folge|odcinek|epizoda|epizod|bolum|jakso|avsnitt"
    "|afsnit|выпуск|эпизод|серия|part|partie|parte|teil|czesc|часть|deel|osa|round|runde|ronda|runda|kolo|тур"
    "|matchday|journee|spieltag|jornada|giornata|kolejka|stage|etape|etappe|etapa|tappa|etap|этап|week|semaine"
    "|woche|semana|settimana|tydzien|неделя|vecka|uke|uge|viikko|season|saison|staffel|temporada|stagione"
    "|sezon|сезон|sasong|sesong|chapter|chapitre|kapitel|capitulo|capitolo|rozdzial|глава|puntata|volume|vol"
    "|tome|том|edition|ausgabe|edicion|edicao|edizione|edycja|lesson|lecon|lektion|leccion|lezione|game|lap"
    "|nr|num|numero|nummer|numer|номер|n°"
)
NUMBER_SIGN = re.compile(r"(?<!\w)(?:N[°ºo]|n[°º]|[Nn]o\.|№|#)\s?(?=\d)")
FIGURES = r"(\d{1,6})(?!\d)"
PARTS = {
    "part": re.compile(rf"(?<!\w)(?:{PART_WORDS})[.:°]?\s?{FIGURES}|第{FIGURES}"),
    "part of": re.compile(rf"(?<![\d/]){FIGURES}\s?/\s?\d{{1,3}}(?![\d/])"),
}
NAMING = PARTS | {
    "enclosed": re.compile(rf"[(\[]\s?{FIGURES}\s?[)\]]"),
    "countdown": re.compile(r"(?<!\w)([a-z]\s?[-+–]\s?\d{1,3})(?!\w)"),
    "ordinal": re.compile(
        r"(?<!\w)(\d{1,6})(?:st|nd|rd|th|er?|re|e?me|de|ste|[oa]|\.(?=\s\w)|-?[йяе])(?!\w)|(\d{1,6})[回話号期]"
    ),
    "last": re.compile(rf"(?<=\w{{4}}\s){FIGURES}(?=\s*$|\s?[:;,.!?)–—|]+(?:\s|$))"),
    "year": re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d%€$£])"),
    "hour": re.compile(r"(?<![\d:])(\d{1,2}\s?(?:[h:]\s?\d{2}|h|uhr|[ap]\.?m|時|点|시))(?![\w:])"),
    "date": re.compile(r"(?<!\d)(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?!\d)"),
}


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> frozenset[Mark]:
    """The numbers that name: parts of a whole, ordinals, years, hours, dates in figures."""
    plain = folded(NUMBER_SIGN.sub("n° ", GROUPED.sub("", text)))
    return frozenset(
        (kind, re.sub(r"\s", "", next(filter(None, match.groups()))))
        for kind, pattern in NAMING.items()
        for match in pattern.finditer(plain)
    )


def _other_names(before: str, after: str, text_before: str, text_after: str) -> bool:
    """Whether names stand where others stood, and no text speaks of those that its title leaves out."""
    one, other = WORD.findall(before), WORD.findall(after)
    keys, other_keys = ([word.casefold() for word in words] for words in (one, other))
    common = {word for word in WORD.findall(f"{before} {after} {text_before} {text_after}") if word.islower()}
    for kind, start, end, begin, stop in SequenceMatcher(
        None, keys, other_keys, autojunk=False
    ).get_opcodes():
        if kind == "replace":
            gone = [word for word in one[start:end] if word.isalpha() and word.casefold() not in other_keys]
            come = [word for word in other[begin:stop] if word.isalpha() and word.casefold() not in keys]
            alike = fuzz.ratio("".join(gone), "".join(come)) >= SPELLED_ALIKE
            gone, come = ([word for word in words if _is_name(word, common)] for words in (gone, come))
            told = _speaks_of(text_after, gone) or _speaks_of(text_before, come)
            if gone and come and not alike and not told:
                return True
    return False


def _is_name(word: str, common: Collection[str]) -> bool:
    """Whether a word may be a name: it is written so, or its script knows no capitals."""
    begins_sentence = len(word) < SHORTEST_NAME and word[1:].islower()
    return not (word.islower() or begins_sentence or HIRAGANA.fullmatch(word) or word.casefold() in common)


def _speaks_of(text: str, names: Collection[str]) -> bool:
    words = {word.casefold() for word in WORD.findall(text)}
    return any(name.casefold() in words for name in names)
