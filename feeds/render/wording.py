"""The words Tagwire itself writes, a table a language. What the sources wrote is never translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Patterns for `str.format`; the keys of `articles` are CLDR plural categories."""

    language: str
    source: str
    rights: str
    articles: Mapping[str, str]
    latest: str
    empty: str
    no_feeds: str
    feeds: str
    all_feeds: str
    subscribe: str
    address: str
    estimated: str
    estimated_why: str
    tags: str
    not_found: str
    not_found_why: str
    home: str
    about_all: str
    about_source: str
    about_tag: str


ENGLISH = Wording(
    language="en",
    source="Source: {names}",
    rights="The articles belong to their authors and publishers.",
    articles={"one": "{count} article", "other": "{count} articles"},
    latest="latest {date}",
    empty="No article yet. This page and its feeds fill as soon as one appears.",
    no_feeds="No feed yet.",
    feeds="Feeds",
    all_feeds="All feeds as one OPML file",
    subscribe="Subscribe",
    address="Address for your feed reader",
    estimated="estimated date",
    estimated_why="The source gives no date for this article; it was worked out from the text and the order.",
    tags="Tags",
    not_found="Page not found",
    not_found_why="There is no page and no feed at this address.",
    home="See all feeds",
    about_all="Everything that {site} collects.",
    about_source="Articles from {label}, collected by {site}.",
    about_tag="Articles tagged “{label}”, collected by {site}.",
)

FRENCH = Wording(
    language="fr",
    source="Source\u00a0: {names}",
    rights="Les articles appartiennent à leurs auteurs et à leurs éditeurs.",
    articles={"one": "{count} article", "other": "{count} articles"},
    latest="dernier le {date}",
    empty="Pas encore d’article. Cette page et ses flux se rempliront dès qu’il en paraîtra un.",
    no_feeds="Pas encore de flux.",
    feeds="Flux",
    all_feeds="Tous les flux en un fichier OPML",
    subscribe="S’abonner",
    address="Adresse pour votre lecteur de flux",
    estimated="date estimée",
    estimated_why="La source ne date pas cet article\u00a0; la date est déduite du texte et de l’ordre.",
    tags="Mots-clés",
    not_found="Page introuvable",
    not_found_why="Il n’y a ni page ni flux à cette adresse.",
    home="Voir tous les flux",
    about_all="Tout ce que {site} rassemble.",
    about_source="Les articles de {label}, rassemblés par {site}.",
    about_tag="Les articles sous le mot-clé «\u00a0{label}\u00a0», rassemblés par {site}.",
)

_BY_LANGUAGE = {wording.language: wording for wording in (ENGLISH, FRENCH)}


def wording_for(language: str) -> Wording:
    """The table for a BCP 47 tag, by its primary language; English where there is none."""
    return _BY_LANGUAGE.get(language.partition("-")[0].lower(), ENGLISH)
