"""What fetching gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sources.entry import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One fetch. `document` is None when it is the one that the validators sent along name."""

    document: Document | None
    validators: Mapping[str, str]  # to be sent along next time
    status: int = 200
    url: str = ""  # where the document was found, after redirects
    moved_to: str | None = None  # the address that has taken the place of the one asked for, for good
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # those of KEPT_HEADERS
