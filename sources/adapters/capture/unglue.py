"""Undoing what extraction glued together: one part of the page a token again.

"Lire la suite" lines may carry their article's title, and behind it, with no break, the page's heading or
the next article's title. What is a title shows where the same words stand elsewhere: on a line of their own,
behind the link before, or at the front of the link after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto

from sources.adapters import wordings
from sources.adapters.capture.lines import Line
from sources.entry import Credit


class Kind(Enum):
    """What a token is known to be before its neighbours are looked at."""

    TEXT = auto()
    TITLE = auto()  # a title for certain
    MORE = auto()  # a "continue reading" link, with the title it carries or ""
    HEADING = auto()  # the archive's heading


@dataclass(frozen=True, slots=True)
class Token:
    """One part of the page."""

    kind: Kind
    text: str
    bullet: bool = False
    level: int = 0
    credits: tuple[Credit, ...] = ()  # named by lines of their own


_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"', "‹": "›", "「": "」", "『": "』", "‘": "’"}
_ARROWS = " \xa0\t→»›>⟩▸▶⇒|"
_SEAM = re.compile(r"(?<=[\w»”\")!?…])(?<![A-ZÀ-Þ])(?=[A-ZÀ-ÞА-Я]|[«“„][^\W\d_a-zß-ÿ])")
_DASH_BEHIND = re.compile(r"\s+[-–—]$")
_LEAST_TITLE = 12  # characters
_LEAST_TEXT = 40


def unglue(lines: list[Line]) -> list[Token]:
    """The tokens that the lines hold, in order."""
    links = [wordings.more(line.text) for line in lines]
    standing = {line.text for line, link in zip(lines, links, strict=True) if not link}
    following = _following(links)
    headings = _headings(lines, links)
    tokens: list[Token] = []
    segment: list[str] = []  # texts since the last link: the title of the article is among them
    for index, (line, link) in enumerate(zip(lines, links, strict=True)):
        if link and not _is_prose(link, standing):
            swallowed = index + 1 == len(lines) or bool(links[index + 1]) or _is_body(lines[index + 1].text)
            parts = _link_tokens(link, segment, standing, following[index], swallowed=swallowed)
            tokens += parts
            segment = [part.text for part in parts[-1:] if part.kind is Kind.TITLE]
        else:
            tokens += _text_tokens(line, heads_page=index in headings)
            segment.append(line.text)
    return tokens


def _headings(lines: list[Line], links: list[wordings.More | None]) -> set[int]:
    """Places of the lines that head the page. They stand near its top, though the first article may have
    got above them; of one kind with several labels each is about its article.
    """
    places: dict[str, dict[str, int]] = defaultdict(dict)  # kind -> label -> place
    for place, line in enumerate(lines):
        heading = wordings.heading(line.text)
        if heading:
            places[heading.kind].setdefault(heading.label.casefold(), place)
    more = [place for place, link in enumerate(links) if link][1:]
    texts = [place for place, line in enumerate(lines) if _is_body(line.text)][2:]
    last = next(iter(more or texts), len(lines))
    alone = (labels for labels in places.values() if len(labels) == 1)
    return {place for labels in alone for place in labels.values() if place < last}


def _following(links: list[wordings.More | None]) -> list[str]:
    """For each line what the next link after it carries."""
    after: list[str] = []
    latest = ""
    for link in reversed(links):
        after.append(latest)
        latest = link.after if link else latest
    return after[::-1]


def _is_prose(link: wordings.More, standing: set[str]) -> bool:
    """Whether the words only look like a link: "Read more books, says minister"."""
    return link.after[:1].islower() and _unwrapped(link.after) not in standing


def _is_body(text: str) -> bool:
    return len(text) > _LEAST_TEXT and text[-1] in ".…!?»”)。"


def _text_tokens(line: Line, *, heads_page: bool) -> list[Token]:
    if heads_page:
        return [Token(Kind.HEADING, line.text)]
    text, heading = wordings.split_heading(line.text) if not wordings.heading(line.text) else (line.text, "")
    kind = Kind.TITLE if line.title else Kind.TEXT
    tokens = [Token(kind, text, line.bullet, line.level)] if text else []
    return [*tokens, Token(Kind.HEADING, heading)] if heading else tokens


def _link_tokens(
    link: wordings.More, segment: list[str], standing: set[str], following: str, *, swallowed: bool
) -> list[Token]:
    before = _unwrapped(link.before)
    if before and (before in standing or before != link.before.strip()):
        return [Token(Kind.MORE, before)]  # „TITLE“ weiterlesen
    tokens = [Token(Kind.TEXT, link.before)] if link.before else []
    after, heading = wordings.split_heading(link.after)
    title, rest = _divided(after, segment, standing, following, glued=swallowed and not heading)
    if title == after and not link.spaced and title not in segment and swallowed:
        title, rest = "", after  # a bare link, the next title right behind it
    tokens.append(Token(Kind.MORE, title))
    if heading:
        tokens.append(Token(Kind.HEADING, heading))
    if rest:
        tokens.append(Token(Kind.TITLE, rest))
    return tokens


def _divided(
    after: str, segment: list[str], standing: set[str], following: str, *, glued: bool
) -> tuple[str, str]:
    """The title that a link carries, and the next title glued behind it or ""."""
    whole = _unwrapped(after)
    if whole in standing or not whole:
        return whole, ""
    known = max((text for text in segment if text and whole.startswith(text)), key=len, default="")
    if known:
        return known, whole[len(known) :].lstrip(_ARROWS)
    quoted = _closed_quote(after)
    if quoted:
        return quoted
    if not glued:
        return whole, ""
    shared = _overlap(whole, following)
    if _LEAST_TITLE <= shared < len(whole):
        return whole[:-shared].rstrip(_ARROWS), whole[-shared:]
    return _at_seam(whole)


def _closed_quote(after: str) -> tuple[str, str] | None:
    """The title in quotes and what follows the closing one, quotes within quotes counted."""
    closing = _QUOTES.get(after[:1])
    if not closing:
        return None
    end = _closing(after, after[0], closing)
    rest = after[end + 1 :] if end > 0 else ""
    seam = len(rest) >= _LEAST_TITLE and not rest[0].isspace()  # after a space the title goes on
    return (after[1:end].strip(), rest.strip(_ARROWS)) if seam else None


def _closing(text: str, opening: str, closing: str) -> int:
    depth = 0
    for index, char in enumerate(text):
        if char == closing and (depth or char != opening):
            depth -= 1
            if depth == 0:
                return index
        elif char == opening:
            depth += 1
    return -1


def _unwrapped(text: str) -> str:
    """Without arrows behind and quotes around the whole."""
    text = _DASH_BEHIND.sub("", text.strip().rstrip(_ARROWS.replace("»", "").replace("›", "")).strip())
    closing = _QUOTES.get(text[:1])
    if closing and _closing(text, text[0], closing) == len(text) - 1:
        return text[1:-1].strip()
    if text.endswith(("»", "›")) and not re.search("[«‹]", text):
        return text.rstrip(_ARROWS)
    return text


def _overlap(text: str, following: str) -> int:
    """The length of the longest end of `text` that `following` begins with (Knuth-Morris-Pratt)."""
    pattern = following[: len(text)]
    if not pattern:
        return 0
    borders = _borders(pattern)
    matched = 0
    for char in text:
        while matched and (matched == len(pattern) or pattern[matched] != char):
            matched = borders[matched - 1]
        matched += pattern[matched] == char
    return matched


def _borders(pattern: str) -> list[int]:
    borders = [0] * len(pattern)
    for index in range(1, len(pattern)):
        border = borders[index - 1]
        while border and pattern[border] != pattern[index]:
            border = borders[border - 1]
        borders[index] = border + (pattern[border] == pattern[index])
    return borders


def _at_seam(text: str) -> tuple[str, str]:
    """Divided where a capital follows a small letter or a closing mark with no space, once in the text."""
    seams = [
        seam.start()
        for seam in _SEAM.finditer(text)
        if seam.start() >= _LEAST_TITLE and len(text) - seam.start() >= _LEAST_TITLE
    ]
    return (text[: seams[0]], text[seams[0] :]) if len(seams) == 1 else (text, "")
