"""How late the latest answers are while feeds are being rewritten, beside nginx in the same run.

    python bench/serve_latency.py [--rounds 5] [--seconds 6]

A refresh rewrites the feeds again and again, each time from another edition of the articles, while
hey asks for a gzipped feed over 16 keep-alive connections at a fixed rate: half of the most that hey
gets out of `tagwire serve` in the same run. One worker on one core, hey on the other, the
refresh wherever the system puts it. The servers take turns; printed are the medians over the rounds of the
99th percentile. Wants hey and nginx.
"""

from __future__ import annotations

import re
import subprocess
import sys
from statistics import median

import servers
from commands import options
from servers import CLIENT_CORE, FEED, nginx, number_in, rate_of, refreshing, site, tagwire

CONNECTIONS = 16
MOST = 3.0  # times the 99th percentile of nginx


def hey(url: str, seconds: float, *, rate: float | None = None) -> str:
    """What hey says of `seconds` at `rate` requests a second; None: as many as it can."""
    limit = [] if rate is None else ["-q", str(max(round(rate / CONNECTIONS), 1))]
    command = ["taskset", "-c", CLIENT_CORE, "hey", "-z", f"{seconds:g}s", "-c", str(CONNECTIONS), *limit]
    said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    statuses = set(re.findall(r"^\s*\[(\d+)\]\s+\d+ responses", said, re.MULTILINE))
    if statuses != {"200"} or "Error distribution" in said:
        raise SystemExit(f"{url}: {said}")
    return said


def late(said: str) -> float:
    """The 99th percentile, in milliseconds."""
    return number_in(said, r"99%+ in ([\d.]+) secs") * 1000


def main() -> None:
    """Measure, print, and exit 1 when the bar is missed."""
    given = options(__doc__, rounds=5, seconds=6.0)
    servers.need("hey", "nginx", "taskset")
    with site() as made, tagwire(made) as (own, _), nginx(made) as (peer, _):
        hey(own + FEED, 1)
        rate = max(rate_of(hey(own + FEED, 3)) for _ in range(3)) / 2
        late_by: dict[str, list[float]] = {"tagwire": [], "nginx": []}
        reached: dict[str, list[float]] = {"tagwire": [], "nginx": []}
        with refreshing(made) as refreshes:
            for _ in range(given.rounds):
                for name, url in (("tagwire", own), ("nginx", peer)):
                    said = hey(url + FEED, given.seconds, rate=rate)
                    late_by[name].append(late(said))
                    reached[name].append(rate_of(said))
    print(f"{rate:.0f} requests a second asked for, {len(refreshes)} refreshes meanwhile")
    for name, values in late_by.items():
        print(
            f"{name}: 99% within {median(values):.1f} ms ({min(values):.1f} to {max(values):.1f}), "
            f"{median(reached[name]):.0f} a second"
        )
    ratio = median(late_by["tagwire"]) / median(late_by["nginx"])
    print(f"tagwire / nginx: {ratio:.2f} (at most {MOST:g})")
    sys.exit(ratio > MOST)


if __name__ == "__main__":
    main()
