"""Which content coding a request prefers: Accept-Encoding after RFC 9110, 12.5.3. Pure."""

from __future__ import annotations

import re

CODINGS = ("br", "zstd", "gzip", "identity")  # of equal preference: the smallest first
ALIASES = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3

ITEM = re.compile(r"([\w!#$%&'*+.^`|~-]+)\s*(?:;\s*q\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?)\s*)?", re.ASCII)
LAST_RESORT = 0.0001  # below any weight that can be written
LONGEST = 1000  # characters; no reader's header comes near, longer ones are not read
MOST = 1000  # headers that are remembered


class Rankings(dict[str | None, tuple[str, ...]]):
    """`ranked` of every header seen lately: a look-up where the same few come again and again."""

    def __missing__(self, header: str | None) -> tuple[str, ...]:
        found = ranked(header)
        if header is None or len(header) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[header] = found
        return found


RANKINGS = Rankings()


def ranked(header: str | None) -> tuple[str, ...]:
    """The acceptable ones of `CODINGS`, best first; empty where the header excludes all.

    Items that are no coding with a weight are ignored. Without the header anything is acceptable,
    but a reader that asks for nothing is best served with nothing. Identity is acceptable unless excluded.
    """
    if header is None:
        return ("identity", "br", "zstd", "gzip")
    weights = _weights(header) if len(header) <= LONGEST else {}
    others = weights.get("*", 0.0)
    weights.setdefault("identity", weights.get("*", LAST_RESORT))
    acceptable = [coding for coding in CODINGS if weights.get(coding, others) > 0]
    return tuple(sorted(acceptable, key=lambda coding: -weights.get(coding, others)))


def _weights(header: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for item in header.lower().split(","):
        match = ITEM.fullmatch(item.strip())
        if match:
            name = ALIASES.get(match[1], match[1])
            weights[name] = max(weights.get(name, 0.0), float(match[2] or 1))
    return weights
