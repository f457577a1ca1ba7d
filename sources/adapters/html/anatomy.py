"""One article's part of a page, taken apart in a single walk: pieces of text, links, headings, pictures, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sources.adapters.html import hints
from sources.adapters.html.page import Page
from sources.text import squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr picture q s samp small source "
    "span strike strong sub sup time tt u var wbr".split()
)
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OF_TEXT = hints.BODY | hints.SUMMARY | hints.CONCEALED
_SKIPPED = frozenset("button form select textarea input nav video audio canvas head".split())


@dataclass(slots=True, eq=False)
class Link:
    """A link within an article. `url` has no fragment, unless it means a place on this very page."""

    element: Element
    url: str | None
    hints: int
    heading: int  # number of the heading it stands in, -1 outside
    text: str = ""
    has_image: bool = False


@dataclass(slots=True, eq=False)
class Piece:
    """Text that no element divides. Pieces of one block stand on one line."""

    text: str
    hints: int  # of all elements around it
    block: int
    heading: int
    link: Link | None


@dataclass(slots=True, eq=False)
class Marked:
    """An element without text of its own that counts: a heading, a picture, a date."""

    element: Element
    hints: int


@dataclass(slots=True, eq=False)
class Anatomy:
    """What one article's part of the page consists of, in document order."""

    nodes: Sequence[Element]
    mark: Element  # the one among or in them that is the article
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Marked] = field(default_factory=list)
    images: list[Marked] = field(default_factory=list)
    dates: list[Marked] = field(default_factory=list)
    properties: list[Marked] = field(default_factory=list)  # <meta> and <link> of microdata

    def blocks(self) -> Iterator[list[Piece]]:
        """The pieces, a line at a time."""
        line: list[Piece] = []
        for piece in self.pieces:
            if line and piece.block != line[0].block:
                yield line
                line = []
            line.append(piece)
        if line:
            yield line


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces as one line of text."""
    return squash("".join(piece.text for piece in pieces))


def dissect(
    nodes: Sequence[Element], page: Page, *, before: str = "", after: str = "", mark: Element | None = None
) -> Anatomy:
    """Takes an article apart: its elements, what stands between them, and loose text around them.

    `mark` is the element that markup names as the article, whose names speak of no part of it.
    """
    walk = _Walk(Anatomy(nodes, nodes[0] if mark is None else mark), page)
    walk.add_text(before)
    for node in nodes:
        walk.through(node)
        walk.add_text(node.tail if node is not nodes[-1] else after)
    for link in walk.anatomy.links:
        link.text = squash(link.text)
    return walk.anatomy


def _is_hidden(element: Element) -> bool:
    """Whether an element is not shown at first; what it says counts where nothing else says it."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _INVISIBLE.search(style))


class _Walk:
    """Where the walk through an article stands."""

    def __init__(self, anatomy: Anatomy, page: Page) -> None:
        self.anatomy, self.page = anatomy, page
        self.block = 0
        self.heading = -1
        self.link: Link | None = None
        self.hints = 0
        self.icon = 0  # what an empty icon says of the text behind it
        self.around: list[tuple[int, int, Link | None]] = []

    def through(self, root: Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                self.around.append((self.hints, self.heading, self.link))
                if self.enter(element, is_root=element is root):
                    self.add_text(element.text)
                else:
                    walker.skip_subtree()
                continue
            self.leave(element)
            self.hints, self.heading, self.link = self.around.pop()
            if element is not root:
                self.add_text(element.tail)

    def enter(self, element: Element, *, is_root: bool) -> bool:
        """Notes an element; False if nothing in it is for reading."""
        tag = element.tag
        own = hints.hints_in_article(tag, element.get("class"), element.get("itemprop"), element.get("rel"))
        if tag not in _INLINE:
            self.block += 1
        if is_root or element is self.anatomy.mark:
            own &= hints.HEADING | hints.PROSE | hints.LINK
        if own & hints.HEADING:
            self.note_heading(element, own)
        self.hints |= own
        self.note(element, tag, own)
        if _is_hidden(element):
            self.hints |= hints.CONCEALED
        return not (tag in _SKIPPED or own & hints.HIDDEN)

    def note_heading(self, element: Element, own: int) -> None:
        """What names the surroundings of the first heading speaks of the whole article, not of a part."""
        if not self.anatomy.headings:
            self.around = [(known & _OF_TEXT, heading, link) for known, heading, link in self.around]
        self.hints &= hints.CONCEALED
        self.heading = len(self.anatomy.headings)
        self.anatomy.headings.append(Marked(element, own))

    def note(self, element: Element, tag: str, own: int) -> None:
        if tag == "a":
            self.note_link(element)
        elif tag in {"img", "source", "amp-img"}:
            self.anatomy.images.append(Marked(element, self.hints))
            if self.link:
                self.link.has_image = True
        elif tag in {"meta", "link"}:
            self.anatomy.properties.append(Marked(element, self.hints))
        elif own & hints.DATE or tag == "abbr" or _DATED.match(element.get("title") or ""):
            self.anatomy.dates.append(Marked(element, self.hints))
        elif element.get("style") or element.get("data-bg"):
            self.anatomy.images.append(Marked(element, self.hints))
        if tag == "i" or tag == "span":
            self.icon = own & (hints.DATE | hints.AUTHOR | hints.TAXONOMY | hints.NOISE)

    def note_link(self, element: Element) -> None:
        href = element.get("href")
        url = self.page.resolve(href)
        if url and href and "#" in href and url == self.page.url:
            url = self.page.place(href)
        self.link = Link(element, url, self.hints, self.heading)
        self.anatomy.links.append(self.link)

    def leave(self, element: Element) -> None:
        if element.tag not in _INLINE:
            self.block += 1
            self.icon = 0

    def add_text(self, text: str | None) -> None:
        if not text:
            return
        if self.link:
            self.link.text += text
        pieces = self.anatomy.pieces
        if text.isspace():
            if pieces:
                pieces[-1].text += " "
            return
        pieces.append(Piece(text, self.hints | self.icon, self.block, self.heading, self.link))
        self.icon = 0
