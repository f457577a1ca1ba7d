"""From the bytes of a feed to XML that can be parsed: whole where possible, else item by item.

No document type declaration gets past this module, and so no entity (XML 1.0, 4.2): nothing
expands, nothing is fetched. What feeds get wrong most often is mended: bare ampersands, HTML's
entities, characters that XML forbids. One broken item then costs no other. What feedparser mixes up is
renamed: elements of Media RSS and iTunes that it takes for the item's own, authors that it takes apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.entities import html5
from itertools import pairwise
from xml.parsers import expat

from sources.entry import Document
from sources.errors import UnreadableDocument
from sources.text import clean, decode

MOST_ITEMS = 5_000
MOST_ELEMENTS = 250_000  # of a feed; its parser takes some 40 µs for each
MOST_REFERENCES = 3_000_000  # such as &lt; in a document
REFERENCES = 20  # that cost as much as an element
MOST_OF_HEAD = 10_000  # elements
MOST_CATEGORIES = 1_000  # of an item; its parser compares each with all the others
EXPECTED = "expected a feed (RSS, Atom or JSON Feed)"

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)")
_ENCODINGS = re.compile(
    r"(?:x-)?(?:utf|iso-?8859|iso-?2022|windows|cp\d|koi8|gb|big5|euc|shift|sjis|ms|mac|tis|latin|l\d|ascii|us-ascii)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"iso[-_]?8859[-_]?1|latin-?1|l1|(?:us-)?ascii", re.IGNORECASE)
_DOCTYPE = r"<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>"
ROOT = re.compile(
    rf"(?>\s+|<\?.*?\?>|<!--.*?-->|{_DOCTYPE})*+<(?P<name>(?P<prefix>[\w.-]+:)?(?P<kind>rss|feed|RDF))(?=[\s>/])[^>]*+>",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_OTHERS_OWN = re.compile(r"<(/?(?:media|itunes):)(title|description|summary|subtitle|keywords)\b[^<>]*?(/?)>")
_BARE_AUTHOR = re.compile(
    r"<(author|(?:dc|itunes):(?:creator|author))\b[^<>]*>([^<]{0,300}+|\s*<!\[CDATA\[[^\]]{0,300}\]\]>\s*)</\1\s*>"
)
_ELEMENT = re.compile(r"<[A-Za-z]")
_CATEGORY = re.compile(r"<(?:\w+:)?(?:category|subject|keywords)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A feed fit for its parser: `documents` is all of it in one, or its head and then each item alone."""

    documents: tuple[str, ...]
    dropped: Counter[str] = field(default_factory=Counter)


def take_apart(document: Document) -> Taken:
    """The feed in an XML document. Raises UnreadableDocument when it is no feed."""
    text = _text(document).lstrip()
    root = ROOT.match(text)
    if not text or root is None:
        found = "empty" if not text else "an HTML page" if _is_html(text) else "no feed"
        raise UnreadableDocument(f"{document.location}: {found}; {EXPECTED}")
    if text.count("&") > MOST_REFERENCES:
        raise UnreadableDocument(f"{document.location}: more than {MOST_REFERENCES} references; {EXPECTED}")
    body = _BARE_AUTHOR.sub(r"<author><name>\2</name></author>", "".join(_mended(text[root.end() :])))
    start_tag = text[root.start("name") - 1 : root.end()]
    prefix = "" if root["kind"] == "RDF" else root["prefix"] or ""
    feed = _split(start_tag, body, prefix, _starts(body, prefix))
    if is_wellformed(feed.xml):
        return Taken(documents=(feed.xml,), dropped=feed.dropped)
    feed = _split(start_tag, body, prefix, _starts_anywhere(body, prefix))  # unclosed CDATA hides items
    return Taken(documents=tuple(feed.parts()), dropped=feed.dropped)


