"""Every combination of negotiation, conditions and ranges, held against RFC 9110 written down step by step."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Any

import brotli
import pytest
import zstandard
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from web_samples import FEED, MODIFIED
from werkzeug.http import http_date
from werkzeug.test import Client

from feeds.web import create_app

PLAIN = FEED.encode()
DECODE = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.ZstdDecompressor().decompress,
}
LIKED = ["br", "zstd", "gzip", "identity"]  # where the reader has no preference


@dataclass(frozen=True)
class Tag:
    """A listed entity tag: of the document in that coding, or of something else; perhaps weak."""

    coding: str | None
    weak: bool

    def written(self, digest: str) -> str:
        opaque = {None: "other", "identity": digest}.get(self.coding, f"{digest}-{self.coding}")
        return f'{"W/" if self.weak else ""}"{opaque}"'


@dataclass(frozen=True)
class Request:
    """What a reader may say; a list of tags that is "*" stands for itself, times are seconds from MODIFIED."""

    method: str
    accept: list[tuple[str, float]] | None
    match: list[Tag] | str | None
    unmodified_since: int | None
    none_match: list[Tag] | str | None
    modified_since: int | None
    range: tuple[int | None, int | None] | None
    if_range: Tag | int | None

    def headers(self, digest: str) -> dict[str, str]:
        def tags(listed: list[Tag] | str) -> str:
            return listed if isinstance(listed, str) else ", ".join(tag.written(digest) for tag in listed)

        def date(seconds: int) -> str:
            return http_date(MODIFIED + seconds)

        said: dict[str, str | None] = {
            "Accept-Encoding": self.accept
            and ", ".join(f"{name};q={weight:g}" for name, weight in self.accept),
            "If-Match": self.match and tags(self.match),
            "If-Unmodified-Since": None if self.unmodified_since is None else date(self.unmodified_since),
            "If-None-Match": self.none_match and tags(self.none_match),
            "If-Modified-Since": None if self.modified_since is None else date(self.modified_since),
            "Range": self.range and "bytes={}-{}".format(*("" if end is None else end for end in self.range)),
        }
        if self.if_range is not None:
            own = self.if_range
            said["If-Range"] = own.written(digest) if isinstance(own, Tag) else date(own)
        return {name: value for name, value in said.items() if value is not None}


def weight(coding: str, accept: list[tuple[str, float]] | None) -> float:
    """12.5.3; identity is acceptable unless excluded, and comes last where it is not named."""
    if accept is None:
        return 2 if coding == "identity" else 1
    named = dict(accept)
    return named.get(coding, named.get("*", 0.00001 if coding == "identity" else 0))


Answer = tuple[int, str | None, bytes]  # status, coding of the entity tag, decoded body of a GET's answer


def expected(request: Request) -> Answer:
    weights = {coding: weight(coding, request.accept) for coding in LIKED}
    acceptable = [coding for coding in LIKED if weights[coding] > 0]
    if not acceptable:
        return 406, None, b""
    chosen = max(acceptable, key=lambda coding: weights[coding])
    if not is_still(request, acceptable):
        return 412, None, b""
    return unchanged(request, acceptable, chosen) or part(request, acceptable) or (200, chosen, PLAIN)


def is_still(request: Request, acceptable: list[str]) -> bool:
    """13.2.2, steps 1 and 2"""
    if request.match is None:
        return request.unmodified_since is None or request.unmodified_since >= 0
    strong = [tag for tag in request.match if isinstance(tag, Tag) and not tag.weak]
    return request.match == "*" or any(tag.coding in acceptable for tag in strong)


def unchanged(request: Request, acceptable: list[str], chosen: str) -> Answer | None:
    """13.2.2, steps 3 and 4"""
    if request.none_match is None:
        since = request.modified_since
        return (304, chosen, b"") if since is not None and since >= 0 else None
    if request.none_match == "*":
        return 304, chosen, b""
    held = [tag.coding for tag in request.none_match if isinstance(tag, Tag) and tag.coding in acceptable]
    return (304, held[0], b"") if held else None


def part(request: Request, acceptable: list[str]) -> Answer | None:
    """13.2.2, step 5"""
    exact = request.if_range in (None, 0, Tag("identity", weak=False))
    if request.range is None or request.method != "GET" or "identity" not in acceptable or not exact:
        return None
    return ranged(*request.range)


def ranged(first: int | None, last: int | None) -> Answer:
    """14.1.2 and 15.3.7"""
    if first is None:
        assert last is not None
        return (206, "identity", PLAIN[-last:]) if last else (416, None, b"")
    if first >= len(PLAIN):
        return 416, None, b""
    return 206, "identity", PLAIN[first : None if last is None else last + 1]


tags = st.builds(Tag, st.sampled_from([*LIKED, None]), st.booleans())
listed = st.none() | st.just("*") | st.lists(tags, min_size=1, max_size=3)
times = st.none() | st.sampled_from([-86400, -1, 0, 1, 86400])
weights = st.sampled_from([0.0, 0.001, 0.5, 0.9, 1.0])
accepts = st.none() | st.lists(
    st.tuples(st.sampled_from([*LIKED, "*", "deflate"]), weights),
    min_size=1,
    max_size=4,
    unique_by=lambda item: item[0],
)
positions = st.integers(0, len(PLAIN) + 10)
ranges = (
    st.tuples(positions, st.none())
    | st.tuples(st.none(), positions)
    | st.tuples(positions, positions).map(lambda ends: (min(ends), max(ends)))
)
requests = st.builds(
    Request,
    method=st.sampled_from(["GET", "HEAD"]),
    accept=accepts,
    match=listed,
    unmodified_since=times,
    none_match=listed,
    modified_since=times,
    range=st.none() | ranges,
    if_range=st.none() | tags | st.sampled_from([-1, 0, 1]),
)


@pytest.fixture(scope="module")
def reading(template: Any) -> Client:
    app: Flask = create_app(directory=template)
    return Client(app)


@given(requests)
@settings(max_examples=300)
def test_every_answer_is_what_the_rfc_says(reading: Client, request: Request) -> None:
    digest = reading.get("/feeds/all.xml").headers["ETag"].strip('"')
    response = reading.open("/feeds/all.xml", method=request.method, headers=request.headers(digest))
    status, coding, body = expected(request)
    assert response.status_code == status
    if coding:
        assert response.headers["ETag"] == Tag(coding, weak=False).written(digest)
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "Cache-Control" in response.headers
    if request.method == "HEAD":
        assert response.data == b""
    elif status in (200, 206, 304):
        own = response.headers.get("Content-Encoding", "identity")
        assert DECODE[own](response.data) == body if body else response.data == b""
        assert status == 304 or own == coding
    if status in (200, 206) and request.method == "GET":
        assert int(response.headers["Content-Length"]) == len(response.data)
