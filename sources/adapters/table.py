"""The table adapter: article lists from one's own systems, as JSON Lines or CSV (RFC 4180).

A row has the keys of `entries` in the output of `tagwire check --json`; `url` or `title` is required,
other keys are ignored. `tags` are labels. In CSV, lists are separated by semicolons. A bad row is left
out and named with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from sources.adapters.dating import published, stated, updated
from sources.adapters.labels import each_once
from sources.adapters.loose import is_utf8
from sources.adapters.names import foreign_name, told_apart
from sources.adapters.people import person_of
from sources.adapters.prose import EXCERPT, in_language, language_of, title_of
from sources.credits import split_credits
from sources.entry import (
    Credit,
    DateBasis,
    DateEvidence,
    Document,
    Dropped,
    Enclosure,
    Entry,
    Image,
    Listing,
)
from sources.errors import NoArticles, UnreadableDocument
from sources.markup import sanitise
from sources.text import clean, decode, shorten, squash, without_markup
from sources.urls import canonical

LONGEST_FIELD = 32 * 2**20  # characters: as large as a document may be
LONGEST_RECORD = 5_000  # lines
MOST_NAMED = 20  # bad rows; the others are counted
EXPECTED = "expected JSON Lines or CSV with the columns url or title"

_NAME = re.compile(r"\.(?:csv|tsv|jsonl|ndjson)$", re.IGNORECASE)
_TYPE = re.compile(
    r"(?:text/(?:csv|tab-separated-values)|application/(?:csv|(?:x-)?(?:jsonl|jsonlines|json-lines|ndjson)))\s*(?:;|$)",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')
_KEY = re.compile(rb'"(?:url|title)"\s*:')
_DELIMITERS = ",;\t|"
_HEAD = 4096  # bytes that a claim looks at
_RECKONED = frozenset({DateBasis.ORDER, DateBasis.FIRST_SEEN})
_CALENDAR = frozenset({DateBasis.DAY, DateBasis.URL, DateBasis.TEXT})


class _File(msgspec.Struct):
    """An attached file, as in the output of `check --json`."""

    url: str
    type: str | None = None
    length: int | None = None
    duration: int | None = None


class _Row(msgspec.Struct):
    """A row, before its values are judged."""

    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    published: str | int | None = None
    date_basis: DateBasis | None = None
    updated: str | int | None = None
    authors: list[str] | str | None = None
    tags: list[str] | str | None = None
    credits: list[str] | str | None = None
    excerpt: str | None = None
    content: str | None = None
    image: str | None = None
    enclosures: list[_File | str] | str | None = None


def claims(document: Document) -> bool:
    """Whether the document is said to be a table, or its first line is an object or a header of one."""
    if _TYPE.match(document.content_type or "") or _NAME.search(document.location):
        return True
    head = document.data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    line = re.split(rb"[\r\n]", head.lstrip(), maxsplit=1)[0]
    if _OBJECT.match(line):
        return bool(_KEY.search(line)) and (len(line) == len(head.lstrip()) or line.rstrip().endswith(b"}"))
    return _is_header(line.decode("utf-8", "replace").strip())


def _is_header(line: str) -> bool:
    columns = next(csv.reader([line], delimiter=_delimiter(line)), [])
    names = {column.strip().lower() for column in columns}
    return len(names) > 1 and bool(names & {"url", "title"}) and len(names & set(_Row.__struct_fields__)) > 1


def read(document: Document) -> Listing:
    """The articles of a table, in its order.

    Raises UnreadableDocument when it is no table, NoArticles when no row of it can be read.
    """
    text = _text(document)
    rows = _json_rows(text) if text.lstrip().startswith("{") else _csv_rows(text, document)
    entries: list[Entry] = []
    bad: list[str] = []
    for line, row in rows:
        try:
            entries.append(_entry(row(), document.base_url))
        except (ValueError, RecursionError) as error:  # those of msgspec and csv are among them
            why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            bad.append(f"line {line}: {squash(clean(why))[:200]}")
    if not entries:
        why = bad[0] if bad else "no rows"
        raise NoArticles(f"{document.location}: no article in the table ({why}); {EXPECTED}")
    language = language_of(entries)
    return Listing(
        adapter="table",
        entries=in_language(told_apart(entries), language),
        language=language,
        dropped=tuple(_dropped(bad)),
    )


def _text(document: Document) -> str:
    utf8 = is_utf8(document.data) and b"\0" not in document.data[:_HEAD]
    try:
        return decode(document.data, "utf-8" if utf8 else None).replace("\0", "")
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{document.location}: {error}; {EXPECTED}") from None


def _dropped(bad: list[str]) -> Iterator[Dropped]:
    for reason in bad[:MOST_NAMED]:
        yield Dropped(reason=reason, count=1)
    if len(bad) > MOST_NAMED:
        yield Dropped(reason="bad rows further down", count=len(bad) - MOST_NAMED)


def _json_rows(text: str) -> Iterator[tuple[int, Callable[[], _Row]]]:
    """Each line that is not blank, numbered from 1, and what reads it."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, partial(msgspec.json.decode, line, type=_Row)


