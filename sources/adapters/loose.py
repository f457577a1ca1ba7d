"""JSON of other people's systems, where anything may be missing or of another type than agreed."""

from __future__ import annotations

import json
import math
from typing import Any

from sources.entry import Document
from sources.errors import UnreadableDocument
from sources.text import clean, decode


def load(document: Document, expected: str) -> Any:
    """The value that the document is (RFC 8259). Raises UnreadableDocument, saying what was `expected`."""
    try:
        return json.loads(decode(document.data, "utf-8-sig" if is_utf8(document.data) else None))
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{document.location}: {error}; expected {expected}") from None
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UnreadableDocument(f"{document.location}: no valid JSON ({why}); expected {expected}") from None


def is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8 (which UTF-16 of Latin letters is too, with a zero byte beside each)."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data[:4]


def at(value: Any, *path: str | int) -> Any:
    """What stands at that path of keys and positions; None where there is nothing."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def text_at(value: Any, *path: str | int) -> str:
    """The text there, valid as XML; a number in its digits; else ""."""
    found = at(value, *path)
    if isinstance(found, str):
        return clean(found).strip()
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def number_at(value: Any, *path: str | int) -> int | None:
    """The whole number there that is not negative, written as a number or in digits."""
    found = at(value, *path)
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < 16:  # noqa: PLR2004 - beyond any size in bytes
        return int(found)
    if isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found) and found >= 0:
        return round(found)
    return None


def objects_at(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects of the list there, without what is none."""
    found = at(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
