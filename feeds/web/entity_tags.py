"""Entity tags (RFC 9110, 8.8.3): one strong tag an encoding, `"DIGEST"` or `"DIGEST-gzip"`. Pure.

A proxy that compresses, or weakens, what we sent derives a tag from ours: `"DIGEST-gzip"`,
`"DIGEST--gzip"`, `"DIGEST;gzip"`, `W/"DIGEST"`. Its readers send that one back, and are answered.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

LISTED = re.compile(r'(W/)?"([^"]*)"|([^\s",]+)')  # the third: quotes lost on the way
DERIVED = re.compile(r"([0-9a-f]+)(?:(?:--?|;)(gzip|br|zstd))*")


def entity_tag(digest: str, coding: str) -> str:
    """The strong tag of the document with that (hexadecimal) content digest, in that coding."""
    return f'"{digest}"' if coding == "identity" else f'"{digest}-{coding}"'


def names_any(header: str) -> bool:
    """Whether an If-Match or If-None-Match is `*`: whatever there is."""
    return header.strip() == "*"


def names_exactly(header: str, tags: Container[str]) -> bool:
    """Whether If-Match lists one of `tags` (strong comparison; RFC 9110, 13.1.1)."""
    return any(
        f'"{opaque}"' in tags for weak, opaque, bare in LISTED.findall(header) if not weak and not bare
    )


def codings_named(header: str, digest: str) -> Iterator[str]:
    """In which codings If-None-Match lists the document with that digest (weak comparison; 13.1.2)."""
    for _, opaque, bare in LISTED.findall(header):
        match = DERIVED.fullmatch(opaque or bare)
        if match and match[1] == digest:
            yield match[2] or "identity"
