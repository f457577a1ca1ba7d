"""One poisoned record never costs the feed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import wraps

from feeds.record import Channel, Record

Renderer = Callable[[Channel, Iterable[Record]], bytes]

logger = logging.getLogger(__name__)


def sparing_the_rest(render: Renderer) -> Renderer:
    """Where rendering fails, render again without the records that fail by themselves.

    Adapters clean what comes in, so this costs nothing until one of them has missed something.
    """

    @wraps(render)
    def rendered(channel: Channel, records: Iterable[Record]) -> bytes:
        given = list(records)
        try:
            return render(channel, given)
        except (ValueError, OverflowError):
            return render(channel, [record for record in given if _renders(render, channel, record)])

    return rendered


def _renders(render: Renderer, channel: Channel, record: Record) -> bool:
    try:
        render(channel, [record])
    except (ValueError, OverflowError) as error:
        logger.warning("%s: left out %a: %s", channel.slug, record.id, error)
        return False
    return True
