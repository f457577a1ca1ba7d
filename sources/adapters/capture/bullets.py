"""Bullets that mark no list within a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sources.adapters.capture.looks import is_sentence
from sources.adapters.capture.unglue import Kind, Token

_LEAST = 2  # titles with a bullet
_FEW = 0.5  # share of the titles of a list that end as sentences do


def without_idle_bullets(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without bullets that stand alone, as those before titles do; without any, where nothing
    but titles is listed.
    """
    bulleted = [token.bullet for token in tokens]
    alone = [
        bullet and not before and not behind
        for bullet, before, behind in zip(bulleted, (False, *bulleted), (*bulleted[1:], False), strict=False)
    ]
    sentences = [token.bullet for token in tokens if token.kind is Kind.MORE or is_sentence(token.text)]
    if all(sentences) and sum(sentences) <= _FEW * sum(bulleted):
        alone = bulleted
    if sum(alone) < _LEAST:
        return list(tokens)
    return [
        replace(token, bullet=False) if idle else token for token, idle in zip(tokens, alone, strict=True)
    ]
