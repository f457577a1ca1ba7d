"""The article's own date in its sentences, told from the dates of its story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import find_in_text, read_attribute, read_url, read_visible
from sources.entry import DateBasis

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def shown(text: str, language: str | None) -> list[str]:
    """The clues in short: "thu 16.10.2025", "wed<tue"."""
    clues = find_in_text(text, language)
    assert all(clue.basis is DateBasis.TEXT for clue in clues)
    return [_short(clue) for clue in clues]


def _short(clue):
    weekday = "" if clue.weekday is None else WEEKDAYS[clue.weekday]
    earlier = "" if clue.earlier_weekday is None else f"<{WEEKDAYS[clue.earlier_weekday]}"
    day = ".".join(str(part) for part in (clue.day, clue.month, clue.year) if part)
    return f"{weekday}{earlier} {day}".strip()


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("fr", "Les deux ministres se sont parlé ce mardi 4 novembre.", "tue 4.11"),
        ("fr", "Ce Mardi 4 novembre 2025, un accord a été trouvé.", "tue 4.11.2025"),
        ("fr", "La direction a démissionné mardi, dit-on.", "tue"),
        ("fr", "Mardi, la porte-parole a condamné l’attaque.", "tue"),
        ("fr", "Le 4 novembre 2025, la mairie a tranché.", "4.11.2025"),
        ("fr", "Le 1er novembre, la mairie a tranché.", "1.11"),
        ("fr", "Le 04/11/2025, la mairie a tranché.", "4.11.2025"),
        ("fr", "Aujourd’hui, mardi 4 novembre, la grève continue.", "tue 4.11"),
        ("fr", "Hier lundi, le juge a tranché.", "tue<mon"),
        ("fr", "Dans la nuit de lundi à mardi, une digue a cédé.", "tue"),
        ("fr", "LISBONNE, 4 novembre 2025 – Le métro rouvre.", "4.11.2025"),
        ("en", "The minister said on Tuesday that talks went on.", "tue"),
        ("en", "Tuesday, November 4, the two spoke by phone.", "tue 4.11"),
        ("en", "On Tuesday 4 November 2025 the court ruled.", "tue 4.11.2025"),
        ("en", "The court ruled this Tuesday.", "tue"),
        ("en", "On Nov. 4 the court ruled.", "4.11"),
        ("en", "The court met on Tuesday to hear the case.", "tue"),
        ("fr", "Une rencontre a eu lieu mardi à Rome, puis au Vatican.", "tue"),
        ("en", "A dam broke early Tuesday in the north.", "tue"),
        ("de", "Die Ministerin sagte am Dienstag, es gehe weiter.", "tue"),
        ("de", "Am Dienstag, dem 4. November, telefonierten beide.", "tue 4.11"),
        ("de", "Diesen Dienstag einigten sich die Parteien.", "tue"),
        ("de", "Am Dienstagabend brach ein Damm.", "tue"),
        ("de", "In der Nacht zum Dienstag brach ein Damm.", "tue"),
        ("es", "La ministra anunció este martes 4 de noviembre el pacto.", "tue 4.11"),
        ("es", "El portavoz dijo el martes que no hay pacto.", "tue"),
        ("es", "En la noche del martes se rompió una presa.", "tue"),
        ("pt", "A ministra anunciou nesta terça-feira (4) o acordo.", "tue 4"),
        ("pt", "O porta-voz disse na terça-feira que não há acordo.", "tue"),
        ("pt", "Na terça-feira, 4 de novembro de 2025, o tribunal decidiu.", "tue 4.11.2025"),
        ("it", "La ministra ha annunciato martedì 4 novembre l’intesa.", "tue 4.11"),
        ("it", "Il portavoce ha detto martedì che non c’è intesa.", "tue"),
        ("nl", "De minister zei dinsdag dat het klaar is.", "tue"),
        ("nl", "Dinsdag 4 november belden zij.", "tue 4.11"),
        ("pl", "Minister powiedział w środę, że to koniec.", "wed"),
        ("pl", "We wtorek 4 listopada rozmawiali.", "tue 4.11"),
        ("ru", "Министр заявил в среду, что переговоры начались.", "wed"),
        ("ru", "Во вторник, 4 ноября, они говорили.", "tue 4.11"),
        # with a time of day
        ("fr", "Ce mardi 4 novembre à 14 h, la digue a cédé.", "tue 4.11"),
        ("fr", "Le mardi 4 novembre 2025 à 14h30, la digue a cédé.", "tue 4.11.2025"),
        ("fr", "Le 4 novembre, à 9 heures, la digue a cédé.", "4.11"),
        ("fr", "Le 04/11/2025 à 14:30, la digue a cédé.", "4.11.2025"),
        ("de", "Am Dienstag, dem 4. November, um 14 Uhr brach der Damm.", "tue 4.11"),
        ("de", "Am Dienstag bis 14 Uhr hielt der Damm.", "tue"),
        ("en", "The dam broke Tuesday at 2 p.m. near the mill.", "tue"),
        ("en", "On November 4 to 2 p.m. the dam held.", "4.11"),
        ("es", "La presa cedió el martes 4 de noviembre a 14 h.", "tue 4.11"),
        ("it", "La diga ha ceduto martedì 4 novembre alle 14.", "tue 4.11"),
        ("it", "La diga ha ceduto il 4 novembre alle ore 14:30.", "4.11"),
        ("pt", "A barragem cedeu na terça-feira, 4 de novembro, às 14h.", "tue 4.11"),
        ("nl", "De dam brak dinsdag 4 november om 14 uur.", "tue 4.11"),
        ("pl", "Tama pękła we wtorek 4 listopada o godz. 14.", "tue 4.11"),
    ],
)
def test_own_dates(language, text, first):
    assert shown(text, language)[:1] == [first]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # spans of time, hours, months alone
        ("fr", "Trois jours après le rapport, qui cite 12 morts début mai, il part. L’appel a duré une heure et demie."),
        ("fr", "Il est 10 heures à Paris. En juillet, rien. Début septembre non plus, ni en janvier 2025."),
        ("fr", "La sonde vise Mars, dit-il en mars 2024. Mai sera chaud."),
        ("en", "Two hours later it may rain. In May 2020 the sun sat low; by March 2021 it rose."),
        ("de", "Zwei Tage nach dem Bericht, im Mai, dauerte es drei Stunden."),
        # days of the story
        ("fr", "Depuis le 3 mars, la ville attend ; depuis février 2022 la guerre dure ; depuis mardi il pleut."),
        ("fr", "L’attaque du 7 octobre a tout changé."),
        ("fr", "Elle est née le 3 mai 1968."),
        ("fr", "Le 8 mai, anniversaire de la victoire, est férié."),
        ("fr", "Il avait été élu mardi dernier."),
        ("en", "Since March 3 the town waits. The Oct. 7 attack changed much, the September 11, 2001 attacks more."),
        ("en", "She was born on May 3, 1968. Last Tuesday the mayor quit."),
        ("de", "Seit dem 24. Februar 2022 herrscht Krieg. Am vergangenen Dienstag trat er zurück."),
        ("es", "Desde el 24 de febrero de 2022 hay guerra. Los atentados del 11 de marzo. El pasado martes dimitió."),
        ("pt", "Desde 24 de fevereiro de 2022 há guerra. O ataque de 7 de outubro."),
        ("it", "Dal 24 febbraio 2022 c’è la guerra. Lo scorso martedì si è dimesso."),
        ("nl", "Sinds 24 februari 2022 is het oorlog."),
        ("pl", "Od 24 lutego 2022 trwa wojna."),
        ("ru", "С 24 февраля 2022 года идёт война."),
        ("fr", "Le 14 juillet de 1789, la prison tombe. Le 4 août 1789, les privilèges."),
        ("fr", "Le 25 décembre de l’an 800, il est couronné. Le 8 mai 1945, la paix."),
        ("en", "On July 4, 1776, they signed. He fell on 15 March, 44 BC."),
        ("de", "Am 14. Juli 1789 fiel die Festung, am 4. Juli des Jahres 1826 starb er."),
        ("es", "El 14 de julio de 1789 cayó la fortaleza."),
        ("it", "Il 14 luglio 1789 cadde la fortezza."),
        ("pt", "Em 14 de julho de 1789 caiu a fortaleza."),
        ("ru", "14 июля 1789 года пала крепость."),
        # days to come
        ("fr", "Le sommet aura lieu mardi prochain. Le délai court jusqu’au 15 novembre, à partir du 1er octobre."),
        ("fr", "D’ici le 12 décembre, le texte sera voté. Le conseil se réunira vendredi. Jugement le 2 mai prochain."),
        ("en", "He will meet her next Tuesday. Talks are due to resume on Monday. By Friday it must pass, until November 15."),
        ("de", "Nächsten Dienstag tagt der Rat, er wird am Freitag beraten, bis zum 15. November, ab dem 1. Januar."),
        ("es", "El próximo martes se reunirán. Hasta el 15 de noviembre hay plazo. El consejo se reunirá el viernes."),
        ("pt", "Na próxima terça-feira vão se reunir. Até 15 de novembro há prazo."),
        ("it", "Il prossimo martedì si riuniranno. Fino al 15 novembre c’è tempo. Il consiglio si riunirà venerdì."),
        ("fr", "Le concert aura lieu jeudi 30 octobre. Elle devrait être jugée le 2 mai."),
        ("en", "The concert will take place on Thursday, October 30. She is due to speak on May 2."),
        # any such day
        ("fr", "Du 3 au 5 mai, la foire. Entre le 3 et le 5 juin, une autre. Festival 3-5 mai. Le 3 mai au 4 juin."),
        ("fr", "Le musée ferme le lundi, tous les mardis et chaque jeudi. Ouvert de lundi à vendredi."),
        ("en", "Closed every Monday and on Tuesdays. Open Monday to Friday."),
        ("de", "Montags und jeden Dienstag geschlossen. Von Montag bis Freitag geöffnet."),
        ("es", "Cierra los lunes y cada martes."),
        ("pt", "Fecha às segundas-feiras e toda terça. A quarta edição e a quinta rodada."),
        ("it", "Chiude il lunedì e ogni martedì."),
    ],
)  # fmt: skip
def test_other_dates(language, text):
    assert shown(text, language) == []


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "11.4.2025"), ("en-US", "11.4.2025"), ("en-GB", "4.11.2025"), ("fr", "4.11.2025")],
)
def test_numbers_stand_in_the_order_of_the_language(language, first):
    assert shown("The town opened it on 04/11/2025.", language) == [first]


@pytest.mark.parametrize(
    ("language", "text", "order"),
    [
        ("fr", "Vendredi, il pleuvait. Ce jeudi, il neige.", ["thu", "fri"]),
        ("fr", "Vendredi, il pleuvait le 3 octobre et jeudi 2 octobre aussi.", ["thu 2.10", "3.10", "fri"]),
        ("fr", "Mercredi, rien. Puis rien. Encore rien. Le jeudi 2 octobre, tout.", ["wed", "thu 2.10"]),
        ("en", "On Friday it rained. This Thursday it snows.", ["thu", "fri"]),
    ],
)
def test_the_most_telling_comes_first(language, text, order):
    assert shown(text, language) == order


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Après le discours de lundi, le Sénat répond ce mardi."),
        ("fr", "Le discours date de lundi soir. Le Sénat répond ce mardi."),
        ("fr", "Après le vote lundi au Sénat, elle a réagi mardi."),
        ("en", "A day after Monday’s vote, the premier resigned on Tuesday."),
        ("en", "Following the vote late Monday, she hit back this Tuesday."),
        ("de", "Nach der Rede vom Montagabend antwortet der Senat an diesem Dienstag."),
        ("es", "Tras el discurso del lunes, el Senado respondió este martes."),
        ("pt", "Após o discurso na segunda-feira, o Senado respondeu nesta terça."),
        ("it", "Dopo il discorso di lunedì sera, il Senato risponde questo martedì."),
        ("nl", "Na de toespraak van maandagavond antwoordt de senaat deze dinsdag."),
    ],
)
def test_a_follow_up_names_the_day_it_follows(language, text):
    assert shown(text, language)[0] == "tue<mon"


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("fr", "Le Sénat répond ce mardi, avant le vote prévu lundi prochain.", "tue"),
        ("fr", "Fermé le lundi, le musée ouvre ce mardi.", "tue"),
        ("en", "The Senate answers this Tuesday; it will vote on Monday.", "tue"),
        ("fr", "Vendredi, il pleuvait. Ce mercredi, il neige.", "wed"),  # five days: another story
    ],
)
def test_not_every_second_weekday_is_followed_up(language, text, first):
    assert shown(text, language)[0] == first


@pytest.mark.parametrize("language", [None, "xx", "ja", "en"])
def test_the_language_is_told_from_the_words(language):
    assert shown(
        "Les ministres se sont parlé ce mardi 4 novembre dans la soirée, avec les élus.", language
    ) == ["tue 4.11"]


def test_only_the_beginning_is_read():
    assert shown("Rien. " * 1000 + "Ce mardi 4 novembre, tout.", "fr") == []


pieces = st.sampled_from(
    [
        "4 novembre 2025",
        "mardi",
        "ce",
        "hier",
        "il y a",
        "3",
        "jours",
        "Publié le",
        "2025-11-04",
        "/2025/11/04/",
        "99999999999999999999",
        "٣",
        "²",
        "24:61",
        "ago",
        "à",
        "19:42",
        "pm",
        "上午",
        "月",
        "日",
        "by",
        "·",
        "»",
        "(",
        "’",
        "\n",
        "\x00",
        "�",
        "İ",
        "+99:99",
        "GMT",
        "177348336000099",
        "30 février",
        "mardi à mercredi",
        "9999",
        "0000",
    ]
)
texts = st.one_of(
    st.text(), st.lists(pieces, max_size=9).map(" ".join), st.lists(pieces, max_size=9).map("".join)
)
languages = (
    st.none()
    | st.sampled_from(["fr", "en-US", "pt-BR", "zh-Hans-CN", "ar", "ru", "xx", "sq", "th"])
    | st.text(max_size=6)
)


@given(text=texts, language=languages)
def test_any_text_at_all_is_read_without_an_error(text, language):
    find_in_text(text, language)
    read_visible(text, language)
    read_attribute(text)
    read_url(f"https://news.example/{text}")
