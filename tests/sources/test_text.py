"""Decoding, cleaning and slugs."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sources.errors import UnreadableDocument
from sources.text import (
    clean,
    decode,
    same_label,
    shorten,
    squash,
    tag_of,
    visible,
)

FRENCH = "Été à Évreux : l’hôtel « Cœur » a rouvert.\nÇa plaît à Zoé.\n"
RUSSIAN = "Паром снова ходит по реке.\nЖители рады, дети машут платками с берега.\n" * 3
JAPANESE = "島への連絡船が再開した。\n朝の便は満員だった。\n" * 8


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (FRENCH, ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        (RUSSIAN, ("utf-8", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be")),
        (JAPANESE, ("utf-8", "utf-16", "utf-16-le", "utf-16-be")),
    ],
    ids=["french", "russian", "japanese"],
)
def test_decode_finds_the_encoding(text: str, encodings: tuple[str, ...]) -> None:
    for encoding in encodings:
        assert decode(text.encode(encoding)) == text, encoding


def test_decode_believes_a_known_charset_and_no_unknown_one() -> None:
    assert decode("żółw".encode("iso-8859-2"), "iso-8859-2") == "żółw"
    assert decode("été".encode(), "no-such-charset") == "été"
    assert decode(b"\xef\xbb\xbf\xc3\xa9", "latin-1") == "é"


def test_decode_keeps_utf8_with_broken_bytes() -> None:
    assert decode("à é î ô û ".encode() + b"\xff ok") == "à é î ô û \ufffd ok"
    assert decode("é".encode() + b"\xed\xa0\x80" + "è".encode()) == "éè"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", bytes(range(256)) * 9, b"\0" * 99])
def test_decode_refuses_binary_data(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="binary"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\ud800b\udfff", "ab"),
        ("a\r\nb\rc\x85d\u2029e", "a\nb\nc\nd\ne"),
        ("a\x0bb\x0cc\u2028d", "a b c d"),
        ("\ufeffa\ufffe\uffff", "a"),
        ("a\ufdd0b\ufdefc\U0001fffed\U0010ffff", "abcd"),  # never characters, in no plane
        ("\ufdcf\ufdf0 \U0001fffd\U00020000 \ue000", "\ufdcf\ufdf0 \U0001fffd\U00020000 \ue000"),
        ("d\ufffdbut", "dbut"),  # which stands for what could not be decoded
        ("]]> \u202eabc\u202c \u200f", "]]> \u202eabc\u202c \u200f"),
        ("👩\u200d🏫 𝒳", "👩\u200d🏫 𝒳"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("אב \u202eab", "אב ab"),  # never closed
        ("a\u202c b\u2069", "a b"),  # never opened
        ("\u2067אב\u2069 \u202aab\u202c", "\u2067אב\u2069 \u202aab\u202c"),
        ("\u202a\u2067אב\u202c\u2069", "\u2067אב\u2069"),  # an isolate cannot be closed from within
        ("\u2067a\u202bb\u2069 c", "\u2067a\u202bb\u2069 c"),  # it closes what it holds
        ("\u202ba\nb\u202c", "a\nb"),  # not beyond the line
        ("\u202b" * 200 + "a" + "\u202c" * 200, "\u202b" * 125 + "a" + "\u202c" * 125),
    ],
)
def test_directions_end_with_their_line(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_directions_take_no_time() -> None:
    hostile = "\u202a" * 30_000 + "\u2069" * 30_000
    start = process_time()
    assert clean(hostile) == ""
    assert process_time() - start < 5


def test_visible() -> None:
    assert visible("Donau\xaddampf\u200bschiff \u2060Li\u200dre") == "Donaudampfschiff Lire"
    assert visible("می\u200cشود 👩\u200d🏫") == "می\u200cشود 👩\u200d🏫"


@given(st.text())
def test_clean_text_is_xml_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    etree.Element("x").text = cleaned
    assert clean(cleaned) == cleaned


def test_squash_keeps_no_break_spaces_between_words() -> None:
    assert squash(" a \n\t b\xa0: c\u202f? \xa0 ") == "a b\xa0: c\u202f?"


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shorten_keeps_to_its_length(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short == text or undirected(text).startswith(undirected(short.removesuffix("…")))


def undirected(text: str) -> str:
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def test_shorten_leaves_no_direction_open() -> None:
    assert shorten("\u2067one two three\u2069 four", 10) == "one two…"


def test_shorten_cuts_between_words() -> None:
    assert shorten("one two, three four", 12) == "one two…"
    assert shorten("one two", 12) == "one two"


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("guerre en Ukraine", "guerre-en-ukraine"),
        ("война", "война"),
        ("Київ", "київ"),
        ("Œuvres d’été", "oeuvres-d-ete"),
        ("E\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("東京 夏", "東京-夏"),
        ("أوكرانيا", "أوكرانيا"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎉", "u1f389"),
        ("x" * 300, "x" * 64),
    ],
)
def test_tag_of(label: str, slug: str) -> None:
    assert tag_of(label).slug == slug


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("<b>Nord</b>", "Nord"),
        ("Grand <i class='x'>Est</I> & Sud", "Grand Est & Sud"),
        ("</b>Nord", "Nord"),
        ("Nord <br/> Sud</p>", "Nord Sud"),
        ("C <-> D", "C <-> D"),
        ("List<String>", "List<String>"),
        ("R&D <3", "R&D <3"),
        ("</b>", "</b>"),
    ],
)
def test_a_label_has_no_markup_of_its_own(label: str, called: str) -> None:
    assert tag_of(label).label == called


@given(st.text())
def test_slugs_are_safe_names_and_slugs_of_themselves(label: str) -> None:
    slug = tag_of(label).slug
    assert slug
    assert not {*slug} & {*"/\\. \0"}
    assert tag_of(slug).slug == slug


TAGS = [
    [
        "Guerre en Ukraine",
        "guerre-en-ukraine",
        " GUERRE  EN UKRAINE.",
        "#guerre_en_ukraine",
        "guerre‑en Ukraine",
    ],
    ["Météo", "meteo", "Me\u0301te\u0301o", "METEO"],
    ["L’Europe", "l'europe", "« L'Europe »"],
    ["Ουκρανία", "ΟΥΚΡΑΝΙΑ", "ουκρανια"],
    ["Полёт", "полет"],
    ["C", "c"],
    ["C++", "c++"],
    ["C#"],
    ["Net"],
    [".NET"],
    ["Йод"],
    ["Иод"],
    ["が"],
    ["か"],
    ["♥"],
    ["#"],
]


def test_labels_are_the_same_within_a_tag_and_in_no_two_tags() -> None:
    same = [{same_label(label) for label in labels} for labels in TAGS]
    assert [len(one) for one in same] == [1] * len(TAGS)
    assert "" not in set.union(*same)
    assert len(set.union(*same)) == len(TAGS)


@given(st.text(min_size=1))
def test_spaces_around_a_label_do_not_matter(label: str) -> None:
    assert same_label(f" {label}\u00a0") == same_label(label)
