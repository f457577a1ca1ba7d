"""What publishing systems say around articles, recognised in every language of wordings.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sources.text import visible

_AROUND_LINKS = " \t\xa0.…→»›>⟩)]}|▸▶⇒·:([{←«‹<\u061c\u200e\u200f\u202a\u202b\u202c\u2067\u2068\u2069"
_FOLDED = dict.fromkeys((0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ") | {0x2019: "'"}
_SENTENCE_STOP = re.compile(r"[.…!?\])»”\"。！？→]\s*[(\[]?(?=\w)")
_JOINT = re.compile(
    r"\s*(?:(?:de|du|about|von|zu|über|sobre|su|di|over|om|o|про|о)\s+(?=[“”„\"«‹A-ZÀ-ÞА-Я]))?\s*[:\-–]?\s*"
)
_LONGEST_WORDING = 120  # characters of a line that can be nothing but a wording
_LONGEST_META = 250
_TELLING_STEM, _SEVERAL = 6, 2  # letters; wordings on one line
_SEAM = re.compile(r"(?<=[a-zß-ÿа-я\d])(?=[A-ZÀ-ÞА-Я])")  # where extraction has glued two
_PIECES = re.compile(r"\s*[/|·•]\s*|\s+[–—]\s+")
_LONGEST_NAME = 5  # words
_HEADINGS = ("tag", "category", "archive")
_TELLING = 11  # characters of a heading that is known in mid-line


@dataclass(frozen=True, slots=True)
class More:
    """A "continue reading" link: what stands on its line `before` and `after` it."""

    before: str
    after: str
    spaced: bool  # white space parts it from `after`


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an archive page; `kind` is "tag", "category" or, of an author or a month, "archive"."""

    label: str
    kind: str


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _wordings(kind: str) -> list[str]:
    return list(dict.fromkeys(wording for row in _table().values() for wording in row[kind]))


def fold(text: str) -> str:
    """Lower case, plain apostrophes and spaces; of the same length as `text`."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).translate(_FOLDED)


class _Phrases:
    """Wordings of one kind: plain ones are looked up, patterns are tried by their first character."""

    def __init__(self, kind: str) -> None:
        self._plain = {wording for wording in _wordings(kind) if not re.search(r"[{*]", wording)}
        self._patterns: dict[str, list[re.Pattern[str]]] = {}
        for wording in sorted(_wordings(kind), key=len, reverse=True):
            if wording not in self._plain:
                first = "" if wording[0] in "{*" else wording[0]
                self._patterns.setdefault(first, []).append(_pattern(wording, number=kind not in _HEADINGS))

    def has(self, folded: str) -> bool:
        """Whether the line is one of them, arrows and brackets aside."""
        bare = folded.strip(_AROUND_LINKS)
        return bare in self._plain or self.match(folded) is not None

    def match(self, folded: str) -> re.Match[str] | None:
        """The match of a whole line; its first group is the label."""
        tries = (*self._patterns.get(folded[:1], ()), *self._patterns.get("", ()))
        return next((found for pattern in tries if (found := pattern.fullmatch(folded))), None)


def _pattern(wording: str, *, number: bool) -> re.Pattern[str]:
    pattern = re.escape(wording).replace(r"\ :\ ", r"\s*[:：]\s*")
    pattern = pattern.replace(r"\ \{\}", r"\s*[:：]?\s\{\}").replace(r"\ ", r"\s+").replace(r"\*", ".*")
    return re.compile(pattern.replace(r"\{\}", r"\d+" if number else "(.+)"))


@cache
def _phrases(kind: str) -> _Phrases:
    return _Phrases(kind)


def heading(line: str) -> Heading | None:
    """The archive heading that this line is."""
    line = visible(line)
    folded = fold(line)
    for kind in _HEADINGS:
        found = _phrases(kind).match(folded)
        if found:
            return Heading(_unquoted(line[found.start(1) : found.end(1)]), kind)
    return None


def _unquoted(label: str) -> str:
    return label.strip(" \xa0\u202f“”„‟\"«»‹›‘’'「」")


@cache
def _glued_heading() -> re.Pattern[str]:
    """Heading wordings in mid-line: with a capital, and long enough not to be an accident."""
    wordings = [wording.removesuffix(" {}") for kind in _HEADINGS for wording in _wordings(kind)]
    telling = [wording for wording in wordings if wording.endswith(" :") or len(wording) >= _TELLING]
    alternatives = "|".join(map(_with_capital, sorted(telling, key=len, reverse=True)))
    return re.compile(rf"(?<=\S)(?:{alternatives})\s?[:：]?\s")


def _with_capital(wording: str) -> str:
    rest = re.escape(wording[1:]).replace(r"\ :", r"\s?[:：]").replace("'", "['’]")
    return f"{re.escape(wording[0].upper())}(?i:{rest})"


def split_heading(text: str) -> tuple[str, str]:
    """The text before an archive heading glued to its end, and that heading, or nothing."""
    begin = max(0, len(text) - _LONGEST_META)
    found = _glued_heading().search(text, begin)
    return (text[: found.start()].rstrip(), text[found.start() :]) if found else (text, "")


@cache
def _mores() -> tuple[str, ...]:
    return tuple(sorted(_wordings("more"), key=len, reverse=True))


def _more_at(folded: str, position: int) -> int:
    """Where the wording that stands at `position` ends, else -1."""
    if not folded.startswith(_mores(), position):
        return -1
    return position + len(next(wording for wording in _mores() if folded.startswith(wording, position)))


def more(line: str) -> More | None:
    """The "continue reading" link on this line: at its start, at its end, or after a sentence's end."""
    line = visible(line)
    folded = fold(line)
    if folded.strip(_AROUND_LINKS) in _alone():
        return More("", "", spaced=True)
    lead = len(folded) - len(folded.lstrip(_AROUND_LINKS))
    end = _more_at(folded, lead)
    if end > 0:
        return _after(line, "", end)
    return _more_at_end(line, folded) or _more_inside(line, folded)


