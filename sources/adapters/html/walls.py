"""Pages that stand in front of the articles: errors, logins, consent walls, challenges to robots."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sources.adapters.html.page import Page
from sources.adapters.html.tree import holds, number, string
from sources.errors import Wall
from sources.text import squash

_title = string("/html/head/title")
_heading = string("(//h1)[1]")
_text = string("/html/body")
_has_password = holds("descendant::input[@type='password']")
_links = number("descendant::a")
_FEW_LINKS = 12
_SHORT = 3000  # characters of a page that has nothing but its wall
_OPENING = 500  # characters in which a challenge says what it is
_BETWEEN = re.compile(r"\s+[|–—·»«•:-]+\s+")


def check(page: Page, location: str) -> None:
    """Raises Wall when the page's own words say that it is no list of articles."""
    if kind := next(_kinds(page), None):
        raise Wall(f"{location}: {kind}, not a list of articles")


def _kinds(page: Page) -> Iterator[str]:
    body = page.root.find("body")
    classes = ((body.get("class") or "") if body is not None else "").split()
    title, heading = squash(_title(page.root)), squash(_heading(page.root))
    named = [part for words in (title, heading) for part in _BETWEEN.split(words) if part]
    if "error404" in classes or any(map(_error().fullmatch, named)):
        yield f"an error page ({(title or heading)[:60] or '404'})"
    has_password, is_bare = _has_password(page.root), _links(page.root) <= _FEW_LINKS
    if has_password and (is_bare or any(map(_pattern("login").match, named))):
        yield "a login page"
    if is_bare and len(text := squash(_text(page.root))) <= _SHORT:
        if any(map(_pattern("challenge").search, (title, heading, text[:_OPENING]))):
            yield "a challenge to robots"
        if any(map(_pattern("consent").search, (title, heading))):
            yield "a consent wall"


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(_table()[kind]), re.IGNORECASE)


@cache
def _error() -> re.Pattern[str]:
    """A status of HTTP, what it means, or both: "404", "Error 404", "Page not found", "403: Forbidden"."""
    table = _table()
    missing = rf"(?:(?:{'|'.join(table['page'])}) )?(?:{'|'.join(table['missing'])})"
    meaning = rf"(?:{missing}|{'|'.join(table['failed'])})"
    lead = r"(?:oops!?\s+)?(?:(?:error|http|fehler|erreur)[\s:!,-]*)?"
    return re.compile(rf"{lead}(?:[45]\d\d(?:[\s:.,!–-]+{meaning})?|{meaning}|error)[.!]?", re.IGNORECASE)
