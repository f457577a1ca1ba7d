"""Date labels as pages show them, in many languages, and what only looks like one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from babel.dates import format_date, format_datetime, format_timedelta

from sources.dates import may_be_version, read_visible
from sources.entry import DateBasis, DateEvidence

LANGUAGES = [
    "en",
    "en-GB",
    "fr",
    "fr-CA",
    "de",
    "de-AT",
    "es",
    "es-MX",
    "pt",
    "pt-BR",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "cs",
    "sk",
    "sl",
    "hr",
    "sr",
    "bg",
    "ro",
    "hu",
    "tr",
    "el",
    "sv",
    "da",
    "nb",
    "fi",
    "is",
    "et",
    "lv",
    "lt",
    "ca",
    "gl",
    "ar",
    "ar-EG",
    "ar-DZ",
    "he",
    "fa",
    "hi",
    "bn",
    "id",
    "ms",
    "vi",
    "th",
    "ja",
    "zh",
    "zh-TW",
    "ko",
]
DAYS = [date(2026, month, day) for month in range(1, 13) for day in (3, 14, 25)]


def shown(clue: DateEvidence | None) -> tuple[str, ...]:
    """A clue in short: its basis, and the date or distance."""
    if clue is None:
        return ("none",)
    if clue.instant or clue.wall:
        return clue.basis, (clue.instant or clue.wall).isoformat(" ")
    if clue.ago is not None:
        return clue.basis, str(clue.ago)
    parts = [str(part) if part else "-" for part in (clue.year, clue.month, clue.day)]
    return clue.basis, ".".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheFormatsOfCldr:
    @pytest.mark.parametrize("style", ["full", "long", "medium"])
    def test_dates(self, language, style):
        for day in DAYS:
            label = format_date(day, style, locale=language.replace("-", "_"))
            clue = read_visible(label, language)
            assert clue, label
            assert (clue.basis, clue.year, clue.month, clue.day) == (
                DateBasis.DAY,
                day.year,
                day.month,
                day.day,
            ), label

    def test_times(self, language):
        for moment in (datetime.combine(day, time(15, 7)) for day in DAYS[::5]):
            label = format_datetime(moment, "medium", locale=language.replace("-", "_"))
            clue = read_visible(label, language)
            assert clue, label
            assert (clue.basis, clue.wall) == (DateBasis.STATED, moment), label

    @pytest.mark.parametrize(
        ("unit", "count"),
        [
            ("minute", 35),
            ("hour", 1),
            ("hour", 2),
            ("hour", 11),
            ("day", 1),
            ("day", 2),
            ("day", 3),
            ("day", 5),
        ],
    )
    def test_distances(self, language, unit, count):
        ago = timedelta(**{f"{unit}s": count})
        label = format_timedelta(
            -ago, unit, threshold=1e9, add_direction=True, locale=language.replace("-", "_")
        )
        clue = read_visible(label, language)
        assert clue, label
        assert (clue.basis, clue.ago) == (DateBasis.DAY, ago), label


@pytest.mark.parametrize(
    ("label", "language", "day"),
    [
        ("02/03/2026", "fr", "2026.3.2"),
        ("02/03/2026", "en", "2026.2.3"),
        ("02/03/2026", "en-GB", "2026.3.2"),
        ("02/03/2026", None, "2026.3.2"),
        ("23/03/2026", "en", "2026.3.23"),
        ("3/23/2026", "fr", "2026.3.23"),
        ("2/3/26", "en-US", "2026.2.3"),
        ("11/30/97", "en-US", "1997.11.30"),
        ("26.03.02", "ko", "2026.3.2"),
        ("2. 3. 2026", "cs", "2026.3.2"),
        ("2026.03.02.", "hu", "2026.3.2"),
        ("2026/3/2", "ja", "2026.3.2"),
        ("٠٢/٠٣/٢٠٢٦", "ar", "2026.3.2"),
        ("۲ مارس ۲۰۲۶", "fa", "2026.3.2"),
        ("٢ آذار ٢٠٢٦", "ar", "2026.3.2"),
        ("2 ابريل 2026", "ar", "2026.4.2"),
        ("2 มี.ค. 2569", "th", "2026.3.2"),
        ("1er mars 2026", "fr", "2026.3.1"),
        ("March 1st, 2026", "en", "2026.3.1"),
        ("the 2nd of March 2026", "en", "2026.3.2"),
        ("Sept 2, 2026", "en", "2026.9.2"),
        ("2-Mar-2026", "en", "2026.3.2"),
        ("2 Mar ’26", "en", "2026.3.2"),
        ("2 mar. 2026", "es", "2026.3.2"),
        ("2 de setiembre de 2026", "es", "2026.9.2"),
        ("2 d’abril de 2026", "ca", "2026.4.2"),
        ("2. Jänner 2026", "de", "2026.1.2"),
        ("Montag, den 2. März 2026", "de", "2026.3.2"),
        ("maart 2, 2026", "nl", "2026.3.2"),
        ("2 мая 2026 г.", "ru", "2026.5.2"),
        ("2 sierpnia 2026 r.", "pl", "2026.8.2"),
        ("Mar 2, 2026", "fr", "2026.3.2"),  # an English theme on a French site
        ("2 marca 2026", "en", "2026.3.2"),
        ("2 mars 2026", None, "2026.3.2"),
        ("12 mars", "fr", "-.3.12"),
        ("Mar 12", "en", "-.3.12"),
        ("3月12日", "zh", "-.3.12"),
        ("03-12", "ja", "-.3.12"),
        ("12.03.", "de", "-.3.12"),
        ("2.3.26", "de", "2026.3.2"),
        ("23.3.26", "fr", "2026.3.23"),
        ("2.3.26.", "hr", "2026.3.2"),
        ("Stand: 2.3.26", "de", "2026.3.2"),
        ("Mo., 2.3.26", "de", "2026.3.2"),
        ("2-3-26", "nl", "2026.3.2"),
        ("mars 2026", "fr", "2026.3.-"),
    ],
)  # fmt: skip
def test_days(label, language, day):
    assert shown(read_visible(label, language)) == ("day", day)


@pytest.mark.parametrize(
    ("label", "language", "moment"),
    [
        ("2 mars 2026 à 8h15", "fr", "2026-03-02 08:15:00"),
        ("02/03/2026 - 20 h 05", "fr", "2026-03-02 20:05:00"),
        ("02.03.2026, 08.15 Uhr", "de", "2026-03-02 08:15:00"),
        ("Mo, 02.03.2026 8 Uhr", "de", "2026-03-02 08:00:00"),
        ("March 2, 2026 at 12:05 am", "en", "2026-03-02 00:05:00"),
        ("3/2/2026, 12:05:09 PM", "en-US", "2026-03-02 12:05:09"),
        ("Mar 2, 2026, 4 p.m.", "en", "2026-03-02 16:00:00"),
        ("08:15, 2 марта 2026", "ru", "2026-03-02 08:15:00"),
        ("2 marzo 2026 ore 8:15", "it", "2026-03-02 08:15:00"),
        ("2026年3月2日 下午3:20", "zh", "2026-03-02 15:20:00"),
        ("2026年3月2日 15時20分", "ja", "2026-03-02 15:20:00"),
        ("2026. 3. 2. 오후 3:20", "ko", "2026-03-02 15:20:00"),
        ("掲載日：2026-03-02 15:20", "ja", "2026-03-02 15:20:00"),
        ("2 marca 2026, godz. 8:15", "pl", "2026-03-02 08:15:00"),
        ("2.3.2026 klo 8.15", "fi", "2026-03-02 08:15:00"),
        ("2026-03-02 08:15 UTC", "en", "2026-03-02 08:15:00+00:00"),
        ("Mon, 02 Mar 2026 08:15:00 +0530", "en", "2026-03-02 08:15:00+05:30"),
        ("March 2, 2026 8:15 am EST", "en", "2026-03-02 08:15:00-05:00"),
    ],
)
def test_times(label, language, moment):
    assert shown(read_visible(label, language)) == ("stated", moment)


@pytest.mark.parametrize(
    ("label", "language", "ago"),
    [
        ("yesterday", "en", "1 day, 0:00:00"),
        ("Hier à 17h12", "fr", "1 day, 0:00:00"),
        ("avant-hier", "fr", "2 days, 0:00:00"),
        ("Aujourd’hui, 9:05", "fr", "0:00:00"),
        ("gestern", "de", "1 day, 0:00:00"),
        ("i går", "sv", "1 day, 0:00:00"),
        ("昨天", "zh", "1 day, 0:00:00"),
        ("an hour ago", "en", "1:00:00"),
        ("5 mins ago", "en", "0:05:00"),
        ("2h ago", "en", "2:00:00"),
        ("il y a une heure", "fr", "1:00:00"),
        ("3 dias atrás", "pt-BR", "3 days, 0:00:00"),
        ("منذ ٣ أيام", "ar", "3 days, 0:00:00"),
        ("Ana Pires · há 2 horas", "pt", "2:00:00"),
        ("12 points by someone 3 hours ago", "en", "3:00:00"),
        ("2 days 3 hours ago", "en", "2 days, 3:00:00"),
    ],
)
def test_distances(label, language, ago):
    assert shown(read_visible(label, language)) == ("day", ago)


@pytest.mark.parametrize(
    ("label", "language"), [("il y a 2 semaines", "fr"), ("3 months ago", "en"), ("vor einem Jahr", "de"), ("Updated 2 March 2026", "en"), ("Mis à jour le 2 mars 2026 à 10h", "fr")]
)  # fmt: skip
def test_vague_labels_and_updates_weigh_less_than_a_day(label, language):
    clue = read_visible(label, language)
    assert clue
    assert clue.basis is DateBasis.TEXT


def test_a_weekday_alone_is_one_of_this_week():
    clue = read_visible("Freitag, 10:30 Uhr", "de")
    assert clue
    assert (clue.basis, clue.weekday, clue.day) == (DateBasis.DAY, 4, None)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("Publié le 2 mars 2026 par admin", "fr"),
        ("Publié le 2 mars 2026 par La rédaction (avec agences)", "fr"),
        ("Rédigé par Zoé le 2 mars 2026", "fr"),
        ("Le lundi 2 mars 2026", "fr"),
        ("2 mars 2026 · 4 min de lecture", "fr"),
        ("2 mars 2026 7 commentaires", "fr"),
        ("📅 2 mars 2026", "fr"),
        ("Posted on March 2, 2026 by X in News, World", "en"),
        ("By Jo Field | March 2, 2026", "en"),
        ("Posted 2026-03-02Updated 2026-03-09", "en"),
        ("Updated 9 March 2026, published 2 March 2026", "en"),
        ("02.03.2026Kultur", "de"),
        ("Veröffentlicht am 2. März 2026 von Redaktion", "de"),
        ("Publicado el 2 de marzo de 2026 por Ana", "es"),
        ("Publicado em 02/03/2026", "pt-BR"),
        ("Pubblicato il 2 marzo 2026 da Redazione", "it"),
        ("Geplaatst op 2 maart 2026 door Joris", "nl"),
        ("autor: Hania » 2 mar 2026", "pl"),
        ("2 марта 2026 г. · 1 минута · Анна Белова", "ru"),
        ("ليلى ناصر ٢ مارس ٢٠٢٦", "ar"),
        ("投稿日 2026-03-02 カテゴリ 暮らし", "ja"),
        ("发布于 2026-03-02", "zh"),
    ],
)
def test_words_of_a_label_stand_beside_its_date(label, language):
    clue = read_visible(label, language)
    assert clue
    assert (clue.basis, clue.year, clue.month, clue.day) == (DateBasis.DAY, 2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "fr"),
        ("La séance du 2 mars 2026", "fr"),
        ("Le conseil se réunit le 2 mars 2026", "fr"),
        ("Incendie le 2 mars 2026", "fr"),
        ("Journal du lundi 2 mars 2026", "fr"),
        ("Publié le 2 mars 2026, le rapport accable la direction", "fr"),
        ("Lire la suite de « Le programme du 2 mars »", "fr"),
        ("Étiqueté 14 Juillet, Lisbonne | Laisser un commentaire", "fr"),
        ("Council meets on 2 March 2026", "en"),
        ("Gala dinner March 2026", "en"),
        ("Daily News Today", "en"),
        ("It may rain, the sun may shine", "en"),
        ("Die Sitzung vom 2. März 2026", "de"),
        ("192 comments", "en"),
        ("Page 2", "en"),
        ("2291/2026", "it"),
        ("v2.4.1", "en"),
        ("v1.8.26", "en"),
        ("Version 1.8.26", "en"),
        ("Harbour 1.8.26 released", "en"),
        ("Hafen 1.8.26 veröffentlicht", "de"),
        ("10.1.8.26", "de"),
        ("14 juillet 1789", "fr"),
        ("3-2", "en"),
        ("12,50 €", "fr"),
        ("2026", "fr"),
        ("+33 1 23 45 67 89", "fr"),
        ("31/02/2026", "fr"),
        ("29 février 2025", "fr"),
        ("99/99/9999", None),
        ("夏の一般公開を来月から再開 2026年3月2日に発表", "ja"),
    ],
)
def test_other_texts_are_no_labels(text, language):
    assert read_visible(text, language) is None


@pytest.mark.parametrize(
    ("label", "language", "may_be"),
    [
        ("1.8.26", "en", True),
        ("1.8.26", "de", False),
        ("01.08.26", "en", False),
        ("1/8/26", "en", False),
        ("1.8.2026", "en", False),
    ],
)
def test_what_may_be_a_version(label, language, may_be):
    clue = read_visible(label, language)
    assert clue
    assert may_be_version(clue, language) is may_be


def test_the_quote_holds_the_words_read():
    clue = read_visible("Publié le 2 mars 2026 à 19:42 par admin", "fr")
    assert clue
    assert clue.quote == "2 mars 2026 à 19:42"


def test_an_offset_makes_an_instant():
    clue = read_visible("2 March 2026 08:15 GMT+0100", "en")
    assert clue
    assert clue.instant == datetime(2026, 3, 2, 8, 15, tzinfo=timezone(timedelta(hours=1)))
