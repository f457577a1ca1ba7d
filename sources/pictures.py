"""Pictures of pages that load them late: each is shown once, from where it really is."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby, islice
from urllib.parse import urljoin

UNSCRIPTED = "x-noscript"  # `<noscript>` goes by this name here: parsers take what stands in it for text

LATE_SETS = ("data-srcset", "data-lazy-srcset")
LATE_SOURCES = (
    *("data-src", "data-lazy-src", "data-original", "data-lazy", "data-ll-src", "data-cfsrc", "data-echo"),
    *("data-hi-res-src", "data-actualsrc", "data-pagespeed-lazy-src", "data-url"),
)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:$|\?)", re.IGNORECASE)

_ADDRESS = re.compile(r"\s*(?:https?:|(?![a-z][a-z0-9+.-]*:))[^\s{}]", re.IGNORECASE)
_STAND_IN = re.compile(
    r"blank\.|placeholder|spacer|spinner|loading|lazy|grey\.|transparent|pixel\.|1x1", re.IGNORECASE
)
_CANDIDATE = re.compile(r"(?P<address>[^\s,]\S*[^\s,])(?:\s+(?P<size>\d+(?:\.\d+)?)[wxh])?(?=\s*,|\s*$|\s)")
_RESIZED = re.compile(r"-(?:\d+x\d+|scaled)(?=\.\w+$)")
ATTRIBUTES = r'(?:\s[^\s=<>"]+="[^"]*")*'  # of a tag that nh3 has written
_ATTRIBUTE = re.compile(r'\s([^\s=<>"]+)="([^"]*)"')
_TOKEN = re.compile(rf"(<(?:img|source){ATTRIBUTES}>|</?(?:picture|{UNSCRIPTED}){ATTRIBUTES}>)")
_BLOCK = re.compile(rf"<(?P<end>/?){UNSCRIPTED}")
_SCAFFOLD = re.compile(rf"<source|</?(?:picture|{UNSCRIPTED})")
_BLANK = re.compile(rf"(?:\s|</?[\w-]+{ATTRIBUTES}>)*")
_KEPT = ("alt", "title", "width", "height")


@dataclass(frozen=True, slots=True)
class _Picture:
    place: int  # among the parts of the HTML
    block: int | None  # the place of the `<noscript>` that it stands in
    address: str
    is_late: bool  # it waits for a script

    @property
    def file(self) -> str:
        """What all sizes of one picture share."""
        path = re.split(r"[?#]", self.address, maxsplit=1)[0]
        return _RESIZED.sub("", path.rpartition("//")[2])


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag that nh3 has written, unescaped."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def largest(srcset: str) -> str | None:
    """The largest of the candidates in a `srcset` (HTML, 4.8.4.2.1)."""
    if "data:" in srcset:
        return None
    found = max(_CANDIDATE.finditer(srcset), key=lambda one: float(one["size"] or 0), default=None)
    return found["address"] if found else None


def is_address(text: str) -> bool:
    """Whether it may be one of the web, absolute or relative."""
    return bool(_ADDRESS.match(text))


def is_dot(names: Mapping[str, str]) -> bool:
    """Whether something with these attributes is too small to be seen, as what counts visitors is."""
    return all(names.get(side, "").strip().removesuffix("px") in {"0", "1"} for side in ("width", "height"))


def each_once(html: str, base: str | None) -> str:
    """HTML that nh3 has written, with pictures at the addresses that they load late, and without
    `<noscript>`, `<picture>` and dots: what stands in `<noscript>` is shown unless it is there already.
    Their addresses are resolved against `base`.
    """
    parts = _TOKEN.split(html)
    pictures = list(_settled(parts, base or ""))
    for place in list(_repeated(parts, pictures)):
        parts[place] = ""
    return "".join(part for part in parts if not _SCAFFOLD.match(part))


def _settled(parts: list[str], base: str) -> Iterator[_Picture]:
    """The pictures among the parts, where their tags are written anew or left out."""
    block: int | None = None
    offered: str | None = None  # by `<source>`, for the picture that follows
    for place, part in enumerate(parts):
        if edge := _BLOCK.match(part):
            block = None if edge["end"] else place
        elif part.startswith("</picture"):
            offered = None
        elif part.startswith("<source"):
            offered = offered or _of_sets(attributes(part))
        elif part.startswith("<img"):
            names = attributes(part)
            address, is_late = _address(names, offered)
            address = _resolved(address, base)
            parts[place] = _tag(names, address) if address and not is_dot(names) else ""
            if parts[place]:
                yield _Picture(place, block, address, is_late)


def _address(names: Mapping[str, str], offered: str | None) -> tuple[str, bool]:
    """Where the picture is, and whether only a script would bring it there; "" where nothing says."""
    source = names.get("src", "") if is_address(names.get("src", "")) else ""
    late = next(filter(is_address, (names[name] for name in LATE_SOURCES if name in names)), None)
    if source and not late and not _STAND_IN.search(source):
        return source, False
    others = (
        value for name, value in names.items() if name.startswith("data-") and PICTURE_FILE.search(value)
    )
    found = late or _of_sets(names) or next(filter(is_address, others), None) or offered
    return (found, True) if found else (source, False)


def _resolved(address: str, base: str) -> str:
    try:
        return urljoin(base, address.strip()) if address else ""
    except ValueError:
        return ""


def _of_sets(names: Mapping[str, str]) -> str | None:
    found = (largest(names[name]) for name in (*LATE_SETS, "srcset") if name in names)
    return next((one for one in found if one and is_address(one)), None)


def _tag(names: Mapping[str, str], address: str) -> str:
    kept = {"src": address, **{name: names[name] for name in _KEPT if name in names}}
    return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"


def _repeated(parts: Sequence[str], pictures: Sequence[_Picture]) -> Iterator[int]:
    """The places of what would show a picture again. Of one that waits for a script and one in
    `<noscript>` that is the first; of any other and one in `<noscript>` the second, and with the last all
    that is in there.
    """
    outside = [one for one in pictures if one.block is None]
    shown = {one.file for one in outside if not one.is_late}
    waiting: dict[str, list[int]] = defaultdict(list)
    for one in reversed(outside):
        if one.is_late:
            waiting[one.file].append(one.place)
    for block, inner in groupby(pictures, key=lambda one: one.block):
        if block is None:
            continue
        within = list(inner)
        known = [one.place for one in within if one.file in shown]
        end = next(place for place in range(block + 1, len(parts)) if _BLOCK.match(parts[place]))
        if len(known) == len(within):
            yield from range(block, end)
        else:
            again = [waiting[one.file].pop() for one in within if waiting.get(one.file)]
            yield from known
            yield from again or _waiting_beside(parts, outside, block, end)


def _waiting_beside(parts: Sequence[str], outside: Sequence[_Picture], start: int, end: int) -> Iterator[int]:
    """The place of the picture right before, else right after those parts, if it waits for a script."""
    at = bisect(outside, start, key=lambda one: one.place)
    before, after = outside[max(at - 1, 0) : at], outside[at : at + 1]
    gaps = [(one, parts[one.place + 1 : start]) for one in before]
    gaps += [(one, parts[end : one.place]) for one in after]
    beside = (one.place for one, gap in gaps if one.is_late and _BLANK.fullmatch("".join(gap)))
    yield from islice(beside, 1)
