"""What tells an article that was edited from the next one of its series, over a table of both.

Of every row each scene is played: the article among neighbours, before and after. A measured share of what
is in doubt may go wrong; what is not in doubt may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rewording_samples import (
    EDITED_ALONE,
    EDITED_AND_MOVED,
    EDITED_IN_PLACE,
    EDITS,
    FOLLOWED,
    FOLLOWED_IN_PLACE,
    SERIES,
    Pair,
    pairs,
    scene,
)

from feeds.decide.identity import recognise
from feeds.decide.wording import Difference, difference
from feeds.record import Known, Record
from sources.entry import DateBasis, DateEvidence, Entry, Origin
from tests.captures import LANGUAGES, make_articles

NEWEST = datetime(2025, 10, 24, 12, tzinfo=UTC)
EDIT_PAIRS, SERIES_PAIRS = list(pairs(EDITS)), list(pairs(SERIES))
ON_TOP = {"on top", "on top, under new ones", "at the end"}
IN_DOUBT = {  # edits that are taken for new articles where new ones come, and a column that is taken for an edit
    "Voters reject the new stadium",
    "Câmara chumba nova ponte",
    "Search for missing climbers goes on",
    "Orages violents attendus sur le littoral",
}
COLUMN = "The week in pictures"


def remembered(entries: list[Entry], basis: DateBasis = DateBasis.ORDER) -> list[Known]:
    """What a store holds after that listing."""
    return [
        Known(
            record=Record(
                id=entry.url or f"tag:example.org,2025:{index}",
                published=NEWEST - timedelta(minutes=index),
                date_basis=basis,
                origin=Origin(name="Gazette"),
                url=entry.url,
                title=entry.title,
                excerpt=entry.excerpt,
            ),
            names=frozenset(filter(None, (entry.url, *entry.aliases))),
            owner="gazette",
            listed_by=frozenset({"gazette"}),
        )
        for index, entry in enumerate(entries)
    ]


def neighbours(pair: Pair) -> list[Entry]:
    articles = make_articles(pair.language if pair.language in LANGUAGES else "en", 10)
    text = pair.after.excerpt is not None
    return [Entry(title=one.title, excerpt=one.text if text else None) for one in articles]


def taken_for(pair: Pair, layout: tuple[str, str]) -> Entry | None:
    """The article before that the one after was taken for. Its neighbours must be recognised as ever."""
    before, after = scene(pair, layout, neighbours(pair))
    found = recognise(after, remembered(before), "gazette")
    titles = [one.record.title if one else None for one in found]
    place = after.index(pair.after)
    for at, entry in enumerate(after):
        assert at == place or titles[at] == (entry.title if entry in before else None)
    return next((entry for entry in before if entry.title == titles[place]), None)


def wrong(rows: list[Pair], scenes: Mapping[str, tuple[str, str]], *, same: bool) -> list[tuple[str, str]]:
    """The scenes in which an edit was taken for a new article, or else a new article for an old one."""
    return [
        (pair.before.title, name)
        for pair in rows
        for name, layout in scenes.items()
        if (taken_for(pair, layout) is not None) is not same
    ]


def test_an_edit_in_place_is_the_same_article() -> None:
    missed = wrong(EDIT_PAIRS, EDITED_IN_PLACE, same=True)
    assert {title for title, _ in missed} <= IN_DOUBT
    assert {name for _, name in missed} <= ON_TOP


def test_the_next_one_of_a_series_is_a_new_article() -> None:
    assert {title for title, _ in wrong(SERIES_PAIRS, FOLLOWED, same=False)} <= {COLUMN}


def test_another_day_or_number_is_a_new_article_even_in_its_place() -> None:
    rows = [pair for pair in SERIES_PAIRS if "names" not in pair.kind and pair.kind != "same title"]
    assert wrong(rows, FOLLOWED_IN_PLACE, same=False) == []


def test_most_edits_are_recognised_without_the_help_of_a_place() -> None:
    scenes = EDITED_AND_MOVED | EDITED_ALONE
    assert len(wrong(EDIT_PAIRS, scenes, same=True)) < 0.2 * len(EDIT_PAIRS) * len(scenes)


@given(data=st.data(), language=st.sampled_from(sorted(LANGUAGES)))
def test_edits_between_neighbours_and_instalments_on_top_never_mix(
    data: st.DataObject, language: str
) -> None:
    edits = data.draw(
        st.lists(st.sampled_from(EDIT_PAIRS), max_size=3, unique_by=lambda pair: pair.before.title)
    )
    series = data.draw(
        st.lists(st.sampled_from(SERIES_PAIRS), max_size=3, unique_by=lambda pair: pair.before.title)
    )
    series = [pair for pair in series if pair.before.title != pair.after.title and pair.after.excerpt]
    edits = [pair for pair in edits if pair.after.excerpt]
    stay = [Entry(title=one.title, excerpt=one.text) for one in make_articles(language, 12)]
    before, after = [stay[0]], [stay[0]]
    for at, pair in enumerate(edits):  # each between two that stay
        before += [pair.before, stay[at + 1]]
        after += [pair.after, stay[at + 1]]
    gone = data.draw(st.integers(0, len(series)))
    old = [pair.before for pair in series]
    before = [*old[:gone], *before, *old[gone:], *stay[8:]]
    after = [*(pair.after for pair in series), *after, *old[gone:], *stay[8:11]]
    same = {**{entry: entry for entry in after}, **{pair.after: pair.before for pair in edits}}
    expected = [None if entry in [pair.after for pair in series] else same[entry] for entry in after]
    known = remembered(before)
    found = recognise(after, known, "gazette")
    assert [one and before[known.index(one)] for one in found] == expected


@pytest.mark.parametrize(
    ("before", "after", "apart"),
    [
        ("Quake: 12 dead", "Quake: 35 dead", Difference.WORDING),
        ("Bilan : 1 200 blessés", "Bilan : 950 blessés", Difference.WORDING),
        ("Brest – Rennes (1-0)", "Brest – Rennes (2-0)", Difference.WORDING),
        ("Der Markt bleibt zu", "Der Markt bleibt bis Samstag zu", Difference.WORDING),
        ("Le 3 mars et le 4 mars", "Le 4 mars", Difference.WORDING),
        ("Marche de samedi", "Marche de samedi et dimanche", Difference.WORDING),
        ("Zelensky à Kiev", "Zelenskyy à Kyiv", Difference.WORDING),
        ("Drought ends in Kenya", "Drought ends in Chad", Difference.NAMES),
        ("Il mercato di Chieri", "Il mercato di Narni", Difference.NAMES),
        ("Strike: day 9", "Strike: day 10", Difference.INSTALMENT),
        ("Strike", "Strike: day 2", Difference.INSTALMENT),
        ("The trial (1/3)", "The trial (2/3)", Difference.INSTALMENT),
        ("Budget 2025", "Budget 2026", Difference.INSTALMENT),
        ("Étape 9e : le film", "Étape 10e : le film", Difference.INSTALMENT),
        ("J-3 avant l’éclipse", "J-2 avant l’éclipse", Difference.INSTALMENT),
        ("Podcast 41", "Podcast 42", Difference.INSTALMENT),
        ("Winds reach 41", "Winds reach 58", Difference.WORDING),
        ("Am Dienstagabend", "Am Mittwochabend", Difference.INSTALMENT),
        ("Počasí v sobotu", "Počasí v neděli", Difference.INSTALMENT),
        ("水曜の天気", "木曜の天気", Difference.INSTALMENT),
    ],
)
def test_what_sets_titles_apart(before: str, after: str, apart: Difference) -> None:
    assert difference(before, after, "", "") is apart


def test_a_name_that_either_text_knows_is_of_the_same_story() -> None:
    titles = "Minister meets Ortega in Lima", "Minister meets Ortega in Peru"
    assert difference(*titles, "The two spoke in Lima.", "The two spoke for an hour.") is Difference.NAMES
    assert difference(*titles, "The two spoke in Lima.", "The two spoke in Lima.") is Difference.WORDING
    assert difference(*titles, "He came to Peru by train.", "The two spoke.") is Difference.WORDING


STAY = [Entry(title=one.title, excerpt=one.text) for one in make_articles("en", 6)]


def found(after: list[Entry], known: list[Known]) -> list[int | None]:
    return [known.index(one) if one else None for one in recognise(after, known, "gazette")]


def test_a_number_in_the_address_tells_more_than_words() -> None:
    before = Entry(
        url="https://example.org/news/quake-12-dead-481516.html", title="Quake: 12 dead", excerpt="It shook."
    )
    edited = Entry(
        url="https://example.org/news/city-mourns-481516.html",
        title="The city mourns",
        excerpt="Flags hang low.",
    )
    follows = Entry(
        url="https://example.org/news/quake-35-dead-481620.html", title="Quake: 35 dead", excerpt="It shook."
    )
    known = remembered([before, *STAY])
    assert found([edited, *STAY], known)[0] == 0
    assert found([follows, *STAY], known)[0] is None
    post = Entry(title="Quake: 12 dead", excerpt="It shook.", aliases=("https://example.org/?p=17",))
    other = Entry(title="Quake: 35 dead", excerpt="It shook.", aliases=("https://example.org/?p=23",))
    assert found([other, *STAY], remembered([post, *STAY]))[0] is None


def test_a_number_that_several_addresses_share_is_no_article_s() -> None:
    before = [Entry(url=f"https://example.org/{place}-75001", title=place) for place in ("Baths", "Docks")]
    after = [Entry(url="https://example.org/parks-75001", title="Parks"), *before]
    assert found(after, remembered(before)) == [None, 0, 1]


COLUMN_TEXT = "All you need to know about the weather in your area, hour by hour, with maps and warnings."


def column(day: int) -> Entry:
    clue = DateEvidence(basis=DateBasis.DAY, year=2025, month=10, day=day)
    return Entry(title="The weather", excerpt=COLUMN_TEXT, dates=(clue,))


@pytest.mark.parametrize(
    "layout", [("b0123", "ab012"), ("0123b", "a0123"), ("b0123", "a0123"), ("01b23", "a0123")]
)
def test_a_column_of_a_later_day_is_new_though_it_says_the_same(layout: tuple[str, str]) -> None:
    pair = Pair("en", "column", column(24), column(25))
    before, after = scene(pair, layout, STAY)
    known = [
        one if one.record.title != "The weather" else remembered([column(24)], DateBasis.DAY)[0]
        for one in remembered(before)
    ]
    assert found(after, known)[after.index(pair.after)] is None


@pytest.mark.parametrize(("days", "expected"), [((24, 23), [1, 2]), ((25, 24), [0, 1]), ((23,), [2])])
def test_columns_that_say_the_same_are_told_apart_by_their_days(
    days: tuple[int, ...], expected: list[int]
) -> None:
    known = [
        replace(one, record=replace(one.record, id=str(day), published=NEWEST + timedelta(days=day - 24)))
        for day in (25, 24, 23)
        for one in remembered([column(day)], DateBasis.DAY)
    ]
    assert found([*map(column, days), *STAY], [*known, *remembered(STAY)])[: len(days)] == expected


def test_days_that_all_are_shown_otherwise_double_nothing() -> None:
    def of(day: int, article: Entry) -> Entry:
        clue = DateEvidence(basis=DateBasis.DAY, year=2025, month=10, day=day)
        return Entry(title=article.title, excerpt=article.excerpt, dates=(clue,))

    known = remembered([of(24, one) for one in STAY], DateBasis.DAY)
    assert NEWEST.date() == date(2025, 10, 24)
    assert found([of(25, one) for one in STAY], known) == list(range(len(STAY)))


def addressed(entry: Entry, slug: str, host: str = "example.org") -> Entry:
    return replace(entry, url=f"https://{host}/{slug}/")


WEATHER = Entry(title="The weather", excerpt=COLUMN_TEXT)
ADDRESSED = [addressed(one, f"article-{letter}") for letter, one in zip("abcdef", STAY, strict=True)]


@pytest.mark.parametrize(
    "layout", [("01234b", "a01234"), ("0123bB", "a0123b"), ("012345b", "a01234"), ("01b2", "a012")]
)
def test_a_column_with_an_address_for_each_day_is_new_each_time(layout: tuple[str, str]) -> None:
    cast = {str(number): one for number, one in enumerate(ADDRESSED)}
    cast |= {
        sign: addressed(WEATHER, f"weather-{day}") for sign, day in (("B", "fri"), ("b", "sat"), ("a", "sun"))
    }
    before, after = ([cast[sign] for sign in signs] for signs in layout)
    assert found(after, remembered(before))[0] is None


def test_a_column_that_stands_there_with_others_of_its_name_is_new_each_time() -> None:
    days = [addressed(WEATHER, f"weather-{day}") for day in ("sun", "sat", "fri", "thu")]
    assert found([days[0], *ADDRESSED], remembered([days[1], *ADDRESSED, *days[2:]]))[0] is None


def test_a_new_address_in_its_place_is_the_same_article() -> None:
    known = remembered(ADDRESSED)
    for place, entry in enumerate(ADDRESSED):
        moved = replace(entry, url="https://example.org/quite-another-slug/")
        assert found([*ADDRESSED[:place], moved, *ADDRESSED[place + 1 :]], known) == list(range(6))
        retold = replace(moved, title=f"{entry.title}, at last")
        assert found([*ADDRESSED[:place], retold, *ADDRESSED[place + 1 :]], known) == list(range(6))


def test_a_site_that_moves_keeps_its_articles() -> None:
    moved = [
        addressed(one, f"archive/{letter}", "example.net") for letter, one in zip("abcdef", STAY, strict=True)
    ]
    new = addressed(
        Entry(title="We have moved", excerpt="Our articles stand elsewhere now."), "moved", "example.net"
    )
    assert found([new, *moved[:5]], remembered(ADDRESSED)) == [None, 0, 1, 2, 3, 4]


def test_a_count_under_a_new_address_is_of_the_same_article_only_in_its_place() -> None:
    texts = (
        "The ministry counted forty new cases in the hospitals of the north since yesterday.",
        "The ministry counted fifty-two new cases in the country; schools stay closed until further notice.",
    )
    old, new = (
        addressed(Entry(title=f"Flu: {number} cases", excerpt=text), f"flu-{number}")
        for number, text in zip((40, 52), texts, strict=True)
    )
    assert found([new, *ADDRESSED], remembered([old, *ADDRESSED]))[0] is None
    assert found([ADDRESSED[0], new, *ADDRESSED[1:]], remembered([ADDRESSED[0], old, *ADDRESSED[1:]]))[1] == 1


def test_a_text_that_other_articles_have_proves_nothing() -> None:
    stock = (
        "Watch it again on our channel whenever you like, with subtitles in four languages and for the blind."
    )
    films = [
        Entry(title=title, excerpt=stock)
        for title in ("The baker of the port", "A winter with owls", "Rust and rye")
    ]
    known = remembered([films[0], *STAY[:3], films[1], *STAY[3:]])
    assert found([films[2], *STAY[:3], films[1], *STAY[3:]], known)[0] is None


def test_a_title_that_comes_again_and_again_is_a_column_s() -> None:
    texts = (
        "A pike, and how to fry it.",
        "Plums in the oven, with thyme.",
        "Bread without kneading.",
        "Cold soups.",
    )
    weeks = [Entry(title="From our kitchen", excerpt=text) for text in texts]
    known = remembered([weeks[0], *STAY, *weeks[1:3]])
    assert found([weeks[3], *STAY], known)[0] is None
