"""Sentences."""

from __future__ import annotations

from sources.entry import DateEvidence


def find_in_text(text: str, language: str | None) -> tuple[DateEvidence, ...]:
    """Prose."""
    return ()
