"""What is slow to load waits until a URL is fetched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.captures import Style, capture_text, make_articles

HEAVY = ("httpx2", "httpcore2", "protego", "h2", "ssl")
LOADED = f"import sys; print(*(name for name in {HEAVY!r} if name in sys.modules))"


@pytest.mark.parametrize(
    "work",
    [
        "import sources",
        "import sources; sources.Fetcher(contact='mailto:a@example.org').close()",
        "import sources; sources.collect(sources.Source(name='a', location={file!r}))",
        "import sources; f = sources.Fetcher(); s = sources.Source(name='a', location={file!r}); list(sources.collect_all([(s, {{}})], f))",
    ],
)
def test_nothing_of_the_network_is_loaded_for_files(work: str, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    articles = make_articles("fr", 4)
    file.write_text(
        capture_text(articles, language="fr", style=Style.TITLED, heading="pont de bois"), "utf-8"
    )
    code = f"{work.format(file=str(file))}; {LOADED}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
