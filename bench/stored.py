"""Publications of any size for the benches: settings, and a store filled without visiting anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

from feeds.record import Known, Record
from feeds.store import entries, open_store
from feeds.store.chunks import chunks
from sources.entry import Credit, DateBasis, Origin, Person, Tag

SITE = "https://feeds.example.org/"
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
TOGETHER = 1000  # entries a transaction

HEAD = """[site]
title = "Bench"
url = "{site}"
language = "fr"

[publish]
compress = {compress}
"""
EACH = '[[source]]\nname = "source-{0}"\nlocation = "list-{0}.html"\nurl = "https://news-{0}.example.org/"\n'

WORDS = [
    "pont",
    "tramway",
    "mairie",
    "ligne",
    "rivière",
    "travaux",
    "conseil",
    "quartier",
    "marché",
    "école",
    "gare",
    "place",
    "hiver",
    "projet",
    "vote",
    "budget",
    "concert",
    "musée",
    "forêt",
    "incendie",
    "neige",
    "récolte",
    "port",
    "navire",
    "village",
    "fête",
    "budget",
    "théâtre",
    "lecture",
    "enquête",
    "tribunal",
    "avocat",
    "hôpital",
    "médecin",
    "vaccin",
    "étude",
    "chercheur",
    "climat",
    "pluie",
    "vent",
    "orage",
    "inondation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One entry as `feeds.store.entries.save` takes it."""

    record: Record
    names: frozenset[str]
    tags: frozenset[Tag]
    owner: str
    before: Known | None = None


def write_settings(folder: Path, *, sources: int, compress: str = '["gzip", "br"]', more: str = "") -> Path:
    """A tagwire.toml in `folder` with so many sources."""
    path = folder / "tagwire.toml"
    each = "".join(EACH.format(number) for number in range(sources))
    path.write_text(HEAD.format(site=SITE, compress=compress) + each + more)
    return path


def fill(folder: Path, *, entries_: int, tags: int, sources: int) -> None:
    """Store so many entries below `folder`, each with two of the tags, four minutes apart.

    In a process of its own: the memory of one that starts a command counts as that of the command.
    """
    filling = get_context("spawn").Process(target=_fill, args=(folder, entries_, tags, sources))
    filling.start()
    filling.join()
    if filling.exitcode:
        raise RuntimeError(f"the store could not be filled: exit status {filling.exitcode}")


def _fill(folder: Path, entries_: int, tags: int, sources: int) -> None:
    store = open_store(f"sqlite:///{folder}/tagwire.db")
    for some in chunks(_kept(entries_, tags, sources), TOGETHER):
        with store.transaction() as db:
            for source, of_source in _by_owner(some).items():
                entries.save(db, source, of_source, BEGIN)
    store.close()


def _by_owner(some: list[Kept]) -> dict[str, list[Kept]]:
    found: dict[str, list[Kept]] = {}
    for one in some:
        found.setdefault(one.owner, []).append(one)
    return found


def _kept(entries_: int, tags: int, sources: int) -> Iterator[Kept]:
    random = Random(1)  # always the same
    for number in range(entries_):
        source = number % sources
        url = f"https://news-{source}.example.org/{number}"
        slugs = {f"tag-{number % tags}", f"tag-{(number * 7 + 1 + number // tags) % tags}"}
        given = frozenset(Tag(slug=slug, label=slug.replace("-", " ")) for slug in slugs)
        record = Record(
            id=url,
            url=url,
            published=BEGIN + timedelta(minutes=4 * number),
            date_basis=DateBasis.STATED,
            origin=Origin(name=f"news-{source}.example.org", url=f"https://news-{source}.example.org/"),
            title=_words(random, 9),
            excerpt=_words(random, 45) + ".",
            authors=(Person(name=f"{random.choice(WORDS)} {random.choice(WORDS)}".title()),),
            credits=(Credit(name="Reuters"),) if number % 3 else (),
            tags=tuple(sorted(given, key=lambda tag: tag.slug)),
        )
        yield Kept(record=record, names=frozenset({url}), tags=given, owner=f"source-{source}")


def _words(random: Random, count: int) -> str:
    return " ".join(islice(iter(lambda: random.choice(WORDS), None), count)).capitalize()
