"""What `tagwire refresh` costs when no source is due, against `python -c "import flask"`.

    python bench/nothing_due.py [--sources 1000] [--rounds 15]

Prints the medians and their ratio; fails when the bar is missed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from commands import options, run, tagwire
from stored import write_settings

SLOWER = 2.0  # the bar
PAGE = """<!doctype html><title>News</title><main>
<article><h2><a href="/{0}/a">Un pont de bois rouvre au village</a></h2>
<time datetime="2025-10-24T08:00Z"></time>
<p>Il était fermé depuis l’hiver.</p></article>
<article><h2><a href="/{0}/b">Le moulin cherche un meunier</a></h2><time datetime="2025-10-23T08:00Z"></time>
<p>La roue tourne de nouveau.</p></article>
<article><h2><a href="/{0}/c">La gare garde son horloge</a></h2><time datetime="2025-10-22T08:00Z"></time>
<p>Elle avance d’une minute.</p></article></main>
"""


def main() -> int:
    """Measure both in turn."""
    given = options(__doc__, sources=1000, rounds=15)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_settings(folder, sources=given.sources)
        for number in range(given.sources):
            (folder / f"list-{number}.html").write_text(PAGE.format(number))
        tagwire(folder, "refresh")
        rounds = [
            (tagwire(folder, "refresh").seconds, run(sys.executable, "-c", "import flask").seconds)
            for _ in range(given.rounds)
        ]
    ours, theirs = (median(one[place] for one in rounds) for place in (0, 1))
    print(f"{given.sources} sources, none due: {ours:.3f} s; import flask: {theirs:.3f} s; ", end="")
    print(f"ratio {ours / theirs:.2f} (bar {SLOWER})")
    return 0 if ours <= SLOWER * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
