"""From bytes and foreign text to clean text: decoding, XML validity, excerpts, slugs."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from slugify import slugify

from sources.entry import Tag
from sources.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODED_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # no UTF-8, but found in what claims to be
_SAMPLE = 65_536  # bytes that an encoding is judged by
_STRAY_ZEROS = 0.01  # share of zero bytes that does not speak against UTF-8
_TEXT_SHARE = 0.95  # of bytes that are no control characters
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b"))
_ASCII = bytes(range(0x80))
_OTHER_SCRIPT = 0.4  # share of non-ASCII bytes above which a legacy text is not Western European


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of `data`: by its byte order mark, else the stated `charset`, else what the bytes look like.

    UTF-8, UTF-16 with and without mark, windows-1252 (Latin-1) and other legacy encodings are
    recognised; what cannot be decoded becomes U+FFFD. Raises UnreadableDocument for binary data.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if charset:
        try:
            return data.decode(charset, "replace")
        except LookupError:
            pass  # a charset nobody knows says nothing
    encoding = _encoding(data)
    if encoding == "utf-8":
        data = _ENCODED_SURROGATE.sub(b"", data)
    return data.decode(encoding, "replace")


def _encoding(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if sample.count(0) > _STRAY_ZEROS * len(sample) or (b"\0" in sample and not _is_utf8(sample)):
        return _utf16(sample)
    if len(sample.translate(None, _CONTROLS)) < _TEXT_SHARE * len(sample):
        raise UnreadableDocument("binary data where text was expected")
    if _is_utf8(sample):
        return "utf-8"
    if len(sample.translate(None, _ASCII)) <= _OTHER_SCRIPT * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _utf16(sample: bytes) -> str:
    """Which UTF-16 it is: the zero bytes of ASCII characters all stand on one side."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    strange = sum(
        unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} and char not in "\t\n\r" for char in text
    )
    if strange + text.count("\ufffd") > 0.02 * len(text):
        raise UnreadableDocument("binary data where text was expected")
    return encoding


