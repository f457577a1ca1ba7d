"""Captures of listing pages, made to order, saved by hand, and bad."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sources.adapters import capture
from sources.credits import split_credits
from sources.entry import Document, Dropped, Entry, Listing
from sources.errors import NoArticles, SourceError, UnreadableDocument
from sources.text import tag_of
from tests.captures import LANGUAGES, Style, capture_text, in_full, make_articles

CASES = Path(__file__).parents[2] / "data" / "capture"
EXAMPLES = max(300, settings().max_examples)
AGENCIES = (None, "AFP", "Reuters")


def document(data: bytes | str, **stated: str | None) -> Document:
    data = data.encode() if isinstance(data, str) else data
    return Document(data=data, location="page.txt", captured=datetime(2025, 5, 31, tzinfo=UTC), **stated)


def read(data: bytes | str) -> Listing:
    return capture.read(document(data))


def titles(listing: Listing) -> list[str]:
    return [entry.title for entry in listing.entries]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("glued", [False, True])
def test_every_article_comes_out_once_in_order(language: str, style: Style, glued: bool) -> None:
    for count, heading, framed in product((3, 7, 40), (None, "vélos"), (False, True)):
        articles = make_articles(language, count, agencies=AGENCIES)
        listing = read(
            capture_text(
                articles, language=language, style=style, heading=heading, glued=glued, framed=framed
            )
        )
        assert titles(listing) == [article.title for article in articles]
        assert listing.language == language
        assert (listing.tag and listing.tag.slug) == (heading and "velos")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", [style for style in Style if style is not Style.CUT])
def test_excerpts_are_the_texts_without_note_and_link(language: str, style: Style) -> None:
    articles = make_articles(language, 9, agencies=AGENCIES)
    listing = read(capture_text(articles, language=language, style=style, glued=style is Style.TITLED))
    found = [(entry.excerpt, [credit.name for credit in entry.credits]) for entry in listing.entries]
    assert found == [(article.text, [article.agency] if article.agency else []) for article in articles]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_breaks_off_keeps_the_mark(language: str) -> None:
    articles = make_articles(language, 5)
    listing = read(capture_text(articles, language=language, style=Style.CUT))
    for entry, article in zip(listing.entries, articles, strict=True):
        assert entry.excerpt is not None
        assert entry.excerpt.endswith("…")
        assert article.text.startswith(entry.excerpt.removesuffix("…"))
        assert entry.content is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("glued", [False, True])
@pytest.mark.parametrize("place", [3, 9])
def test_an_article_in_full_has_content(language: str, glued: bool, place: int) -> None:
    articles = make_articles(language, 10)
    articles[place] = in_full(articles[place], language)
    listing = read(capture_text(articles, language=language, style=Style.TITLED, heading="x", glued=glued))
    assert titles(listing) == [article.title for article in articles]
    whole = [entry for entry in listing.entries if entry.content]
    assert [entry.title for entry in whole] == [articles[place].title]
    content = whole[0].content or ""
    assert re.findall(r"<(p|h3|li)>", content) == ["p", "h3", "p", "li", "li", "h3", "p"]
    assert content.count("<ul>") == 1
    assert (whole[0].excerpt or "").startswith(articles[place].text)


SHORT_TITLES = {
    "fr": ["Direct", "Météo", "Un bac vers Cork", "En bref", "JO 2028"],
    "en": ["Live", "Weather", "A ferry to Cork", "Obituary"],
    "de": ["Wetter", "Eine Fähre nach Cork", "Kurz notiert"],
    "es": ["En vivo", "El tiempo", "Un ferri a Cork"],
    "pt": ["Direto", "Um ferry para Cork"],
    "it": ["Meteo", "Un traghetto per Cork"],
    "ru": ["Погода", "Паром в Корк"],
}


@pytest.mark.parametrize(
    ("language", "title"), [(code, title) for code in SHORT_TITLES for title in SHORT_TITLES[code]]
)
@pytest.mark.parametrize("style", Style)
def test_a_short_title_is_a_title(language: str, title: str, style: Style) -> None:
    for place, framed in product((0, 2), (False, True)):
        articles = make_articles(language, 5)
        articles[place] = replace(articles[place], title=title)
        text = capture_text(articles, language=language, style=style, framed=framed, glued=framed)
        assert titles(read(text)) == [article.title for article in articles]


@pytest.mark.parametrize("style", [Style.TITLED, Style.QUOTED])
def test_titles_that_only_links_carry(style: Style) -> None:
    articles = make_articles("fr", 5)
    text = capture_text([replace(article, title="") for article in articles], language="fr", style=Style.BARE)
    link = "Lire la suite" if style is Style.TITLED else "Lire la suite de «"
    for article in articles:
        named = f"{link} {article.title}{' »' * (style is Style.QUOTED)}"
        text = text.replace("Lire la suite\n", named + "\r", 1)
    assert titles(read(text)) == [article.title for article in articles]


@pytest.mark.parametrize("in_prose", [False, True])
def test_the_dates_of_a_list_tell_the_order_of_their_numbers(in_prose: bool) -> None:
    for numbers, days in (
        (("16/05/2025", "05/05/2025", "04/05/2025"), ((5, 16), (5, 5), (5, 4))),
        (("05/16/2025", "05/05/2025", "05/04/2025"), ((5, 16), (5, 5), (5, 4))),
    ):
        articles = [
            replace(article, text=f"On {label} it rained. {article.text}")
            if in_prose
            else replace(article, date=f"Posted on {label}")
            for article, label in zip(make_articles("en", 3), numbers, strict=True)
        ]
        entries = read(capture_text(articles, language="en", style=Style.BARE)).entries
        assert tuple((entry.dates[0].month, entry.dates[0].day) for entry in entries) == days
        assert {entry.language for entry in entries} == {"en"}


@pytest.mark.parametrize("style", [Style.BARE, Style.TITLED, Style.NONE])
def test_category_and_date_above_the_title_belong_to_it(style: Style) -> None:
    above = ("Nature", "Ponts Culture", "Sport", "Culture", "Ponts Sport")
    days = (24, 22, 9, 7, 2)
    articles = make_articles("fr", 5)
    text = "Accueil\nSport\nCulture\n"
    for article, category, day in zip(articles, above, days, strict=True):
        text += f"{category}\n{day} octobre 2025 Zoé Lam\n"
        text += capture_text([article], language="fr", style=style)
    listing = read(text + "← Précédent\nCopyright © 2026 Le Phare. Propulsé par ColorFoo et WordPress.\n")
    assert [(entry.title, entry.excerpt) for entry in listing.entries] == [
        (a.title, a.text) for a in articles
    ]
    assert [entry.dates[0].day for entry in listing.entries] == list(days)


FORMS = {
    "dates lead in titles": "{date} – {title}\n{text}\n",
    "dates behind titles": "{title} ({date})\n{text}\n",
    "titles and dates alone": "{title} – {date}\n",
    "dates above titles alone": "{date}\n{title}\n",
    "bullets before titles": "- {title}\n  {text}\n",
    "bullets before titles alone": "* {title}\n",
    "numbers before titles": "{number}. {title}\n{text}\n",
    "titles alone": "{title}\n",
    "captions": "{title}\nPhoto : Zoé Lam/AFP\n{text}\n",
    "rights": "{title}\n© AFP\n{text}\nLire la suite\n",
    "reading time": "{title}\n{number} min\n{text}\n",
    "buttons": "{title}\n{text}\nFacebook\nWhatsApp\n",
    "quoted": "> {title}\n> {text}\n",
    "Markdown": "## [{title}](https://x.example/{number})\n\n{date}\n\n{text}\n\n[Lire la suite](https://x.example/)\n",
}
MONTHS = {
    "fr": "{} octobre 2025",
    "de": "{}. Oktober 2025",
    "en": "October {}, 2025",
    "ru": "{} октября 2025",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", MONTHS)
def test_lists_of_other_forms(form: str, language: str) -> None:
    articles, days = make_articles(language, 6), (24, 22, 9, 7, 3, 2)
    text = "".join(
        FORMS[form].format(
            title=article.title, text=article.text, number=number, date=MONTHS[language].format(day)
        )
        for number, (article, day) in enumerate(zip(articles, days, strict=True), start=1)
    )
    entries = read(text).entries
    assert [entry.title for entry in entries] == [article.title for article in articles]
    if "{text}" in FORMS[form]:
        assert [entry.excerpt for entry in entries] == [article.text for article in articles]
    if "{date}" in FORMS[form]:
        assert [entry.dates[0].day for entry in entries] == list(days)


def test_emphasis_is_no_part_of_a_title() -> None:
    articles = make_articles("en", 4)
    text = capture_text(articles, language="en", style=Style.NONE)
    for marked in ("_clarinets_", "*clarinets*", "__clarinets__"):
        assert titles(read(text.replace("clarinets", marked))) == [a.title for a in articles]
    assert "snake_case_name" in titles(read(text.replace("three clarinets", "snake_case_name")))[1]


@pytest.mark.parametrize("below", ["Zoé Lam", "Vélos, Société", "dans Culture", "Zoé Lam\nCulture"])
def test_what_stands_below_a_date_is_about_the_article(below: str) -> None:
    articles = [
        replace(article, date=f"{day} octobre 2025\n{below}")
        for day, article in zip((24, 22, 9, 7, 2), make_articles("fr", 5), strict=True)
    ]
    listing = read(capture_text(articles, language="fr", style=Style.NONE))
    assert [(entry.title, entry.excerpt) for entry in listing.entries] == [
        (a.title, a.text) for a in articles
    ]
    assert [entry.dates[0].day for entry in listing.entries] == [24, 22, 9, 7, 2]


NOTES = {
    "fr": ["Source : AFP", "(AFP)", "(Avec : Reuters)", "Avec l’AFP", "Sources : AFP, Reuters"],
    "en": ["Source: AP", "(Reuters)", "With AP and Reuters"],
    "de": ["Quelle: dpa", "Mit dpa", "[dpa/AFP]"],
    "es": ["Fuente: EFE", "Con información de EFE"],
    "ru": ["Источник: ТАСС", "(Интерфакс)"],
}


@pytest.mark.parametrize(("language", "note"), [(code, note) for code in NOTES for note in NOTES[code]])
@pytest.mark.parametrize("style", [style for style in Style if style is not Style.CUT])
@pytest.mark.parametrize("before", ["\n", " "], ids=["own line", "behind the text"])
def test_a_credit_that_stands_under_every_article_is_each_one_s(
    language: str, note: str, style: Style, before: str
) -> None:
    articles = make_articles(language, 5)
    noted = [replace(article, text=article.text + before + note) for article in articles]
    listing = read(capture_text(noted, language=language, style=style))
    assert [(entry.title, entry.excerpt) for entry in listing.entries] == [
        (a.title, a.text) for a in articles
    ]
    assert all(entry.credits == split_credits(note)[1] != () for entry in listing.entries)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_credit_above_the_text_breaks_no_article(language: str) -> None:
    articles = make_articles(language, 4)
    note = NOTES[language][0]
    noted = [replace(article, text=f"{note}\n{article.text}") for article in articles]
    listing = read(capture_text(noted, language=language, style=Style.BARE))
    assert [(entry.title, entry.excerpt) for entry in listing.entries] == [
        (a.title, a.text) for a in articles
    ]
    assert all(entry.credits for entry in listing.entries)


def test_a_title_that_looks_like_a_credit_stays_one() -> None:
    articles = make_articles("es", 3)
    articles[1] = replace(articles[1], title="Fuente: el agua vuelve a la plaza")
    listing = read(capture_text(articles, language="es", style=Style.TITLED))
    assert titles(listing) == [article.title for article in articles]


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_saved_captures(case: str) -> None:
    expected = json.loads((CASES / case / "expected.json").read_text("utf-8"))
    listing = read((CASES / case / "input.txt").read_bytes())
    assert listing.language == expected["language"]
    assert (listing.tag and listing.tag.slug) == expected["tag"]
    assert [
        described(entry, wanted) for entry, wanted in zip(listing.entries, expected["entries"], strict=True)
    ] == (expected["entries"])


def described(entry: Entry, wanted: dict[str, object]) -> dict[str, object]:
    """Of the entry, what the expectation speaks of."""
    date = entry.dates[0] if entry.dates else None
    everything = {
        "title": entry.title,
        "excerpt": entry.excerpt,
        "credits": [credit.name for credit in entry.credits],
        "authors": [person.name for person in entry.authors],
        "day": date and [date.year, date.month, date.day],
    }
    return {key: everything[key] for key in wanted}


def test_a_repeated_article_is_one() -> None:
    articles = make_articles("fr", 5)
    text = capture_text(articles, language="fr", style=Style.BARE)
    featured = capture_text(articles[:1], language="fr", style=Style.BARE)
    assert titles(read(featured + text)) == [article.title for article in articles]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", [Style.BARE, Style.TITLED, Style.NONE])
def test_two_articles_of_one_title_are_two(language: str, style: Style) -> None:
    articles = make_articles(language, 4)
    articles[2] = replace(articles[2], title=articles[0].title)
    listing = read(capture_text(articles, language=language, style=style))
    assert [(entry.title, entry.excerpt) for entry in listing.entries] == [
        (a.title, a.text) for a in articles
    ]
    assert not listing.dropped


def test_an_article_shown_twice_is_counted() -> None:
    articles = make_articles("fr", 5)
    cut = replace(articles[3], text=articles[3].text[:60] + " …")
    listing = read(capture_text([cut, *articles], language="fr", style=Style.BARE))
    assert sorted(titles(listing)) == sorted(article.title for article in articles)
    assert {entry.excerpt for entry in listing.entries} == {article.text for article in articles}
    assert listing.dropped == (Dropped(reason="shown more than once", count=1),)


CATEGORIES = {
    "fr": ["Catégorie : {}", "Archives de la catégorie {}", "Rubrique : {}", "Rubrique {}"],
    "en": ["Category: {}", "Category Archives: {}", "Section: {}"],
    "de": ["Kategorie: {}", "Archiv der Kategorie: {}", "Rubrik: {}"],
    "es": ["Categoría: {}"],
    "ru": ["Рубрика: {}"],
}


@pytest.mark.parametrize(
    ("language", "heading"), [(code, heading) for code in CATEGORIES for heading in CATEGORIES[code]]
)
@pytest.mark.parametrize("style", [Style.BARE, Style.TITLED, Style.NONE])
def test_a_category_s_heading_names_a_tag(language: str, heading: str, style: Style) -> None:
    articles = make_articles(language, 5)
    text = capture_text(articles, language=language, style=style)
    listing = read(f"{heading.format('Politik & Co')}\n{text}")
    assert listing.tag == tag_of("Politik & Co")
    assert titles(listing) == [article.title for article in articles]


def test_the_category_of_each_article_is_not_the_list_s() -> None:
    categories = ("Culture", "Sport", "Culture", "Nature", "Sport")
    articles = [
        replace(article, date=f"Catégorie : {category}")
        for article, category in zip(make_articles("fr", 5), categories, strict=True)
    ]
    for style in (Style.NONE, Style.BARE):
        listing = read(capture_text(articles, language="fr", style=style, heading="vélos"))
        assert listing.tag == tag_of("vélos")
        assert [(e.title, e.excerpt) for e in listing.entries] == [(a.title, a.text) for a in articles]
        assert read(capture_text(articles, language="fr", style=style)).tag is None


def test_a_list_beside_does_not_name_articles() -> None:
    articles = make_articles("en", 5)
    beside = "Recent Posts\n- A title from another page\n- One more title from elsewhere\n"
    text = beside + capture_text(articles, language="en", style=Style.NONE)
    assert titles(read(text)) == [article.title for article in articles]


def test_a_title_that_begins_like_a_link_is_a_title() -> None:
    articles = make_articles("en", 3)
    text = "Read more books, says the new librarian\nShe has a list for every age.\n"
    text += capture_text(articles, language="en", style=Style.NONE)
    assert titles(read(text))[0] == "Read more books, says the new librarian"


def test_line_ends_do_not_matter() -> None:
    text = capture_text(make_articles("fr", 6), language="fr", glued=True)
    assert read(text.replace("\n", "\r")) == read(text.replace("\n", "\r\n")) == read(text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("language", ["fr", "de", "pt"])
def test_encodings_do_not_matter(language: str, encoding: str) -> None:
    text = capture_text(make_articles(language, 6), language=language, glued=True)
    assert read(text.encode(encoding)) == read(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1251", "koi8-r"])
def test_encodings_of_other_scripts(encoding: str) -> None:
    text = capture_text(make_articles("ru", 8), language="ru", style=Style.BARE).replace("’", "'")
    assert titles(read(text.encode(encoding))) == titles(read(text))


@pytest.mark.parametrize("mark", ["\xad", "\u200b", "\u2060", "\ufeff"])
@pytest.mark.parametrize("style", [Style.TITLED, Style.QUOTED, Style.CUT])
def test_marks_that_nobody_sees_do_not_matter(style: Style, mark: str) -> None:
    text = capture_text(make_articles("fr", 5), language="fr", style=style, heading="vélos", glued=True)
    marked = re.sub("(?<=[a-zé])(?=[tl])", mark, text)
    assert marked.count(mark) >= 40
    assert read(marked) == read(text)


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\u2028"])
def test_a_soft_break_splits_no_title(mark: str) -> None:
    articles = make_articles("en", 4)
    text = capture_text(articles, language="en", style=Style.NONE)
    assert titles(read(text.replace(" looks for", f"{mark}looks for"))) == [a.title for a in articles]


def test_a_direction_ends_with_its_title() -> None:
    articles = make_articles("en", 4)
    text = capture_text(articles, language="en", style=Style.BARE).replace("Brass", "\u202eBrass")
    assert titles(read(text)) == [article.title for article in articles]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n",
        b"\xef\xbb\xbf",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0\\r\xa8f",
        b"\x1f\x8b\x08\0" + bytes(range(256)) * 4,
        b"\0" * 500,
        bytes(range(1, 32)) * 40,
        b"a" * (capture.LARGEST + 1),
    ],
    ids=["empty", "white", "bom", "png", "gzip", "nul", "controls", "large"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"\Apage\.txt: [^\n]+\Z"):
        read(data)


@pytest.mark.parametrize("text", ["x", "Accueil\nSport\nCulture\n", "....\n----\n", "Lire la suite\n"])
def test_a_text_without_articles_says_so(text: str) -> None:
    with pytest.raises(NoArticles, match=r"\Apage\.txt: no article[^\n]+\Z"):
        read(text)


@pytest.mark.parametrize(
    "poison", ["\x00", "\x08", "\x1b[31m", "\udc80", "\ufffe", "]]>", "\u202e", "<script>", "&"]
)
def test_a_poisoned_article_costs_nothing_else(poison: str) -> None:
    articles = make_articles("fr", 5)
    text = capture_text(articles, language="fr", style=Style.BARE)
    poisoned = text.replace("clarinettes\n", f"cla{poison}rinettes\n").encode("utf-8", "surrogatepass")
    listing = read(poisoned)
    assert [*titles(listing)[:1], *titles(listing)[2:]] == [a.title for a in (articles[0], *articles[2:])]
    assert titles(listing)[1].endswith("rinettes")
    assert_xml(listing)


def test_content_is_escaped() -> None:
    articles = make_articles("en", 6)
    articles[5] = in_full(articles[5], "en")
    text = capture_text(articles, language="en").replace("flour", "<script>alert(1)</script> & <b>flour</b>")
    text = text.replace("oak beams", "<img src=x onerror=alert(1)>")
    content = read(text).entries[5].content or ""
    assert "<script" not in content
    assert "<img" not in content


@pytest.mark.parametrize(
    ("data", "stated", "claimed"),
    [
        (b"any text", {}, True),
        (b"<!doctype html><title>x</title>", {"content_type": "text/html"}, False),
        (b"<!doctype html><title>x</title>", {"location": "page"}, False),
        (b'{"version": "1"}', {"location": "page"}, False),
        (b"\x89PNG\0", {"location": "page"}, False),
        (b"any text", {"content_type": "text/plain; charset=utf-8"}, True),
    ],
)
def test_claims(data: bytes, stated: dict[str, str], claimed: bool) -> None:
    made = document(data, content_type=stated.get("content_type"))
    location = stated.get("location", made.location)
    assert (
        capture.claims(
            Document(data=data, location=location, captured=made.captured, content_type=made.content_type)
        )
        is claimed
    )


PIECES = st.sampled_from(
    [
        *(
            "Lire la suite",
            "Lire la suite de « ",
            "Continue reading ",
            "Tag: ",
            "\n",
            "\n\n",
            "- ",
            "• ",
            "# ",
            "…",
            " »",
        ),
        *(
            "24 octobre 2025",
            "par ",
            "(Source : AFP).",
            "Une phrase qui finit bien.",
            "Un titre de bonne taille",
            "]]>",
        ),
        *(
            "\x00",
            "\ud800",
            "\u202e",
            "|",
            " | ",
            "**",
            "[a](http://b)",
            "“",
            "”",
            "«",
            "続きを読む",
            "。",
            "2025",
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join)))
@settings(max_examples=EXAMPLES)
def test_any_text_gives_clean_entries_or_an_error(text: str) -> None:
    try:
        listing = read(text.encode("utf-8", "surrogatepass"))
    except SourceError as error:
        assert "\n" not in str(error)
        return
    assert_xml(listing)


@given(st.binary(max_size=2000))
@settings(max_examples=EXAMPLES)
def test_any_bytes_give_clean_entries_or_an_error(data: bytes) -> None:
    try:
        listing = read(data)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    assert_xml(listing)


def assert_xml(listing: Listing) -> None:
    """That every string of the listing is valid XML text, and no entry is empty."""
    for entry in listing.entries:
        assert entry.title or entry.excerpt
        credits_ = [credit.name for credit in entry.credits]
        for text in (entry.title, entry.excerpt, entry.content, *credits_, *(p.name for p in entry.authors)):
            etree.Element("x").text = text
    if listing.tag:
        assert listing.tag.slug
        etree.Element("x").text = listing.tag.label


def test_captures_of_real_themes(shared: Path) -> None:
    asked = found = 0
    folder = shared / "captures" / "extracted"
    for known in json.loads((folder / "expected.json").read_text("utf-8"))["captures"]:
        wanted = {" ".join(entry["title"].split()) for entry in known["entries"]}
        got = {" ".join(title.split()) for title in titles(read((folder / known["file"]).read_bytes()))}
        asked += len(wanted)
        found += len(wanted & got)
    assert found >= 0.97 * asked
