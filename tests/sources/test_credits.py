"""Agencies and papers that an article names, told from what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.credits import credit_line, split_byline, split_credits


@pytest.mark.parametrize(
    ("text", "rest", "names"),
    [
        ("Fin.(Source : Reuters).", "Fin.", ["Reuters"]),
        ("« Fin. »(Avec : AFP).", "« Fin. »", ["AFP"]),
        ("Fin (avec AFP)", "Fin", ["AFP"]),
        ("Fin (avec l’AFP et Reuters).", "Fin.", ["AFP", "Reuters"]),
        ("Ende. (Quelle: dpa)", "Ende.", ["dpa"]),
        ("End. (Source: Reuters)", "End.", ["Reuters"]),
        ("Fin. (Fuente: EFE, Europa Press)", "Fin.", ["EFE", "Europa Press"]),
        ("Fine. (Fonte: ANSA)", "Fine.", ["ANSA"]),
        ("Fim. (Fonte: Lusa / AFP)", "Fim.", ["Lusa", "AFP"]),
        ("Конец. (Источник: ТАСС)", "Конец.", ["ТАСС"]),
        ("End. (Reuters/AP)", "End.", ["Reuters", "AP"]),
        ("Source : Le Petit Journal", "", ["Le Petit Journal"]),
        ("Il est venu (avec sa sœur).", "Il est venu (avec sa sœur).", []),
        ("Une somme (12 %) est prévue.", "Une somme (12 %) est prévue.", []),
        ("Source de joie : le vélo.", "Source de joie : le vélo.", []),
        # a line of its own
        ("Sources : AFP, Reuters", "", ["AFP", "Reuters"]),
        ("Source(s) : AFP et Le Monde", "", ["AFP", "Le Monde"]),
        ("Source: harbour-news.example", "", ["harbour-news.example"]),
        ("Источник: РИА Новости", "", ["РИА Новости"]),
        ("Avec l’AFP", "", ["AFP"]),
        ("Avec La Croix et l’AFP", "", ["La Croix", "AFP"]),
        ("Avec les agences", "", ["agences"]),
        ("with Reuters and AP", "", ["Reuters", "AP"]),
        ("mit dpa/AFP", "", ["dpa", "AFP"]),
        ("Con información de EFE.", "", ["EFE"]),
        ("[AFP]", "", ["AFP"]),
        ("（来源：新华社）", "", ["新华社"]),
        # behind the last sentence
        ("Fin. Source : AFP", "Fin.", ["AFP"]),
        ("Fin !Source : AFP, Reuters.", "Fin !", ["AFP", "Reuters"]),
        ("Fin. Avec AFP", "Fin.", ["AFP"]),
        ("The end. With Reuters", "The end.", ["Reuters"]),
        ("Ende. Mit dpa", "Ende.", ["dpa"]),
        ("Fine – ANSA", "Fine", ["ANSA"]),
        ("Ce texte est coupé… Source : AFP", "Ce texte est coupé…", ["AFP"]),
        ("Fin. (Reuters) Avec AFP", "Fin.", ["Reuters", "AFP"]),
        # no notes
        ("Avec la pluie", "Avec la pluie", []),
        ("Avec Le Monde", "Avec Le Monde", []),
        ("Un accord signé avec Reuters.", "Un accord signé avec Reuters.", []),
        ("Il signe. Avec l’AFP, il prévoit plus.", "Il signe. Avec l’AFP, il prévoit plus.", []),
        ("Qui parle ? Une source : le maire a dit non.", "Qui parle ? Une source : le maire a dit non.", []),
    ],
)
def test_split_credits(text: str, rest: str, names: list[str]) -> None:
    found, credits_ = split_credits(text)
    assert (found, [credit.name for credit in credits_]) == (rest, names)


@pytest.mark.parametrize(
    ("line", "rest", "names"),
    [
        ("Par Zoé Lam avec AFP", "Par Zoé Lam", ["AFP"]),
        ("Par Le Phare, avec l’AFP et Reuters", "Par Le Phare", ["AFP", "Reuters"]),
        ("Von Jana Ott/dpa", "Von Jana Ott", ["dpa"]),
        ("By Ann Lee | AP", "By Ann Lee", ["AP"]),
        ("Par La rédaction (avec AFP)", "Par La rédaction", ["AFP"]),
        ("Par Avec Moulin", "Par Avec Moulin", []),
    ],
)
def test_split_byline(line: str, rest: str, names: list[str]) -> None:
    found, credits_ = split_byline(line)
    assert (found, [credit.name for credit in credits_]) == (rest, names)


@given(st.text() | st.lists(st.sampled_from([*"([:/)]. ,", "Source : ", "avec ", "AFP", "x"])).map("".join))
def test_any_text_is_split_without_an_error(text: str) -> None:
    rest, names = split_credits(text)
    assert len(rest) <= len(text)
    assert names or rest == text
    assert not credit_line(text) or not rest
    assert all(name.name.strip() for name in names)