def _more_at_end(line: str, folded: str) -> More | None:
    tail = folded.rstrip(_AROUND_LINKS)
    if not tail.endswith(_mores()):
        return None
    start = len(tail) - len(next(wording for wording in _mores() if tail.endswith(wording)))
    before = line[:start].rstrip()
    prose = line[start].islower() and before[-1:].isalnum() and len(tail) == len(folded)
    return None if prose else More(before.rstrip(" ([-–|"), "", spaced=True)


def _more_inside(line: str, folded: str) -> More | None:
    for stop in _SENTENCE_STOP.finditer(line):
        end = _more_at(folded, stop.end())
        if end > 0 and not line[stop.end()].islower():
            return _after(line, line[: stop.start() + 1], end)
    return None


def _after(line: str, before: str, end: int) -> More | None:
    rest = line[end:]
    joint = _JOINT.match(rest)
    after = rest[joint.end() :] if joint else rest
    if not after.strip(_AROUND_LINKS):
        return More(before, "", spaced=True)
    spaced = rest[0].isspace() or rest[0] == ":"
    if after[0].islower() and not before and rest[0].isalnum():
        return None  # a longer word
    return More(before, after.strip(), spaced)


@cache
def _alone() -> frozenset[str]:
    return frozenset(_wordings("more") + _wordings("more_alone"))


def is_meta(line: str) -> bool:
    """Whether the line says something about an article: its comments, categories, reading time."""
    line = visible(line)
    folded = fold(line)
    if len(line) > _LONGEST_META or _phrases("meta").has(folded):
        return len(line) <= _LONGEST_META
    edges = _meta_edges()
    if folded.startswith(edges) or folded.rstrip(_AROUND_LINKS).endswith(edges):
        return line[-1] not in ".!?"
    pieces = _PIECES.split(folded)
    if len(pieces) > 1 and any(_phrases("meta").has(piece.strip()) for piece in pieces):
        return True
    unglued, seams = _SEAM.subn(" ", line)
    if not (seams or _meta_stems().match(folded)):
        return False
    return len(set(_meta_stems().findall(fold(unglued)))) >= _SEVERAL


@cache
def _meta_stems() -> re.Pattern[str]:
    """What wordings of several words, or with a rest, begin with: two make no title where they are glued,
    nor where the line begins with one.
    """
    wordings = (wording for wording in _wordings("meta") if re.search(r"[ *]", wording))
    stems = {re.split(r"\s*[:{*]", wording)[0] for wording in wordings}
    telling = sorted((stem for stem in stems if len(stem) >= _TELLING_STEM), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling))})(?!\w)")


@cache
def _meta_edges() -> tuple[str, ...]:
    """Wordings that tell even with other words before or after them: those of several words."""
    return tuple(
        wording for wording in _wordings("meta") if " " in wording and not re.search(r"[{*]", wording)
    )


def is_sidebar(line: str) -> bool:
    """Whether the line heads a list beside the articles."""
    return len(line) <= _LONGEST_WORDING and _phrases("sidebar").has(fold(line))


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the page rather than to an article."""
    return len(line) <= _LONGEST_WORDING and _phrases("furniture").has(fold(line))


@cache
def _author() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _wordings("author")), key=len, reverse=True))
    name = r"(?P<name>[^\W\d_](?:[^\d|·•,;:!?]|, (?=[^\W\d_]\w+$)){1,60}?)"
    return re.compile(rf"(?:^|(?<=[\s|·•]))(?:{words})\s*[:：]?\s+{name}\s*(?:$|[|·•,;–—]|\s-\s)")


def author(line: str) -> str | None:
    """Who wrote an article, from the line that says so: "Publié le 24 octobre par La rédaction"."""
    line = visible(line)
    found = _author().search(fold(line)) if len(line) <= _LONGEST_WORDING else None
    name = line[found.start("name") : found.end("name")].strip() if found else ""
    return name if name and not name[0].islower() and not name.endswith(".") else None


def announces_author(line: str) -> bool:
    """Whether the line ends by announcing a name on the next: "by", "/ News / By"."""
    last = _PIECES.split(fold(line))[-1] if len(line) <= _LONGEST_WORDING else ""
    return last.rstrip(": ") in _author_words()


@cache
def _author_words() -> frozenset[str]:
    return frozenset(word.rstrip(" :") for word in _wordings("author"))


def is_byline(line: str) -> bool:
    """Whether the line does nothing but name an author."""
    name = author(line)
    found = _author().match(fold(line)) if name else None
    return bool(name and found and len(name.split()) <= _LONGEST_NAME and line.rstrip().endswith(name))


def words(kind: str, language: str | None) -> frozenset[str]:
    """The "common" or "openers" words of a language, of all languages when it is unknown."""
    rows = _table().items()
    return frozenset(
        word for code, row in rows if language in {code, None} for word in str(row.get(kind, "")).split()
    )


def language_of(text: str) -> str | None:
    """The language of a text (BCP 47) by its most frequent words; None when they settle nothing."""
    if re.search("[\u3041-\u30fa]", text):
        return "ja"
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    words = Counter(re.findall(r"\w+", text.lower()))
    scores = {
        language: sum(words[word] for word in str(row["common"]).split())
        for language, row in _table().items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > 0.05 * words.total() else None


def author_words() -> tuple[str, ...]:
    """What stands before an author's name, in every language."""
    return tuple(_wordings("author"))
