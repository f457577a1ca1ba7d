"""Unpacking bodies (RFC 9110, 8.4.1) with an eye on their end: one that is cut off must not pass for whole.

zstd is left to httpx2, which notices by itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

import brotli  # type: ignore[import-untyped]  # it ships no annotations

from sources.fetch.failure import Failure

PIECE = 2**20  # bytes that are unpacked at once, so that no bomb goes off
GZIP, ZLIB, RAW = 31, zlib.MAX_WBITS, -zlib.MAX_WBITS  # window bits of zlib
ZLIB_HEADER = 2  # bytes
ZLIB_METHODS = frozenset(bytes([window << 4 | 8]) for window in range(8))  # deflate, with each size of window
GZIP_MARK = b"\x1f"  # a member begins with it (RFC 1952, 2.3.1)
NOT_PACKED = "a body that is not packed the way its Content-Encoding says"
CUT_OFF = "cut off: the packed body ends too early"

Unpacker = Callable[[Iterator[bytes]], Iterator[bytes]]


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Of one or more members; what stands behind them is padding."""
    member: zlib._Decompress | None = None
    for packed in pieces:
        while packed:
            if member is None or member.eof:
                if member and not packed.startswith(GZIP_MARK):
                    break
                member = zlib.decompressobj(GZIP)
            yield from _inflated(member, packed)
            packed = member.unused_data  # noqa: PLW2901  # the rest of the piece
    if member and not member.eof:
        raise Failure(CUT_OFF)


def _deflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With the header of zlib (RFC 1950) or, as some servers have it, without."""
    begin = b""
    while len(begin) < ZLIB_HEADER and (packed := next(pieces, None)) is not None:
        begin += packed
    stream = zlib.decompressobj(ZLIB if _has_zlib_header(begin) else RAW)
    for packed in chain((begin,), pieces):
        yield from _inflated(stream, packed)
    if begin and not stream.eof:
        raise Failure(CUT_OFF)


def _has_zlib_header(packed: bytes) -> bool:
    """Whether it begins as RFC 1950, 2.2, has it."""
    method, check = packed[:1], int.from_bytes(packed[:ZLIB_HEADER])
    return method in ZLIB_METHODS and check % 31 == 0


def _inflated(stream: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed and not stream.eof:
        yield stream.decompress(packed, PIECE)
        packed = stream.unconsumed_tail


def _unbrotlied(pieces: Iterator[bytes]) -> Iterator[bytes]:
    stream, is_empty = brotli.Decompressor(), True
    for packed in filter(None, pieces):
        is_empty = False
        unpacked = stream.process(packed, output_buffer_limit=PIECE // 2)
        while unpacked:
            yield unpacked
            unpacked = stream.process(b"", output_buffer_limit=PIECE // 2)
    if not (is_empty or stream.is_finished()):
        raise Failure(CUT_OFF)


UNPACKERS: Mapping[str, Unpacker] = MappingProxyType(
    {"gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _deflated, "br": _unbrotlied}
)


def unpacked(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """The body that was packed into the pieces in one of UNPACKERS. Raises Failure."""
    try:
        yield from UNPACKERS[coding](pieces)
    except (zlib.error, brotli.error):
        raise Failure(NOT_PACKED) from None
