"""The table of wordings, and what is recognised with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sources.adapters import wordings

TABLE = tomllib.loads((Path(wordings.__file__).with_suffix(".toml")).read_text("utf-8"))
LISTS = ("more", "more_alone", "tag", "category", "archive", "author", "meta", "sidebar", "furniture")


@pytest.mark.parametrize("language", TABLE)
def test_every_language_says_everything_in_folded_words(language: str) -> None:
    row = TABLE[language]
    assert set(LISTS) | {"common"} <= set(row)
    for kind in LISTS:
        assert row[kind], kind
        assert [wordings.fold(wording) for wording in row[kind]] == row[kind]
    assert all(wording.count("{}") == 1 for kind in ("tag", "category", "archive") for wording in row[kind])


@pytest.mark.parametrize("language", TABLE)
def test_every_wording_is_recognised(language: str) -> None:
    row = TABLE[language]
    for wording in row["more"] + row["more_alone"]:
        assert wordings.more(wording.capitalize()) == wordings.More("", "", spaced=True)
    for kind in ("tag", "category"):
        for wording in row[kind]:
            found = wordings.heading(wording.format("Foo 1"))
            assert found is not None, wording
            assert found.label.startswith("Foo 1")
            assert found.kind == kind
    for wording in row["sidebar"]:
        assert wordings.is_sidebar(wording.upper()) or wordings.is_sidebar(wording)


@pytest.mark.parametrize(
    ("line", "before", "after", "spaced"),
    [
        ("Lire la suite", "", "", True),
        ("[Lire la suite…]", "", "", True),
        ("(more…)", "", "", True),
        ("Weiterlesen »", "", "", True),
        ("続きを読む", "", "", True),
        ("Lire la suite de « Un titre »", "", "« Un titre »", True),
        ("Read more: A title", "", "A title", True),
        ("Lire la suiteUn titre", "", "Un titre", False),
        ("Un texte coupé … Lire la suite", "Un texte coupé …", "", True),
        ("Un texte. Lire la suiteUn titre", "Un texte.", "Un titre", False),
        ("Lire\xa0la\u202fsuite", "", "", True),
        ("Li\xadre la\u200b su\u2060ite", "", "", True),
        ("\u200fהמשך\u2009קריאה", "", "", True),
        ("Read\u200d mo\xadre: A title", "", "A title", True),
        ("„Ein Titel“ weiterlesen", "„Ein Titel“", "", True),
    ],
)
def test_more(line: str, before: str, after: str, spaced: bool) -> None:
    assert wordings.more(line) == wordings.More(before, after, spaced=spaced)


@pytest.mark.parametrize(
    "line", ["Un titre", "He likes to read more", "Les lectures de la suite", "Moreover, it rains"]
)
def test_no_more(line: str) -> None:
    assert wordings.more(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("par Hélène Garrec", "Hélène Garrec"),
        ("Publié le 24 octobre 2025 par La rédaction", "La rédaction"),
        ("By Ann Lee | News", "Ann Lee"),
        ("24 de outubro de 2025 por Rita Sá", "Rita Sá"),
        ("Paris sous la neige", None),
        ("par la fenêtre ouverte", None),
    ],
)
def test_author(line: str, name: str | None) -> None:
    assert wordings.author(line) == name


def test_marks_that_nobody_sees_hide_nothing() -> None:
    assert wordings.heading("Éti\xadquette\u200b\xa0: vélos") == wordings.Heading("vélos", "tag")
    assert wordings.is_meta("3\u202fcommen\xadtaires")
    assert wordings.author("Pu\u200bblié par Zoé Lam") == "Zoé Lam"


@pytest.mark.parametrize(
    "line", ["3 commentaires", "Posted in News | Leave a comment", "Schreibe einen Kommentar"]
)
def test_meta(line: str) -> None:
    assert wordings.is_meta(line)


@pytest.mark.parametrize(
    "line",
    [
        "Auteur Zoé LamPublié le 3 mai 2025Catégories Vélos, PontsLaisser un commentaire sur Où va le pont ?",
        "À la unePublié le 3 mai 2025Auteur Zoé LamÉtiquettes pontsLaisser un commentaire sur Un pont",
        "Posted on May 3, 2025Author Ann LeeTags bridgesLeave a comment on Where does it lead?",
    ],
)
def test_meta_that_extraction_has_glued(line: str) -> None:
    assert wordings.is_meta(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trois commentaires sur un film muet",
        "Le partage des eaux",
        "Le rapport publié dans la presse sera classé dans un tiroir",
        "iPhone et YouTube : ce qui change",
    ],
)
def test_no_meta(line: str) -> None:
    assert not wordings.is_meta(line)


@pytest.mark.parametrize("line", ["by", "Par :", "/ News / By", "3 mai 2025 · par"])
def test_a_line_that_announces_an_author(line: str) -> None:
    assert wordings.announces_author(line)


@pytest.mark.parametrize("line", ["News / By the river", "Bygone", "Stand by"])
def test_a_line_that_announces_nobody(line: str) -> None:
    assert not wordings.announces_author(line)


@pytest.mark.parametrize(
    "line", ["Copyright © 2026 Kurier. Powered by Foo.", "© Le Phare", "(pas de titre)", "← Précédent"]
)
def test_furniture(line: str) -> None:
    assert wordings.is_furniture(line)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le chat dort sur la table et il ne se réveille pas", "fr"),
        ("The cat sleeps on the table and it does not wake up", "en"),
        ("Die Katze schläft auf dem Tisch und wacht nicht auf", "de"),
        ("猫は机の上で眠る", "ja"),
        ("Xyzzy plugh", None),
    ],
)
def test_language_of(text: str, language: str | None) -> None:
    assert wordings.language_of(text) == language
