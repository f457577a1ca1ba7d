"""Which entries a feed carries, and under which address it stands.

catalogue.py: the feeds there are. query.py: what they select, as SQL. archives.py: how their past is divided.
staleness.py: which of them an article touches.
"""

from feeds.selection.archives import Archive, archives, prepared
from feeds.selection.catalogue import Feed, feeds, listed, sources_of
from feeds.selection.query import archived, count, count_before, counts_by_month, newest
from feeds.selection.staleness import Marks, touched_by_changes, touched_by_entry, touched_by_tags

__all__ = [
    "Archive",
    "Feed",
    "Marks",
    "archived",
    "archives",
    "count",
    "count_before",
    "counts_by_month",
    "feeds",
    "listed",
    "newest",
    "prepared",
    "sources_of",
    "touched_by_changes",
    "touched_by_entry",
    "touched_by_tags",
]
