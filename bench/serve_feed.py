"""How many answers a second `tagwire serve` gives, beside a constant WSGI answer and nginx in the same run.

    python bench/serve_feed.py [--rounds 9] [--seconds 2]

A feed of 50 entries, gzipped: whole (200), and to a reader who has it (304). One worker on one core,
16 keep-alive connections from the other. The constant answer is the same bytes from a WSGI app on
granian that looks at nothing, with one thread as `tagwire serve` has it and with granian's default.
The servers take turns; printed are medians over the rounds, and the ratios of these.
Wants wrk and nginx.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import ExitStack
from statistics import median

import servers
from commands import options
from servers import FEED, GZIP, ask, constant, nginx, requests_a_second, site, tagwire

BARS = {"200": {"constant": 0.90, "nginx": 0.70}, "304": {"constant": 0.90, "nginx": 0.60}}
Target = tuple[str, Mapping[str, str]]  # an address, and what is sent to it


def targets(made: servers.Site, stack: ExitStack) -> dict[str, dict[str, Target]]:
    """Who is asked what, for each kind of answer."""
    own, peer = (stack.enter_context(start(made))[0] + FEED for start in (tagwire, nginx))
    known = {url: {**GZIP, "If-None-Match": ask(url, GZIP).header("etag")} for url in (own, peer)}
    kinds = {"200": {own: GZIP, peer: GZIP}, "304": known}
    found: dict[str, dict[str, Target]] = {}
    for kind, sent in kinds.items():
        answer = ask(own, sent[own])
        if answer.status != int(kind) or ask(peer, sent[peer]).status != int(kind):
            raise SystemExit(f"no {kind} to be had")
        found[kind] = {"tagwire": (own, sent[own])}
        for name, threads in (("constant, one thread", 1), ("constant, default threads", None)):
            url = stack.enter_context(constant(answer, blocking_threads=threads))[0]
            found[kind][name] = (url + FEED, sent[own])
        found[kind]["nginx"] = (peer, sent[peer])
    return found


def measured(asked: Mapping[str, Target], rounds: int, seconds: float) -> dict[str, list[float]]:
    """Requests a second of each server, round by round, the servers taking turns."""
    for url, headers in asked.values():
        requests_a_second(url, headers, 1)
    turns = [{name: requests_a_second(*asked[name], seconds) for name in asked} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in asked}


def report(kind: str, rates: Mapping[str, list[float]]) -> bool:
    """Print what was measured; whether it keeps the bars."""
    middle = {name: median(values) for name, values in rates.items()}
    good = True
    for name, values in rates.items():
        print(f"{kind} {name}: {middle[name]:.0f} a second ({min(values):.0f} to {max(values):.0f})")
    for name in rates:
        if name != "tagwire":
            bar = BARS[kind][name.partition(",")[0]]
            ratio = middle["tagwire"] / middle[name]
            good &= ratio >= bar
            print(f"{kind} tagwire / {name}: {ratio:.2f} (at least {bar:.2f})")
    return good


def main() -> None:
    """Measure, print, and exit 1 when a bar is missed."""
    given = options(__doc__, rounds=9, seconds=2.0)
    servers.need("wrk", "nginx", "taskset")
    with site() as made, ExitStack() as stack:
        asked = targets(made, stack)
        results = [report(kind, measured(each, given.rounds, given.seconds)) for kind, each in asked.items()]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
