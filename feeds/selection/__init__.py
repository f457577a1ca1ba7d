"""Which entries a feed carries, and under which address it stands.

catalogue.py: the feeds there are. query.py: what they select, as SQL. archives.py: how their past is divided.
staleness.py: which of them an article touches.
"""

from feeds.selection.archives import begins, linked, newest_by_month
from feeds.selection.catalogue import Feed, feeds, listed, sources_of
from feeds.selection.query import archived, count, current
from feeds.selection.staleness import Marks, shows_anew, touched_by_changes, touched_by_entry, touched_by_tags
from feeds.store.archives import Archive

__all__ = [
    "Archive",
    "Feed",
    "Marks",
    "archived",
    "begins",
    "count",
    "current",
    "feeds",
    "linked",
    "listed",
    "newest_by_month",
    "shows_anew",
    "sources_of",
    "touched_by_changes",
    "touched_by_entry",
    "touched_by_tags",
]
