"""One article's part of a page, taken apart in a single walk: text, links, headings, pictures, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from lxml import etree

from sources.adapters.html import hints
from sources.adapters.html.page import Page
from sources.text import clean, squash

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OF_TEXT = hints.BODY | hints.SUMMARY | hints.CONCEALED
_PICTURES = frozenset({"img", "source", "amp-img"})
_PROPERTIES = frozenset({"meta", "link"})
_ICONS = frozenset({"i", "span"})
_OF_ICON = hints.DATE | hints.AUTHOR | hints.TAXONOMY | hints.NOISE
_OF_ELEMENT = hints.HEADING | hints.PROSE | hints.LINK
_OF_TITLE = hints.HEADING | hints.TITLE
_RARE = _OF_TITLE | hints.HIDDEN
_NOTED = hints.DATE | hints.WHOLE
_NOTED_TAGS = _PICTURES | _PROPERTIES | {"abbr"}
_NOTED_NAMES = frozenset({"hidden", "style", "title", "data-bg"})
_SKIPPED = frozenset(
    ["button", "form", "select", "textarea", "input", "nav", "video", "audio", "canvas", "head"]
)


@dataclass(slots=True, eq=False)
class Link:
    """A link within an article. `url` has no fragment, unless it means a place on this very page."""

    element: Element
    names: Mapping[str, str]  # its attributes
    url: str | None
    hints: int
    heading: int  # number of the heading it stands in, -1 outside
    raw: str = ""  # its text with all its white space
    has_image: bool = False

    @property
    def text(self) -> str:
        return _one_line(self.raw)


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
    names: Mapping[str, str]  # its attributes
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
    bodies: list[Marked] = field(default_factory=list)  # places of the article's text
    properties: list[Marked] = field(default_factory=list)  # <meta> and <link> of microdata
    lines: list[list[Piece]] = field(default_factory=list)  # the pieces, block by block


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces as one line of clean text."""
    return _one_line("".join([piece.text for piece in pieces]))


def _one_line(text: str) -> str:
    text = clean(text).strip()
    return squash(text) if "\n" in text or "  " in text or "\t" in text else text


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
    anatomy = walk.anatomy
    anatomy.lines = [list(line) for _, line in groupby(anatomy.pieces, key=attrgetter("block"))]
    return anatomy


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
                if self.enter(element, element is root):
                    self.add_text(element.text)
                else:
                    walker.skip_subtree()
                continue
            if element.tag not in _INLINE:
                self.block += 1
                self.icon = 0
            self.hints, self.heading, self.link = self.around.pop()
            if element is not root:
                self.add_text(element.tail)

    def enter(self, element: Element, is_root: bool) -> bool:
        """Notes an element; False if nothing in it is for reading."""
        tag = element.tag
        names = cast("dict[str, str]", dict(element.items()))
        own = hints.hints_in_article(tag, names.get("class"), names.get("itemprop"), names.get("rel"))
        if tag not in _INLINE:
            self.block += 1
        if tag == "td":
            own |= self.page.columns.hints_of(element)
        if is_root or element is self.anatomy.mark:
            own &= _OF_ELEMENT
        if own & _RARE:
            if own & hints.HIDDEN:
                return False
            if own & _OF_TITLE:
                self.note_title(element, names, own)
        self.hints |= own
        if tag == "a":
            self.note_link(element, names)
        elif self.hints & _NOTED or tag in _NOTED_TAGS or not _NOTED_NAMES.isdisjoint(names):
            self.note(element, tag, names, own)
        if tag in _ICONS:
            self.icon = own & _OF_ICON
        return tag not in _SKIPPED

    def note_title(self, element: Element, names: Mapping[str, str], own: int) -> None:
        """What names the surroundings of a title speaks of the whole article, not of a part."""
        self.around = [(known & _OF_TEXT, heading, link) for known, heading, link in self.around]
        if not own & hints.HEADING:
            return
        if self.link:
            self.link.heading = len(self.anatomy.headings)
        self.hints &= hints.CONCEALED
        self.heading = len(self.anatomy.headings)
        self.anatomy.headings.append(Marked(element, names, own))

    def note(self, element: Element, tag: str, names: Mapping[str, str], own: int) -> None:
        style = names.get("style")
        if "hidden" in names or (style and _INVISIBLE.search(style)):
            self.hints |= hints.CONCEALED  # what it says counts where nothing else says it
        if own & hints.WHOLE:
            self.anatomy.bodies.append(Marked(element, names, self.hints))
        elif tag in _PICTURES:
            self.anatomy.images.append(Marked(element, names, self.hints))
            if self.link:
                self.link.has_image = True
        elif tag in _PROPERTIES:
            self.anatomy.properties.append(Marked(element, names, self.hints))
        elif self.hints & hints.DATE or tag == "abbr" or _DATED.match(names.get("title", "")):
            self.anatomy.dates.append(Marked(element, names, self.hints))
        elif style or "data-bg" in names:
            self.anatomy.images.append(Marked(element, names, self.hints))

    def note_link(self, element: Element, names: Mapping[str, str]) -> None:
        href = names.get("href")
        url = self.page.resolve(href)
        if url and href and "#" in href and url == self.page.url:
            url = self.page.place(href)
        self.link = Link(element, names, url, self.hints, self.heading)
        self.anatomy.links.append(self.link)

    def add_text(self, text: str | None) -> None:
        if not text:
            return
        pieces = self.anatomy.pieces
        if text.isspace():
            last = pieces[-1] if pieces else None
            if last and last.block == self.block and last.text[-1] != " ":
                last.text += " "
            if self.link:
                self.link.raw += " "
            return
        if self.link:
            self.link.raw += text
        pieces.append(Piece(text, self.hints | self.icon, self.block, self.heading, self.link))
        self.icon = 0
