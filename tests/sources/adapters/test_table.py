"""Tables from one's own systems: one folder is one case; then bad rows, forms and any bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.adapters import table
from sources.entry import DateBasis, Listing
from sources.errors import NoArticles, SourceError, UnreadableDocument
from tests.sources.adapters.documents import as_plain, cases, document, expected, of_case


def read(data: bytes | str, **stated: str | None) -> Listing:
    return table.read(document(data, **stated))


def rows(*values: object) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


@pytest.mark.parametrize("case", cases("table"), ids=lambda case: case.name)
def test_tables_are_read_as_expected(case: Path) -> None:
    assert table.claims(of_case(case))
    assert as_plain(table.read(of_case(case))) == expected(case)


@pytest.mark.parametrize(
    ("data", "location", "content_type", "claimed"),
    [
        ("x", "list.csv", None, True),
        ("x", "LIST.JSONL", None, True),
        ("x", "list.txt", "text/csv; charset=utf-8", True),
        ("x", "list", "application/x-ndjson", True),
        ("url,title\n", "list", None, True),
        ("\ufeffTitle;URL;Published\n", "list", None, True),
        ("title\turl\n", "list", None, True),
        ('{"title": "x"}\n{"title": "y"}', "list", None, True),
        ('{"id": "a{", "url": "https://a.example/"}', "list", None, True),
        ('{\n "title": "x"\n}', "list", None, False),
        ('{"version": 1}', "list", None, False),
        ('[{"title": "x"}]', "list", None, False),
        ("title", "list", None, False),
        ("The title, the url and the rest of a sentence", "list", None, False),
        ("name,price\n", "list", None, False),
        ("<html>", "list", None, False),
        ("", "list", None, False),
    ],
)
def test_claims_go_by_type_name_and_first_line(
    data: str, location: str, content_type: str | None, claimed: bool
) -> None:
    assert table.claims(document(data, location, content_type=content_type)) is claimed


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_any_program_is_read(delimiter: str, end: str, encoding: str) -> None:
    text = end.join(
        [
            delimiter.join(["Title", " url ", "tags"]),
            delimiter.join(['"Été, ; | là"', "https://a.example/x", '"a;b"']),
        ]
    )
    [entry] = read((text + end).encode(encoding)).entries
    assert (entry.title, entry.url) == ("Été, ; | là", "https://a.example/x")
    assert [tag.slug for tag in entry.tags] == ["a", "b"]


def test_json_and_csv_of_the_same_rows_are_the_same() -> None:
    row = {
        "url": "https://a.example/x", "title": "Tide", "published": "2025-10-24T10:00:00Z", "updated": "2025-10-25T10:00:00Z",
        "excerpt": "High water.", "content": "<p>High</p>", "image": "https://a.example/i.png", "id": "urn:x:1",
    }  # fmt: skip
    lists = {
        "authors": ["A B", "C"],
        "tags": ["sea", "moon"],
        "credits": ["dpa"],
        "enclosures": ["https://a.example/f"],
    }
    cells = row | {key: "; ".join(values) for key, values in lists.items()}
    csv = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    assert read(csv).entries == read(rows(row | lists)).entries


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "neither url nor title"),
        ({"url": "", "title": " \u0000"}, "neither url nor title"),
        ({"url": "javascript:x", "title": "t"}, "url is no address"),
        ({"url": "/x", "title": "t"}, "url is no address"),
        ({"title": "t", "published": "soonish"}, "published is no date: soonish"),
        ({"title": "t", "updated": "soonish"}, "updated is no date"),
        ({"title": "t", "image": "data:image/png;base64,x"}, "image is no address"),
        ({"title": "t", "enclosures": [{"type": "x"}]}, "url"),
        ({"title": "t", "tags": [1]}, "$.tags"),
        ({"title": ["t"]}, "$.title"),
        ({"title": "t", "date_basis": "guess"}, "$.date_basis"),
        (["t"], "array"),
        ("t", "str"),
        (None, "null"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_skipped(row: object, said: str) -> None:
    listing = read(rows({"title": "before"}, row, {"title": "after"}))
    assert [entry.title for entry in listing.entries] == ["before", "after"]
    [dropped] = listing.dropped
    assert dropped.count == 1
    assert dropped.reason.startswith("line 2: ")
    assert said in dropped.reason


def test_a_quotation_mark_left_open_costs_one_row() -> None:
    body = "\n".join(f"Title {number},https://a.example/{number}" for number in range(9_000))
    listing = read(f'title,url\n"open,https://a.example/x\n{body}\n')
    assert len(listing.entries) == 9_000
    assert [one.reason.partition(":")[0] for one in listing.dropped] == ["line 2"]


def test_many_bad_rows_are_named_as_far_as_anybody_reads() -> None:
    listing = read(rows({"title": "good"}, *[{}] * 100))
    assert len(listing.dropped) == table.MOST_NAMED + 1
    assert sum(one.count for one in listing.dropped) == 100


@pytest.mark.parametrize(
    ("row", "basis"),
    [
        ({"published": "2025-10-24T12:00:00Z"}, DateBasis.STATED),
        ({"published": "2025-10-24T12:00:00Z", "date_basis": "stated"}, DateBasis.STATED),
        ({"published": "2025-10-24T12:00:00Z", "date_basis": "text"}, DateBasis.TEXT),
        ({"published": "2025-10-24"}, DateBasis.DAY),
        ({"published": "2025-10-24T12:00:00Z", "date_basis": "order"}, None),
        ({"published": "2025-10-24T12:00:00Z", "date_basis": "first-seen"}, None),
        ({"published": None}, None),
    ],
)
def test_a_date_is_worth_what_its_basis_says(row: dict[str, str], basis: DateBasis | None) -> None:
    [entry] = read(rows({"title": "t"} | row)).entries
    assert [clue.basis for clue in entry.dates] == ([basis] if basis else [])


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ("", UnreadableDocument, "no table"),
        ("name,price\nx,1\n", UnreadableDocument, "no table"),
        ("<html></html>", UnreadableDocument, "no table"),
        (bytes(range(256)), UnreadableDocument, "binary data"),
        ("url,title\n", NoArticles, "no rows"),
        ('{"title": 1}\n', NoArticles, "line 1: "),
        ("{" * 100_000, NoArticles, "line 1: "),
        ('{"title": ' + "[" * 100_000, NoArticles, "line 1: "),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(
    data: bytes | str, error: type[SourceError], said: str
) -> None:
    with pytest.raises(error) as refused:
        read(data)
    assert type(refused.value) is error
    assert str(refused.value).startswith("document: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


VALUES = st.none() | st.text(max_size=12) | st.integers() | st.lists(st.text(max_size=4), max_size=3)
KEYS = st.sampled_from(
    ["id", "url", "title", "published", "updated", "tags", "authors", "excerpt", "content", "image"]
)


@given(
    st.binary(max_size=300)
    | st.lists(st.dictionaries(KEYS, VALUES), max_size=4).map(lambda some: rows(*some).encode())
)
@example(b"\x00\r\x00")
def test_any_bytes_give_a_listing_or_an_error(data: bytes) -> None:
    _read_or_refuse(data)


@given(st.text("ab,;\"'\n\r\t é\0", max_size=200))
def test_any_cells_give_a_listing_or_an_error(text: str) -> None:
    _read_or_refuse(f"url,title,tags\n{text}".encode())


def _read_or_refuse(data: bytes) -> None:
    table.claims(document(data))
    try:
        listing = read(data)
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert all(entry.url or entry.title for entry in listing.entries)
