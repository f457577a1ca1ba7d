"""The matrix of conditional requests: RFC 9110, 13 and 14."""

from __future__ import annotations

import gzip
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_samples import FEED, MODIFIED
from werkzeug.http import http_date

BEFORE, EXACTLY, AFTER = (http_date(MODIFIED + seconds) for seconds in (-1, 0, 1))
RFC_850, ASCTIME = "Friday, 24-Oct-25 10:00:00 GMT", "Fri Oct 24 10:00:00 2025"
ANY, GZIP, NOTHING = {}, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": ""}


@pytest.fixture
def tags(client):
    """The entity tags by coding."""
    codings = ("identity", "gzip", "br", "zstd")
    return {
        coding: client.get("/feeds/all.xml", headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in codings
    }


def ask(client, tags, headers, method="GET"):
    """Headers may name tags: "{gzip}" is the strong tag of that coding, "{digest}" what it is made of."""
    digest = tags["identity"].strip('"')
    filled = {
        name: value.replace("{digest}", digest).format_map(tags) if "{" in value else value
        for name, value in headers.items()
    }
    return client.open("/feeds/all.xml", method=method, headers=filled)


def test_tags_are_strong_and_distinct(tags):
    assert len(set(tags.values())) == 4
    assert all(tag.startswith('"') for tag in tags.values())


CASES = [
    # If-None-Match: exact, weak, list, star
    (NOTHING, {"If-None-Match": "{identity}"}, 304),
    (GZIP, {"If-None-Match": "{gzip}"}, 304),
    (GZIP, {"If-None-Match": "W/{gzip}"}, 304),
    (NOTHING, {"If-None-Match": "W/{identity}"}, 304),
    (GZIP, {"If-None-Match": '"x", {gzip}'}, 304),
    (GZIP, {"If-None-Match": '"x",W/{gzip},"y"'}, 304),
    (GZIP, {"If-None-Match": '"x", "y"'}, 200),
    (GZIP, {"If-None-Match": "*"}, 304),
    (GZIP, {"If-None-Match": '"*"'}, 200),
    (GZIP, {"If-None-Match": ""}, 200),
    (GZIP, {"If-None-Match": ",,;"}, 200),
    # tags that proxies derive
    (ANY, {"If-None-Match": '"{digest}-gzip"'}, 304),
    (GZIP, {"If-None-Match": '"{digest};gzip"'}, 304),
    (GZIP, {"If-None-Match": 'W/"{digest}"'}, 304),
    (GZIP, {"If-None-Match": '"{digest}--gzip"'}, 304),
    (GZIP, {"If-None-Match": "{digest}-gzip"}, 304),
    # an encoding that this reader cannot use is not what it may keep
    (NOTHING, {"If-None-Match": "{gzip}"}, 200),
    ({"Accept-Encoding": "gzip;q=0"}, {"If-None-Match": "{gzip}"}, 200),
    ({"Accept-Encoding": "identity;q=0, gzip"}, {"If-None-Match": "{identity}"}, 200),
    # If-Modified-Since, in the three formats of RFC 9110, 5.6.7
    (GZIP, {"If-Modified-Since": EXACTLY}, 304),
    (GZIP, {"If-Modified-Since": AFTER}, 304),
    (GZIP, {"If-Modified-Since": BEFORE}, 200),
    (GZIP, {"If-Modified-Since": RFC_850}, 304),
    (GZIP, {"If-Modified-Since": ASCTIME}, 304),
    # malformed dates are no condition
    (GZIP, {"If-Modified-Since": "yesterday"}, 200),
    (GZIP, {"If-Modified-Since": ""}, 200),
    (GZIP, {"If-Modified-Since": "Fri, 99 Oct 2025 10:00:00 GMT"}, 200),
    (GZIP, {"If-Modified-Since": "Fri, 24 Oct 99999999 10:00:00 GMT"}, 200),
    (GZIP, {"If-Modified-Since": "Fri, 24 Oct 2025 10:00:00 +99999999999999"}, 200),
    # If-None-Match comes first
    (GZIP, {"If-None-Match": '"x"', "If-Modified-Since": AFTER}, 200),
    (GZIP, {"If-None-Match": "{gzip}", "If-Modified-Since": BEFORE}, 304),
    # If-Match, strong comparison
    (GZIP, {"If-Match": "{gzip}"}, 200),
    (GZIP, {"If-Match": '"x", {gzip}'}, 200),
    (GZIP, {"If-Match": "*"}, 200),
    (GZIP, {"If-Match": "W/{gzip}"}, 412),
    (GZIP, {"If-Match": '"x"'}, 412),
    (GZIP, {"If-Match": ""}, 412),
    (GZIP, {"If-Match": '"x"', "If-None-Match": "{gzip}"}, 412),
    (GZIP, {"If-Match": "{gzip}", "If-None-Match": "{gzip}"}, 304),
    # If-Unmodified-Since, ignored beside If-Match
    (GZIP, {"If-Unmodified-Since": EXACTLY}, 200),
    (GZIP, {"If-Unmodified-Since": BEFORE}, 412),
    (GZIP, {"If-Unmodified-Since": "yesterday"}, 200),
    (GZIP, {"If-Unmodified-Since": BEFORE, "If-Match": "{gzip}"}, 200),
    (GZIP, {"If-Unmodified-Since": BEFORE, "If-None-Match": "{gzip}"}, 412),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("negotiation", "conditions", "status"), CASES)
def test_conditions(client, tags, negotiation, conditions, status, method):
    response = ask(client, tags, {**negotiation, **conditions}, method)
    assert response.status_code == status
    assert (response.data == b"") is (status == 304 or method == "HEAD")


def test_the_304_repeats_what_the_200_said(client, tags):
    for coding, method in product(tags, ["GET", "HEAD"]):
        whole = ask(client, tags, {"Accept-Encoding": coding})
        unchanged = ask(client, tags, {"Accept-Encoding": coding, "If-None-Match": tags[coding]}, method)
        assert unchanged.status_code == 304
        for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert unchanged.headers[name] == whole.headers[name]
        assert "Content-Length" not in unchanged.headers
        assert "Content-Type" not in unchanged.headers


def test_a_reader_that_has_an_acceptable_encoding_is_told_so_in_its_name(client, tags):
    response = ask(client, tags, {"Accept-Encoding": "gzip, br", "If-None-Match": "{gzip}"})
    assert (response.status_code, response.headers["ETag"]) == (304, tags["gzip"])


def test_a_tag_derived_from_an_encoding_that_is_not_published(tree, client):
    tag = client.get("/feeds/all.atom").headers["ETag"]
    derived = tag.replace('"', "") + "-gzip"
    response = client.get("/feeds/all.atom", headers={"If-None-Match": f'"{derived}"', **GZIP})
    assert (response.status_code, response.headers["ETag"]) == (304, tag)


def test_a_future_date_of_the_file_is_not_passed_on(tree, client):
    import os
    import time

    from werkzeug.http import parse_date

    ahead = time.time() + 10_000
    os.utime(tree.directory / "feeds/all.atom", (ahead, ahead))
    said = client.get("/feeds/all.atom").headers["Last-Modified"]
    assert parse_date(said).timestamp() <= time.time()
    assert client.get("/feeds/all.atom", headers={"If-Modified-Since": said}).status_code == 200


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, None),
        ("", None),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("zstd", "zstd"),
        ("br;q=0.1, gzip", "gzip"),
    ],
)
def test_every_encoding_decodes_to_the_same(client, header, coding):
    import brotli
    import zstandard

    decode = {
        None: bytes,
        "gzip": gzip.decompress,
        "br": brotli.decompress,
        "zstd": zstandard.ZstdDecompressor().decompress,
    }
    response = client.get("/feeds/all.xml", headers={} if header is None else {"Accept-Encoding": header})
    assert response.headers.get("Content-Encoding") == coding
    assert decode[coding](response.data) == FEED.encode()
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("header", ["identity;q=0", "*;q=0", "identity;q=0, deflate"])
def test_a_reader_that_excludes_all_there_is(client, header):
    response = client.get("/feeds/all.xml", headers={"Accept-Encoding": header})
    assert response.status_code == 406
    assert response.headers["Vary"] == "Accept-Encoding"