def is_wellformed(xml: str) -> bool:
    """Whether it is well-formed, and all its namespace prefixes are declared."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    try:
        parser.Parse(xml.encode(), True)
    except expat.ExpatError:
        return False
    return True


def _text(document: Document) -> str:
    """The text: by its byte order mark, as UTF-8 if it is that, as declared, or by its looks.

    Zero bytes are of UTF-16 or UTF-32 if they stand at the beginning, and strays anywhere else.
    """
    data = document.data
    if b"\0" not in data[:4]:
        data = data.replace(b"\0", b"")
    declared = _DECLARED.search(data[:1024])
    stated = _CHARSET.search(document.content_type or "")
    charsets = [
        *(["utf-8"] if not re.search(rb"[\x00\x1b]", data[:1024]) else []),  # neither UTF-16 nor ISO-2022
        *([declared[1].decode("ascii", "replace")] if declared else []),
        *([stated[1]] if stated else []),
    ]
    try:
        charset = next((one for one in map(_as_browsers, charsets) if one and _decodes(data, one)), None)
        return clean(decode(data, charset))
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{document.location}: {error}; {EXPECTED}") from None


def _as_browsers(charset: str) -> str | None:
    """The encoding that a label means on the web: Latin-1 and ASCII are windows-1252 (WHATWG Encoding)."""
    if _LATIN.fullmatch(charset):
        return "cp1252"
    return charset if _ENCODINGS.match(charset) else None


def _decodes(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except (UnicodeError, LookupError):
        return False
    return True


def _is_html(text: str) -> bool:
    return bool(re.search(r"<(?:!doctype\s+html|html|head|body)\b", text[:4096], re.IGNORECASE))


def _mended(text: str) -> Iterator[str]:
    """The text with references made good outside of CDATA, and elements that the parser mixes up renamed."""
    for index, part in enumerate(_CDATA.split(text)):
        yield part if index % 2 else _OTHERS_OWN.sub(r"<\1own_\2\3>", _AMPERSAND.sub(_reference, part))


def _reference(found: re.Match[str]) -> str:
    reference = found[0]
    if found[1] in _XML_ENTITIES:
        return reference
    char = html5.get(f"{found[1]};") if found[1] else unescape(reference)
    if reference == "&" or char is None:
        return f"&amp;{reference[1:]}"
    return escape(clean(char))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """The start tag of the root, what stands before the items, the items, and what stands behind them."""

    root: str
    head: str
    items: tuple[str, ...]
    tail: str
    dropped: Counter[str]

    @property
    def xml(self) -> str:
        return "".join((self.root, self.head, *self.items, self.tail))

    def parts(self) -> Iterator[str]:
        """Documents of their own: the head, then each item."""
        yield self.root + self.head + _end_tags(self.root, self.head)
        for item in self.items:
            yield self.root + item + _end_tags(self.root, "")


def _starts(body: str, prefix: str) -> list[int]:
    """Where items begin, outside of CDATA sections and comments."""
    pattern = rf"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|(<{re.escape(prefix)}(?:item|entry)(?=[\s/>]))"
    return [found.start() for found in re.finditer(pattern, body, re.DOTALL) if found[1]]


def _starts_anywhere(body: str, prefix: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"<{re.escape(prefix)}(?:item|entry)(?=[\s/>])", body)]


def _split(root: str, body: str, prefix: str, begins: list[int]) -> _Feed:
    pieces = [body[start:end] for start, end in pairwise([*begins, len(body)])]
    head = body[: begins[0]] if begins else body
    dropped: Counter[str] = Counter()
    tail = ""
    if pieces:
        end = _end_of_item(pieces[-1], prefix)
        tail = pieces[-1][end:]
        pieces[-1] = pieces[-1][:end]
        if not end:
            del pieces[-1]
            dropped["the document ends within it"] += 1
            tail = ""
    if len(_ELEMENT.findall(head)) > MOST_OF_HEAD:
        head, tail = "", _end_tags(root, "")
    elif _end_tags(root, "") not in (tail or head) or len(_ELEMENT.findall(tail)) > MOST_OF_HEAD:
        tail = _end_tags(root, head)
    return _Feed(root=root, head=head, items=tuple(_affordable(pieces, dropped)), tail=tail, dropped=dropped)


def _end_of_item(piece: str, prefix: str) -> int:
    """How far an item reaches; 0 if it has no end."""
    ends = [found.end() for found in re.finditer(rf"</{re.escape(prefix)}(?:item|entry)\s*>", piece)]
    empty = re.match(r"<[^>]*/>", piece)
    return ends[-1] if ends else empty.end() if empty else 0


def _end_tags(root: str, head: str) -> str:
    """What closes the root, and the channel if it is open at the end of `head`."""
    name = root[1:].split(maxsplit=1)[0].rstrip("/>")
    channel = re.search(r"<channel[\s>]", head) and "</channel>" not in head
    return f"</channel></{name}>" if channel else f"</{name}>"


def _affordable(pieces: list[str], dropped: Counter[str]) -> Iterator[str]:
    """The items as far as reading them takes seconds; what is left out is counted."""
    elements = 0
    for count, piece in enumerate(pieces):
        visible = _CDATA.sub("", piece)
        elements += len(_ELEMENT.findall(visible)) + visible.count("&") // REFERENCES
        if count >= MOST_ITEMS:
            dropped[f"more than {MOST_ITEMS} items"] += 1
        elif elements > MOST_ELEMENTS:
            dropped[f"more than {MOST_ELEMENTS} elements in the feed"] += 1
        elif len(_CATEGORY.findall(visible)) > MOST_CATEGORIES:
            dropped[f"more than {MOST_CATEGORIES} categories"] += 1
        else:
            yield piece
