"""What reading a listing page costs, beside lxml.html parsing it and mf2py reading it in the same run.

    python bench/read_pages.py [FOLDER] [--rounds 5]

Prints the medians over all pages of FOLDER (shared/pages beside the checkout), and fails when reading
costs more than 8 times the parsing or a twentieth of mf2py.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import lxml.html

from sources.adapters import html
from sources.entry import Document

PAGES = Path(__file__).parent.parent.parent / "shared" / "pages"
MOST_OF_PARSING, MOST_OF_MF2PY = 8.0, 1 / 20
NOW = datetime.now(UTC)


def least(action: Callable[[], object], rounds: int) -> float:
    """Seconds that the quickest of some rounds takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def costs(path: Path, rounds: int) -> tuple[float, float, float]:
    """Seconds for parsing a page, for reading it, and for mf2py."""
    import mf2py

    data = path.read_bytes()
    url = f"https://{path.parent.name}.example/"
    document = Document(data=data, location=str(path), captured=NOW, base_url=url, content_type="text/html")
    parsing = least(lambda: lxml.html.fromstring(data), rounds)
    reading = least(lambda: html.read(document), rounds)
    return parsing, reading, least(lambda: mf2py.Parser(doc=data, url=url).to_dict(), 1)


def main() -> None:
    """Measures all pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    measured = [costs(path, args.rounds) for path in sorted(args.folder.rglob("*.html"))]
    parsing, reading, peer = (median(column) for column in zip(*measured, strict=True))
    of_parsing = median(row[1] / row[0] for row in measured)
    of_peer = median(row[1] / row[2] for row in measured)
    print(
        f"{len(measured)} pages, medians: lxml.html {parsing * 1e3:.2f} ms, "
        f"reading {reading * 1e3:.2f} ms, mf2py {peer * 1e3:.0f} ms"
    )
    print(f"reading costs {of_parsing:.1f} times the parsing and 1/{1 / of_peer:.0f} of mf2py")
    sys.exit(of_parsing > MOST_OF_PARSING or of_peer > MOST_OF_MF2PY)


if __name__ == "__main__":
    main()
