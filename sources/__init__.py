"""From bytes to entries: the article lists of news sites, read. Works alone, as a library.

from sources import Source, collect

collected = collect(Source(name="example", location="page.txt"))
for entry in collected.listing.entries:
    print(entry.title, entry.url)
"""

from sources.collecting import collect, collect_all
from sources.entry import Collected, Source
from sources.errors import SourceError
from sources.fetch import Fetcher

__all__ = ["Collected", "Fetcher", "Source", "SourceError", "collect", "collect_all"]
