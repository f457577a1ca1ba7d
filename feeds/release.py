"""The last step into the tree: documents are looked at, noted for the hubs, and written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from feeds.publish import Tree
from feeds.record import uri
from feeds.render.check import problem
from feeds.store import Store, pings


class Release:
    """What one run publishes. `base` is the site's address with a closing slash; the documents at `topics`
    are those that `hubs` offer to subscribers.
    """

    def __init__(
        self, store: Store, tree: Tree, *, base: str, hubs: Collection[str], topics: Collection[str]
    ) -> None:
        self._store = store
        self._tree = tree
        self._base = base
        self._hubs = hubs
        self._topics = topics
        self.written: list[str] = []  # paths whose bytes have changed
        self.unfit: dict[str, str] = {}  # path -> why it was not published

    def write(self, documents: Mapping[str, bytes]) -> None:
        """Publish the documents, by path, but for those that are unfit: of them the old ones stay.

        Raises StoreError and PublishError.
        """
        found = {path: problem(path, document, base=self._base) for path, document in documents.items()}
        self.unfit |= {path: reason for path, reason in found.items() if reason}
        fit = {path: document for path, document in documents.items() if not found[path]}
        self._note(fit)
        self.written += self._tree.write(fit)

    def remove(self, paths: Iterable[str]) -> None:
        """Take documents away. Raises PublishError."""
        self.written += self._tree.remove(paths)

    def _note(self, documents: Mapping[str, bytes]) -> None:
        """Before they are written: a run that ends in between costs no subscriber an article."""
        topics = {path: document for path, document in documents.items() if path in self._topics}
        if self._hubs and (changing := self._tree.differing(topics)):
            with self._store.transaction() as db:
                pings.add(db, self._hubs, [uri(self._base + path) for path in changing])
