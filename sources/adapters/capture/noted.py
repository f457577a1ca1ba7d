"""Lines that do nothing but name agencies: "Sources : AFP, Reuters". They tell of what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sources.adapters.capture.unglue import Kind, Token
from sources.credits import credit_line


def with_credits(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, of which those that are such lines have become credits of the one above (the first of
    the one below), so that they break no article apart however often they come.
    """
    titles = {token.text for token in tokens if token.kind in {Kind.MORE, Kind.TITLE}}
    told: list[Token] = []
    for token in tokens:
        may_be_one = token.kind is Kind.TEXT and token.text not in titles
        named = credit_line(token.text) if may_be_one else ()
        if not named:
            told.append(token)
        elif told:
            told[-1] = replace(told[-1], credits=(*told[-1].credits, *named))
    return told
