"""Where articles stand on a page: records, groups of them, and the parts of a page that list none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sources.adapters.html import hints
from sources.adapters.html.anatomy import Anatomy, dissect
from sources.adapters.html.page import Page
from sources.adapters.html.tree import holds, string

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One article's part of a page: neighbouring elements, perhaps with loose text around them."""

    nodes: tuple[Element, ...]
    before: str = ""
    after: str = ""
    mark: Element | None = None  # the element that markup names as the article
    url: str | None = None  # its permalink, where that is known already

    def dissect(self, page: Page) -> Anatomy:
        return dissect(self.nodes, page, before=self.before, after=self.after, mark=self.mark)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Records that stand together; `weight` is what speaks for their being the page's list."""

    records: Sequence[Record]
    weight: float
    is_certain: bool = False  # whether markup leaves no doubt that these are articles


NOWHERE, ASIDE, STRIP, BESIDE = range(4)
"""How much a place is beside the articles: not; perhaps, for an aside may hold the newest; a slider; yes."""

_ROLES = {
    "navigation": BESIDE,
    "complementary": ASIDE,
    "contentinfo": BESIDE,
    "banner": BESIDE,
    "search": BESIDE,
}
_TAGS = {"nav": BESIDE, "footer": BESIDE, "aside": ASIDE, "header": ASIDE, "form": ASIDE}
_holds_main = holds(
    "descendant::*[self::main or @role='main' or @id='main' or @id='content' or @id='primary']"
)
_MAIN = frozenset({"main", "primary", "content"})
_text = string("self::*")
_MOST = 0.5  # of a page's text: what holds more is the page, whatever it is called


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.get("role") == "main" or element.get("id") in _MAIN


class Regions:
    """Tells menus, sidebars, sliders, related posts, comments and footers of one page from its main part."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._levels: dict[Element, int] = {}
        self._length: int | None = None

    def level(self, element: Element) -> int:
        """How much an element stands beside the articles."""
        path = []
        node: Element | None = element
        while node is not None and node not in self._levels:
            path.append(node)
            node = node.getparent()
        level = self._levels[node] if node is not None else NOWHERE
        for node in reversed(path):
            level = max(level, self._own_level(node))
            self._levels[node] = level
        return level

    def column(self, element: Element) -> Element | None:
        """The main part of the page that an element stands in; None where the page names none."""
        return next((node for node in element.iterancestors() if _is_main(node)), None)

    def _own_level(self, element: Element) -> int:
        tag = element.tag
        if tag in {"html", "body", "main", "article"}:
            return NOWHERE
        level = max(_TAGS.get(tag, NOWHERE), _ROLES.get(element.get("role") or "", NOWHERE))
        if level == BESIDE:
            return NOWHERE if _holds_main(element) else BESIDE
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        found = hints.hints_of_names(names)
        if found & hints.BESIDE:
            level = BESIDE
        elif found & hints.SLIDER:
            level = max(level, STRIP)
        return NOWHERE if level and self._holds_page(element) else level

    def _holds_page(self, element: Element) -> bool:
        if _holds_main(element):
            return True
        if self._length is None:
            self._length = len(_text(self._root))
        return len(_text(element)) > _MOST * self._length