def _is_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: a few broken bytes do not make a text Latin-1."""
    text = sample.decode("utf-8", "replace")
    broken = len(re.findall("\ufffd+", text))
    return broken <= 0.5 * sum(char > "\x7f" and char != "\ufffd" for char in text)


_HIGHER_PLANES = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
_FORBIDDEN = re.compile(  # noncharacters too (Unicode, 23.7), though XML allows most of them
    f"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffc{_HIGHER_PLANES}]"
)
_AS_IT_SHOULD_BE = re.compile(
    f"[\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffc{_HIGHER_PLANES}]*"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2029]")
_SOFT_BREAKS = re.compile("[\x0b\x0c\u2028]")  # within a paragraph, or at the head of a page
_MAY_BE_UNSEEN = re.compile("[\xad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_UNSEEN_MARKS = re.compile("[\xad\u034f\u180e\u200b\u2060-\u2064\ufeff]|(?<=[ -~\xc0-\u024f])[\u200c\u200d]+")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DIRECTIONS_AND_LINES = re.compile("[\n\u202a-\u202e\u2066-\u2069]")
_DEEPEST_DIRECTION = 125  # levels within each other (Unicode Standard Annex 9, 3.3.2)
_EMBEDDING_ENDS, _ISOLATE_ENDS = "\u202c", "\u2069"
_ISOLATES = "\u2066\u2067\u2068"
_WHITE = re.compile(r"[^\S\xa0\u202f]+")
_BLANK = re.compile(r"\s{2,}")


def clean(text: str) -> str:
    """Valid XML 1.0 text (production 2, Char), its lines ended by line feeds.

    Control characters, lone surrogates, byte order marks and noncharacters are left out; so is U+FFFD,
    no letter of a word but the trace of one that was lost, and to the feed validator a bad character.
    And what would turn the direction of the text behind its line.
    """
    if _AS_IT_SHOULD_BE.fullmatch(text):
        return text
    text = _SOFT_BREAKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return _balanced(_FORBIDDEN.sub("", text))


def _balanced(text: str) -> str:
    """The text without directional controls that their line does not close, and closing ones without an
    opening one (Unicode Standard Annex 9, 3.3).
    """
    if not _DIRECTIONS.search(text):
        return text
    stray: set[int] = set()
    opened: list[int] = []
    for control in _DIRECTIONS_AND_LINES.finditer(text):
        place, char = control.start(), control[0]
        if char == "\n":
            stray.update(opened)
            opened = []
        elif char in {_EMBEDDING_ENDS, _ISOLATE_ENDS}:
            stray.update(() if _close(opened, text, char) else (place,))
        elif len(opened) < _DEEPEST_DIRECTION:
            opened.append(place)
        else:
            stray.add(place)
    stray.update(opened)
    return "".join(char for place, char in enumerate(text) if place not in stray)


def _close(opened: list[int], text: str, char: str) -> bool:
    """Take from `opened` what the character closes; False if there is nothing."""
    if char == _EMBEDDING_ENDS:
        closes = bool(opened) and text[opened[-1]] not in _ISOLATES
        del opened[len(opened) - closes :]
        return closes
    isolate = next((at for at in reversed(range(len(opened))) if text[opened[at]] in _ISOLATES), None)
    if isolate is not None:
        del opened[isolate:]  # and the embeddings within
    return isolate is not None


def visible(text: str) -> str:
    """The text without marks that nobody sees: soft hyphens, zero-width spaces, joiners of Latin letters."""
    return _UNSEEN_MARKS.sub("", text) if _MAY_BE_UNSEEN.search(text) else text


def squash(text: str) -> str:
    """One line: runs of white space become one space, no-break spaces between words stay."""
    return _BLANK.sub(" ", _WHITE.sub(" ", text)).strip()


_CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def without_markup(name: str) -> str:
    """A name without the tags of HTML that was taken for text: "<b>Nord</b>" is called "Nord".

    HTML is known by a closing tag: "C <-> D", "List<String>" and "<3" stay. A name is never empty for it.
    """
    if not _CLOSING_TAG.search(name):
        return name
    return squash(_ANY_TAG.sub("", name)) or name


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut between words where there are any and marked with an ellipsis."""
    if len(text) <= length:
        return text
    kept, _, _ = text[:length].rpartition(" ")
    return _balanced(kept or text[: length - 1]).rstrip(" ,;:–—-") + "…"


SLUG_LENGTH = 64  # characters, so that file names stay short in any script


def tag_of(label: str) -> Tag:
    """The tag that a label names. Its slug has Latin letters without accents and keeps other scripts.

    A label without letters and digits is spelled in code points, so that no slug is empty.
    """
    label = without_markup(squash(clean(label)))
    plain = "".join(map(_without_accent, unicodedata.normalize("NFC", label)))
    slug = slugify(plain, allow_unicode=True, max_length=SLUG_LENGTH)
    return Tag(slug=slug or "-".join(f"u{ord(char):x}" for char in label[:8]) or "tag", label=label)


def same_label(label: str) -> str:
    """What is the same for labels of one tag: those that differ in case, accents, hyphens, spaces or quotes.

    "C" and "C++" differ, though their slugs are one. Marks that make other letters (й, が) are no
    accents. A hash in front and a stop at the end are no part of a label.
    """
    latin = "".join(map(_without_accent, unicodedata.normalize("NFKC", squash(clean(label)))))
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", latin)))
    words = squash(_BETWEEN_WORDS.sub(" ", plain.casefold()))
    return words.lstrip("# ").rstrip(" .,;:") or words


_ACCENTS = re.compile(  # Greek accents, Russian ё, Hebrew points, Arabic vowels
    r"(?<=[\u0370-\u03ff])[\u0300-\u0345]+|(?<=[еЕ])\u0308|[\u0591-\u05c7\u064b-\u065f]"
)
_BETWEEN_WORDS = re.compile(r"[\s_'’‘‚‛`´\"“”„‟«»‹›\u2010-\u2015\u2212-]+")


@lru_cache(maxsize=1024)
def _without_accent(char: str) -> str:
    latin = char > "\x7f" and unicodedata.name(char, "").startswith("LATIN")
    return slugify(char, lowercase=False) if latin else char
