"""The content codings (RFC 9110, 8.4.1) that documents are kept in beside themselves.

The same bytes always give the same encoded bytes. Effort fits a document's life: what is written again
with the next article is encoded quickly, what lasts for good harder, but not as hard as it goes: brotli 11
costs sixty times brotli 6 for a tenth of the size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

SUFFIXES: Mapping[str, str] = MappingProxyType({"gzip": ".gz", "br": ".br", "zstd": ".zst"})

GZIP = 31  # the window bits of zlib that mean gzip, without a time
WORTHWHILE = 0.95  # an encoding larger than this part of the document is not kept


def encode(coding: str, data: bytes, *, lasting: bool = False) -> bytes | None:
    """`data` in that coding ("gzip", "br" or "zstd"); None where that would hardly be smaller.

    A `lasting` document is encoded harder.
    """
    encoded = ENCODERS[coding](data, lasting)
    return encoded if len(encoded) <= WORTHWHILE * len(data) else None


def _gzip(data: bytes, lasting: bool) -> bytes:
    from zlib_ng import zlib_ng

    return zlib_ng.compress(data, level=6 if lasting else 4, wbits=GZIP)


def _br(data: bytes, lasting: bool) -> bytes:
    import brotli  # type: ignore[import-untyped]  # it ships no annotations

    encoded: bytes = brotli.compress(data, quality=6 if lasting else 4)
    return encoded


def _zstd(data: bytes, lasting: bool) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor(level=10 if lasting else 3).compress(data)


ENCODERS: Mapping[str, Callable[[bytes, bool], bytes]] = MappingProxyType(
    {"gzip": _gzip, "br": _br, "zstd": _zstd}
)


def belongs(coding: str, encoded: bytes, data: bytes) -> bool:
    """Whether `encoded` is `data` in that coding, however it was made."""
    try:
        return DECODERS[coding](encoded) == data
    except Exception:  # noqa: BLE001  # three libraries, each with errors of its own, and one answer
        return False


def _from_gzip(encoded: bytes) -> bytes:
    import gzip

    return gzip.decompress(encoded)


def _from_br(encoded: bytes) -> bytes:
    import brotli

    data: bytes = brotli.decompress(encoded)
    return data


def _from_zstd(encoded: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdDecompressor().decompress(encoded)


DECODERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"gzip": _from_gzip, "br": _from_br, "zstd": _from_zstd}
)
