"""Tag expressions: `guerre-en-ukraine and not (sport or meteo)`.

    expression = term {"or" term}
    term       = factor {"and" factor}
    factor     = "not" factor | "(" expression ")" | tag

A tag is named by its slug, in any script; case and accents do not matter, nor does the case of the three
words. A tag whose slug is one of these words is put in quotes: `bijoux and "or"`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from unicodedata import category

DEEPEST = 20  # parentheses within each other
MOST = 200  # tags in one expression: databases bound the depth of a query
SHOWN = 30  # characters before and after the spot that an error shows

TOKEN = re.compile(
    r"""\s*(?:(?P<mark>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()"']+)|(?P<odd>\S))"""
)
WORDS = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class HasTag:
    """Entries with this tag."""

    slug: str


@dataclass(frozen=True, slots=True)
class Not:
    """Entries that `of` does not select."""

    of: Node


@dataclass(frozen=True, slots=True)
class All:
    """Entries that every one of `of` selects."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Entries that at least one of `of` selects."""

    of: tuple[Node, ...]


Node = HasTag | Not | All | Some


class Expression(str):
    """Which entries a feed carries, by their tags: the text, with what it means as `root`."""

    root: Node

    @classmethod
    def parse(cls, value: object) -> Expression:
        """Raises ValueError that names the column and shows the spot."""
        if not isinstance(value, str):
            raise ValueError(f'Expected a tag expression such as "sport and not football", got {value!r}')
        expression = cls(value)
        expression.root = _Parser(value).whole()
        return expression

    def selects(self, slugs: Collection[str]) -> bool:
        """Whether an entry with these tags is meant."""
        return _selects(self.root, slugs)


def _selects(node: Node, slugs: Collection[str]) -> bool:
    match node:
        case HasTag(slug):
            return slug in slugs
        case Not(of):
            return not _selects(of, slugs)
        case All(of):
            return all(_selects(one, slugs) for one in of)
        case Some(of):
            return any(_selects(one, slugs) for one in of)


@dataclass(frozen=True, slots=True)
class _Token:
    """`kind` is one of "(", ")", "and", "or", "not", "tag", "odd" and "end"."""

    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    for found in TOKEN.finditer(text):
        group = found.lastgroup or ""
        inner = found[group]
        word = inner.lower()
        kind = inner if group == "mark" else word if group == "word" and word in WORDS else "tag"
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        yield _Token("odd" if group == "odd" else kind, inner, start, found.end())
    yield _Token("end", "", len(text.rstrip()), len(text.rstrip()))


class _Parser:
    """Recursive descent; each method reads one rule of the grammar, from the token at hand on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rest = _tokens(text)
        self._token = next(self._rest)
        self._depth = 0
        self._tags = 0

    def whole(self) -> Node:
        found = self._expression()
        if self._token.kind != "end":
            raise self._error('"and", "or" or the end')
        return found

    def _expression(self) -> Node:
        return self._chain("or", self._term, Some)

    def _term(self) -> Node:
        return self._chain("and", self._factor, All)

    def _chain(self, word: str, part: Callable[[], Node], kind: type[All | Some]) -> Node:
        parts = [part()]
        while self._token.kind == word:
            self._advance()
            parts.append(part())
        return kind(tuple(parts)) if len(parts) > 1 else parts[0]

    def _factor(self) -> Node:
        turned = False
        while self._token.kind == "not":
            turned = not turned
            self._advance()
        found = self._group() if self._token.kind == "(" else self._tag()
        return Not(found) if turned else found

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"at most {DEEPEST} parentheses within each other")
        self._advance()
        found = self._expression()
        if self._token.kind != ")":
            raise self._error('"and", "or" or ")"')
        self._advance()
        self._depth -= 1
        return found

    def _tag(self) -> HasTag:
        slug = slug_of(self._token.text) if self._token.kind == "tag" else None
        if slug is None:
            raise self._error('a tag such as guerre-en-ukraine, "not" or "("')
        self._tags += 1
        if self._tags > MOST:
            raise self._error(f"at most {MOST} tags")
        self._advance()
        return HasTag(slug)

    def _advance(self) -> None:
        self._token = next(self._rest)

    def _error(self, expected: str) -> ValueError:
        token, text = self._token, self._text
        before, spot, after = text[: token.start], text[token.start : token.end], text[token.end :]
        shown = f"{before[-SHOWN:]}▶{spot[:SHOWN]}◀{after[:SHOWN]}"
        return ValueError(f"Expected {expected} at column {token.start + 1}: {' '.join(shown.split())}")


def slug_of(text: str) -> str | None:
    """The slug that `text` is, but for case and accents; None for what is no slug."""
    if not any(map(str.isalnum, text)) or not all(char == "-" or category(char)[0] in "LMN" for char in text):
        return None
    from sources.text import tag_of

    return tag_of(text).slug
