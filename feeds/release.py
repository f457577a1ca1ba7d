"""The last step into the tree: documents are looked at, noted for the hubs, and written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from feeds.publish import Tree
from feeds.record import Channel, Site, uri
from feeds.render.check import problem
from feeds.render.documents import feed_documents, feed_paths, topic_paths
from feeds.render.fragment import Fragment
from feeds.store import Store, pings


class Release:
    """What one run publishes of a site."""

    def __init__(self, store: Store, tree: Tree, site: Site) -> None:
        self._store = store
        self._tree = tree
        self._site = site
        self.written: list[str] = []  # paths whose bytes have changed
        self.unfit: dict[str, str] = {}  # path -> why it was not published

    def publish(self, feeds: Iterable[tuple[Channel, Sequence[Fragment]]], *, lasting: bool = False) -> None:
        """Publish feeds, each with its entries; `lasting` when they are archives. As `write`."""
        documents: dict[str, bytes] = {}
        topics: set[str] = set()
        for channel, entries in feeds:
            flaw = next((entry.flaw for entry in entries if entry.flaw), "")
            if flaw:
                self.unfit |= dict.fromkeys(feed_paths(channel.slug, channel.archive), flaw)
                continue
            documents |= feed_documents(channel, entries)
            if not lasting:  # hubs are told of current documents only
                topics |= set(topic_paths(channel.slug))
        self._write(documents, topics=topics, proven=True, lasting=lasting)

    def write(self, documents: Mapping[str, bytes]) -> None:
        """Publish the documents, by path, but for those that are unfit: of them the old ones stay.

        Raises StoreError and PublishError.
        """
        self._write(documents)

    def remove(self, paths: Iterable[str]) -> None:
        """Take documents away. Raises PublishError."""
        self.written += self._tree.remove(paths)

    def all_fit(self, paths: Iterable[str]) -> bool:
        """Whether none of the documents was found unfit."""
        return self.unfit.keys().isdisjoint(paths)

    def _write(
        self,
        documents: Mapping[str, bytes],
        *,
        topics: Collection[str] = (),
        proven: bool = False,
        lasting: bool = False,
    ) -> None:
        base = self._site.base
        found = {
            path: problem(path, document, base=base, proven=proven) for path, document in documents.items()
        }
        self.unfit |= {path: reason for path, reason in found.items() if reason}
        fit = {path: document for path, document in documents.items() if not found[path]}
        self._note({path: document for path, document in fit.items() if path in topics})
        self.written += self._tree.write(fit, lasting=lasting)

    def _note(self, topics: Mapping[str, bytes]) -> None:
        """Before they are written: a run that ends in between costs no subscriber an article."""
        if self._site.hubs and (changing := self._tree.differing(topics)):
            with self._store.transaction(writing=True) as db:
                pings.add(db, self._site.hubs, [uri(self._site.base + path) for path in changing])