RANGES = [
    ("bytes=0-9", slice(0, 10)),
    ("bytes=10-", slice(10, None)),
    ("bytes=-7", slice(-7, None)),
    ("bytes=5-99999999", slice(5, None)),
    ("bytes=0-0", slice(0, 1)),
    ("bytes=-99999999", slice(0, None)),
]
SIZE = len(FEED.encode())


@pytest.mark.parametrize(("header", "extent"), RANGES)
def test_one_range(client, header, extent):
    response = client.get("/feeds/all.xml", headers={"Range": header, **GZIP})
    expected = FEED.encode()[extent]
    start = extent.indices(SIZE)[0]
    assert response.status_code == 206
    assert response.data == expected
    assert response.headers["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{SIZE}"
    assert int(response.headers["Content-Length"]) == len(expected)
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(
    "header", ["bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=9-5", "", "bytes=" + "9" * 5000 + "-"]
)
def test_ranges_that_are_not_served_in_part(client, header):
    response = client.get("/feeds/all.xml", headers={"Range": header})
    assert response.status_code in (200, 416)
    assert response.data == (FEED.encode() if response.status_code == 200 else b"")


def test_a_range_past_the_end(client):
    response = client.get("/feeds/all.xml", headers={"Range": f"bytes={SIZE}-"})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("{identity}", 206),
        (EXACTLY, 206),
        ("W/{identity}", 200),
        ("{gzip}", 200),
        ('"x"', 200),
        (BEFORE, 200),
        (AFTER, 200),
    ],
)
def test_if_range(client, tags, condition, status):
    response = ask(client, tags, {"Range": "bytes=0-9", "If-Range": condition})
    assert response.status_code == status


def test_ranges_are_for_get_and_for_readers_of_identity(client):
    assert client.head("/feeds/all.xml", headers={"Range": "bytes=0-9"}).status_code == 200
    coded = client.get(
        "/feeds/all.xml", headers={"Range": "bytes=0-9", "Accept-Encoding": "gzip, identity;q=0"}
    )
    assert (coded.status_code, coded.headers["Content-Encoding"]) == (200, "gzip")


NAMES = [
    "Accept-Encoding",
    "If-None-Match",
    "If-Match",
    "If-Modified-Since",
    "If-Unmodified-Since",
    "Range",
    "If-Range",
]


@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_header_is_too_strange(client, headers):
    response = client.get("/feeds/all.xml", headers=headers)
    assert response.status_code in (200, 206, 304, 406, 412, 416)


@given(
    st.sampled_from(["If-Modified-Since", "If-Unmodified-Since", "If-Range"]),
    st.from_regex(
        r"(Fri, )?\d{1,6}[ -](Oct|Foo|10)[ -]-?\d{1,12} \d{1,3}:\d\d(:\d\d)? ?(GMT|[+-]\d{1,20})?",
        fullmatch=True,
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_date_is_too_strange(client, name, date):
    response = client.get("/feeds/all.xml", headers={name: date, "Range": "bytes=0-1"})
    assert response.status_code in (200, 206, 304, 412)