def _csv_rows(text: str, document: Document) -> Iterator[tuple[int, Callable[[], _Row]]]:
    """Each record, numbered by its first line, and what reads it."""
    csv.field_size_limit(LONGEST_FIELD)  # of the process; the default refuses articles of 128 KiB
    records = _records(text.lstrip("\ufeff"))
    _, header = next(records, (1, []))
    columns = [name.strip().lower() for name in header] if isinstance(header, list) else []
    if not {"url", "title"} & set(columns):
        raise UnreadableDocument(f"{document.location}: no table; {EXPECTED}")
    for number, record in records:
        if record:
            yield number, partial(_csv_row, columns, record)


def _records(text: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The records with their first lines. After a broken one, reading goes on in the line after that."""
    lines = _Lines(text)
    delimiter = _delimiter(lines.all[0]) if lines.all else ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        lines.begin = lines.position
        try:
            yield lines.begin + 1, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.begin + 1, error
            lines.position = lines.begin + 1
            reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


class _Lines:
    """The lines of a text, to be taken again from any place; a record of too many lines is an error."""

    def __init__(self, text: str) -> None:
        self.all = list(io.StringIO(text, newline=""))
        self.position = 0
        self.begin = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position >= len(self.all):
            raise StopIteration
        if self.position - self.begin > LONGEST_RECORD:
            raise csv.Error("a quotation mark is never closed")
        self.position += 1
        return self.all[self.position - 1]


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _csv_row(columns: list[str], record: list[str] | csv.Error) -> _Row:
    if isinstance(record, csv.Error):
        raise ValueError(str(record))
    if len(record) > len(columns):
        raise ValueError(f"{len(record)} cells for {len(columns)} columns")
    cells = {name: cell for name, cell in zip(columns, record, strict=False) if cell.strip()}
    return msgspec.convert(cells, type=_Row, strict=False)


def _entry(row: _Row, base: str | None) -> Entry:
    """The entry of a row. Raises ValueError, saying which value is bad."""
    title, url = title_of(row.title or "", html=False), _address("url", row.url, base)
    if not (title or url):
        raise ValueError("neither url nor title")
    dates = _dates(row, url)
    if row.updated is not None:
        _stated("updated", row.updated)
    excerpt, noted = split_credits(shorten(squash(clean(row.excerpt or "")), EXCERPT))
    alias = foreign_name(str(row.id), url or base) if row.id is not None else None
    image = _address("image", row.image, base)
    named = (Credit(name=name) for name in map(without_markup, _texts(row.credits)))
    return Entry(
        url=url,
        title=title,
        excerpt=excerpt or None,
        content=sanitise(row.content, url or base) or None if row.content else None,
        dates=dates,
        updated=updated(str(row.updated or ""), dates),
        authors=tuple(filter(None, map(person_of, _texts(row.authors)))),
        tags=each_once(_texts(row.tags)),
        credits=tuple(dict.fromkeys((*named, *noted))),
        image=Image(url=image) if image else None,
        enclosures=tuple(_enclosures(row, base)),
        aliases=(alias,) if alias and alias != url else (),
    )


def _address(key: str, value: str | None, base: str | None) -> str | None:
    if not value or not value.strip():
        return None
    url = canonical(value, base)
    if url is None:
        raise ValueError(f"{key} is no address of http or https: {value[:80]}")
    return url


def _texts(values: list[str] | str | None) -> list[str]:
    """The values of a list, in one cell parted by semicolons; each once."""
    parts = values.split(";") if isinstance(values, str) else values or []
    return list(dict.fromkeys(filter(None, (squash(clean(part)) for part in parts))))


def _stated(key: str, value: str | int) -> DateEvidence:
    found = stated(str(value))
    if found is None:
        raise ValueError(f"{key} is no date: {str(value)[:80]}")
    return found


def _dates(row: _Row, url: str | None) -> tuple[DateEvidence, ...]:
    """The evidence as far as `date_basis` says that it is any: what was only reckoned proves nothing."""
    if row.published is None or row.date_basis in _RECKONED:
        return published((), url)
    found = _stated("published", row.published)
    moment = found.instant or found.wall
    if moment and row.date_basis and row.date_basis in _CALENDAR:
        found = DateEvidence(
            basis=row.date_basis, year=moment.year, month=moment.month, day=moment.day, quote=found.quote
        )
    return (found,)


def _enclosures(row: _Row, base: str | None) -> Iterator[Enclosure]:
    files = _texts(row.enclosures) if isinstance(row.enclosures, str) else row.enclosures or []
    for one in files:
        file = _File(url=one) if isinstance(one, str) else one
        if url := _address("enclosures", file.url, base):
            yield Enclosure(url=url, type=file.type, length=file.length, duration=file.duration)
