"""Captures of listing pages, made to order: what a test wants to find again, laid out as themes and extractors do.

articles = make_articles("fr", 10)
text = capture_text(articles, language="fr", style=Style.TITLED, heading="pont de bois", glued=True)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a listing: `text` is its excerpt, or with `blocks` the first paragraph of the whole."""

    title: str
    text: str
    agency: str | None = None
    date: str | None = None  # a label as the theme shows it
    blocks: tuple[tuple[str, str], ...] = ()  # ("p" | "h2" | "li", text): the rest of an article in full


class Style(StrEnum):
    """How the theme leads on to the whole article."""

    BARE = "bare"  # Read more
    TITLED = "titled"  # Read more TITLE
    QUOTED = "quoted"  # Read more “TITLE”
    ARROW = "arrow"  # Read more TITLE →
    CUT = "cut"  # … Read more, on the line of a text that breaks off
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language's wordings and the makings of its articles; {} is a town."""

    more: str
    quoted: str
    heading: str
    note: str  # of an agency
    menu: tuple[str, ...]
    sidebar: tuple[str, ...]
    subheads: tuple[str, str]
    towns: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]  # title, text


LANGUAGES = {
    "fr": Language(
        more="Lire la suite",
        quoted="Lire la suite de « {} »",
        heading="Archives du mot-clé {}",
        note="(Source : {})",
        menu=("Aller au contenu", "Accueil", "Culture", "Sport"),
        sidebar=(
            "Commentaires récents",
            "Archives",
            "mai 2025",
            "avril 2025",
            "Fièrement propulsé par WordPress",
        ),
        subheads=("Un chantier de deux saisons", "Et maintenant ?"),
        towns=("Vernon", "Saumur", "Cahors", "Autun", "Honfleur"),
        subjects=(
            (
                "{} : le vieux pont de bois rouvre aux piétons",
                "Fermé depuis l’hiver, le pont de {} a été consolidé avec des poutres de chêne. La mairie promet une fête au printemps.",
            ),
            (
                "À {}, la fanfare cherche trois clarinettes",
                "Les répétitions reprennent chaque jeudi dans l’ancienne gare, et les débutants sont les bienvenus.",
            ),
            (
                "Une « nuit des chouettes » réunit deux cents promeneurs à {}",
                "Munis de lampes rouges, les visiteurs ont suivi un garde forestier pendant trois heures sans presque rien voir.",
            ),
            (
                "Pourquoi les pommiers de {} fleurissent-ils si tôt ?",
                "Selon la coopérative, la floraison avance de deux jours tous les dix ans, ce qui expose les vergers au gel.",
            ),
            (
                "{} : un boulanger, un four, mille brioches",
                "Le concours a duré toute la nuit ; le vainqueur a dormi sur ses sacs de farine.",
            ),
            (
                "Le marché couvert de {} sera repeint en vert amande, annonce la municipalité après consultation des habitants",
                "Près de neuf cents bulletins ont été dépouillés dimanche par les élèves du collège.",
            ),
            (
                "Canoë : {} accueille la finale régionale",
                "Les épreuves commenceront à neuf heures si le niveau de la rivière le permet.",
            ),
        ),
    ),
    "en": Language(
        more="Continue reading",
        quoted="Continue reading “{}”",
        heading="Tag Archives: {}",
        note="(Source: {})",
        menu=("Skip to content", "Home", "Culture", "Sport"),
        sidebar=("Recent Comments", "Archives", "May 2025", "April 2025", "Proudly powered by WordPress"),
        subheads=("Two seasons of work", "What comes next?"),
        towns=("Ludlow", "Whitby", "Kendal", "Frome", "Oban"),
        subjects=(
            (
                "{} reopens its wooden footbridge",
                "Closed since the winter floods, the bridge in {} has been strengthened with oak beams. A party is planned for spring.",
            ),
            (
                "Brass band in {} looks for three clarinets",
                "Rehearsals resume every Thursday in the old station, and beginners are welcome to join them.",
            ),
            (
                "“Owl night” draws two hundred walkers to {}",
                "Carrying red lamps, the visitors followed a ranger for three hours and saw next to nothing.",
            ),
            (
                "Why do the apple trees of {} bloom so early?",
                "Blossom comes two days sooner every ten years, the growers say, which leaves the orchards open to frost.",
            ),
            (
                "{}: one baker, one oven, a thousand buns",
                "The contest went on all night; the winner fell asleep on his sacks of flour.",
            ),
            (
                "Covered market in {} will be painted almond green, the council says after asking everybody who lives there",
                "Nearly nine hundred ballots were counted on Sunday by pupils of the local school.",
            ),
            (
                "Canoeing: {} hosts the regional final",
                "The races start at nine if the level of the river allows it.",
            ),
        ),
    ),
    "de": Language(
        more="Weiterlesen",
        quoted="Weiterlesen „{}“",
        heading="Schlagwort-Archiv: {}",
        note="(Quelle: {})",
        menu=("Zum Inhalt springen", "Startseite", "Kultur", "Sport"),
        sidebar=(
            "Neueste Kommentare",
            "Archive",
            "Mai 2025",
            "April 2025",
            "Stolz präsentiert von WordPress",
        ),
        subheads=("Arbeit für zwei Jahre", "Und nun?"),
        towns=("Goslar", "Wismar", "Pirna", "Husum", "Fulda"),
        subjects=(
            (
                "Alte Holzbrücke in {} ist wieder offen",
                "Seit dem Winter war sie gesperrt, nun tragen neue Eichenbalken den Steg in {}. Im Frühling soll gefeiert werden.",
            ),
            (
                "Blaskapelle in {} sucht drei Klarinetten",
                "Geprobt wird jeden Donnerstag im alten Bahnhof, auch Anfänger sind willkommen.",
            ),
            (
                "„Nacht der Eulen“ lockt zweihundert Wanderer nach {}",
                "Mit roten Lampen folgten die Gäste einem Förster drei Stunden lang und sahen fast nichts.",
            ),
            (
                "Warum blühen die Apfelbäume in {} so früh?",
                "Die Blüte kommt alle zehn Jahre zwei Tage eher, sagen die Obstbauern, und damit wächst die Frostgefahr.",
            ),
            (
                "{}: ein Bäcker, ein Ofen, tausend Brötchen",
                "Der Wettbewerb dauerte die ganze Nacht; der Sieger schlief auf seinen Mehlsäcken ein.",
            ),
            (
                "Markthalle in {} wird mandelgrün gestrichen, wie die Stadt nach einer Umfrage unter allen Bewohnern mitteilt",
                "Fast neunhundert Stimmzettel haben Schüler am Sonntag ausgezählt.",
            ),
            (
                "Kanu: {} richtet das Landesfinale aus",
                "Die Rennen beginnen um neun, wenn der Wasserstand es zulässt.",
            ),
        ),
    ),
    "es": Language(
        more="Seguir leyendo",
        quoted="Seguir leyendo «{}»",
        heading="Archivo de la etiqueta: {}",
        note="(Fuente: {})",
        menu=("Saltar al contenido", "Inicio", "Cultura", "Deportes"),
        sidebar=(
            "Comentarios recientes",
            "Archivos",
            "mayo 2025",
            "abril 2025",
            "Funciona gracias a WordPress",
        ),
        subheads=("Obras de dos temporadas", "¿Y ahora?"),
        towns=("Sigüenza", "Tudela", "Ronda", "Úbeda", "Teruel"),
        subjects=(
            (
                "{} reabre su viejo puente de madera",
                "Cerrado desde el invierno, el puente de {} se ha reforzado con vigas de roble. Habrá fiesta en primavera.",
            ),
            (
                "La banda de {} busca tres clarinetes",
                "Los ensayos vuelven cada jueves a la antigua estación y los principiantes son bienvenidos.",
            ),
            (
                "La «noche de los búhos» reúne a doscientos caminantes en {}",
                "Con linternas rojas, los visitantes siguieron a un guarda durante tres horas sin ver casi nada.",
            ),
            (
                "¿Por qué florecen tan pronto los manzanos de {}?",
                "La floración se adelanta dos días cada diez años, dicen los agricultores, y eso la expone a las heladas.",
            ),
            (
                "{}: un panadero, un horno, mil bollos",
                "El concurso duró toda la noche; el ganador se durmió sobre los sacos de harina.",
            ),
            (
                "El mercado cubierto de {} se pintará de verde almendra, anuncia el ayuntamiento tras consultar a los vecinos",
                "Casi novecientas papeletas fueron contadas el domingo por los alumnos del instituto.",
            ),
            (
                "Piragüismo: {} acoge la final regional",
                "Las pruebas empezarán a las nueve si el caudal del río lo permite.",
            ),
        ),
    ),
    "pt": Language(
        more="Continue a ler",
        quoted="Continue a ler “{}”",
        heading="Arquivo da etiqueta: {}",
        note="(Fonte: {})",
        menu=("Saltar para o conteúdo", "Início", "Cultura", "Desporto"),
        sidebar=(
            "Comentários recentes",
            "Arquivo",
            "maio 2025",
            "abril 2025",
            "Orgulhosamente desenvolvido com WordPress",
        ),
        subheads=("Obras de duas estações", "E agora?"),
        towns=("Tomar", "Évora", "Lamego", "Chaves", "Silves"),
        subjects=(
            (
                "{} reabre a velha ponte de madeira",
                "Fechada desde o inverno, a ponte de {} foi reforçada com vigas de carvalho. Haverá festa na primavera.",
            ),
            (
                "Banda de {} procura três clarinetes",
                "Os ensaios regressam todas as quintas-feiras à antiga estação e os principiantes são bem-vindos.",
            ),
            (
                "“Noite das corujas” junta duzentos caminhantes em {}",
                "Com lanternas vermelhas, os visitantes seguiram um guarda durante três horas e quase nada viram.",
            ),
            (
                "Porque florescem tão cedo as macieiras de {}?",
                "A floração adianta-se dois dias em cada dez anos, dizem os agricultores, e fica exposta à geada.",
            ),
            (
                "{}: um padeiro, um forno, mil pães",
                "O concurso durou toda a noite; o vencedor adormeceu sobre os sacos de farinha.",
            ),
            (
                "Mercado coberto de {} será pintado de verde-amêndoa, anuncia a câmara depois de ouvir os moradores",
                "Quase novecentos boletins foram contados no domingo pelos alunos da escola.",
            ),
            (
                "Canoagem: {} recebe a final regional",
                "As provas começam às nove se o caudal do rio o permitir.",
            ),
        ),
    ),
    "it": Language(
        more="Continua a leggere",
        quoted="Continua a leggere “{}”",
        heading="Archivi tag: {}",
        note="(Fonte: {})",
        menu=("Vai al contenuto", "Home", "Cultura", "Sport"),
        sidebar=("Commenti recenti", "Archivi", "maggio 2025", "aprile 2025", "Proudly powered by WordPress"),
        subheads=("Due stagioni di lavori", "E adesso?"),
        towns=("Urbino", "Cefalù", "Chieri", "Narni", "Feltre"),
        subjects=(
            (
                "{} riapre il vecchio ponte di legno",
                "Chiuso dall’inverno, il ponte di {} è stato rinforzato con travi di quercia. In primavera si farà festa.",
            ),
            (
                "La banda di {} cerca tre clarinetti",
                "Le prove riprendono ogni giovedì nella vecchia stazione e i principianti sono benvenuti.",
            ),
            (
                "La «notte dei gufi» porta duecento camminatori a {}",
                "Con lampade rosse i visitatori hanno seguito una guardia per tre ore senza vedere quasi nulla.",
            ),
            (
                "Perché i meli di {} fioriscono così presto?",
                "La fioritura anticipa di due giorni ogni dieci anni, dicono gli agricoltori, e così teme le gelate.",
            ),
            (
                "{}: un fornaio, un forno, mille panini",
                "La gara è durata tutta la notte; il vincitore si è addormentato sui sacchi di farina.",
            ),
            (
                "Il mercato coperto di {} sarà dipinto di verde mandorla, annuncia il comune dopo aver sentito gli abitanti",
                "Quasi novecento schede sono state scrutinate domenica dagli alunni della scuola.",
            ),
            (
                "Canoa: {} ospita la finale regionale",
                "Le gare cominciano alle nove se il livello del fiume lo permette.",
            ),
        ),
    ),
    "ru": Language(
        more="Читать далее",
        quoted="Читать далее «{}»",
        heading="Архив метки: {}",
        note="(Источник: {})",
        menu=("Перейти к содержимому", "Главная", "Культура", "Спорт"),
        sidebar=("Свежие комментарии", "Архивы", "Май 2025", "Апрель 2025", "Сайт работает на WordPress"),
        subheads=("Работа на два сезона", "Что дальше?"),
        towns=("Суздаль", "Елец", "Выборг", "Кимры", "Ростов"),
        subjects=(
            (
                "{}: старый деревянный мост снова открыт",
                "Закрытый с зимы мост укрепили дубовыми балками. Весной здесь обещают устроить праздник.",
            ),
            (
                "Духовой оркестр ищет три кларнета, {}",
                "Репетиции проходят по четвергам в здании старого вокзала, новичкам всегда рады.",
            ),
            (
                "Почему яблони так рано цветут? {}",
                "По словам садоводов, цветение наступает на два дня раньше каждые десять лет.",
            ),
            (
                "{}: один пекарь, одна печь, тысяча булок",
                "Состязание длилось всю ночь; победитель заснул прямо на мешках с мукой.",
            ),
        ),
    ),
}


def make_articles(language: str, count: int, *, agencies: Sequence[str | None] = (None,)) -> list[Article]:
    """That many different articles; the agencies take turns."""
    makings = LANGUAGES[language]
    found = []
    for index in range(count):
        title, text = makings.subjects[index % len(makings.subjects)]
        round_, town = divmod(index // len(makings.subjects), len(makings.towns))
        name = makings.towns[town] + (f" {round_ + 1}" if round_ else "")
        agency = agencies[index % len(agencies)]
        found.append(Article(title=title.format(name), text=text.format(name), agency=agency))
    return found


def in_full(article: Article, language: str) -> Article:
    """The article with two headings, a list and more paragraphs, all of its own language."""
    makings = LANGUAGES[language]
    texts = [text.format(makings.towns[-1]) for _, text in makings.subjects]
    blocks = (
        ("h2", makings.subheads[0]),
        ("p", texts[1]),
        ("li", texts[2].rstrip(".") + " ;"),
        ("li", texts[3]),
        ("h2", makings.subheads[1]),
        ("p", texts[0]),
    )
    return replace(article, blocks=blocks)


def capture_text(
    articles: Sequence[Article],
    *,
    language: str,
    style: Style = Style.TITLED,
    heading: str | None = None,
    glued: bool = False,
    framed: bool = False,
) -> str:
    """The text of a page that lists the articles.

    `heading` is the label of the tag archive. Glued, no line break parts a link from what follows it,
    and where links carry titles the first article has its title only there, the heading behind it.
    `framed` puts a menu before and a sidebar after the list.
    """
    makings = LANGUAGES[language]
    title_behind = glued and style in {Style.TITLED, Style.QUOTED} and not articles[0].blocks
    parts: list[str] = []
    for index, article in enumerate(articles):
        displaced = title_behind and index == 0
        parts += [] if displaced else [article.title + "\n"]
        parts += [_body(article, makings, style), _link(article, makings, style)]
        if displaced and heading:
            parts.append(makings.heading.format(heading) + "\n")
        elif not glued or not parts[-1]:
            parts.append("\n")
    text = "".join(parts).rstrip("\n")
    if heading and not title_behind:
        text = makings.heading.format(heading) + "\n" + text
    if framed:
        text = "\n".join((*makings.menu, text, *makings.sidebar))
    return text + "\n"


def _body(article: Article, makings: Language, style: Style) -> str:
    note = makings.note.format(article.agency) if article.agency else ""
    lines = [f"{article.text}{note}" + ("." if note else "")]
    if style is Style.CUT and not article.blocks:
        lines = [article.text.rstrip(".").rpartition(" ")[0] + " …"]
    lines += [("• " if kind == "li" else "") + text for kind, text in article.blocks]
    date = [article.date] if article.date else []
    return "\n".join((*date, *lines)) + ("" if style is Style.CUT and not article.blocks else "\n")


def _link(article: Article, makings: Language, style: Style) -> str:
    if article.blocks or style is Style.NONE:
        return ""
    links = {
        Style.BARE: makings.more,
        Style.TITLED: f"{makings.more} {article.title}",
        Style.QUOTED: makings.quoted.format(article.title),
        Style.ARROW: f"{makings.more} {article.title} →",
        Style.CUT: f" {makings.more}",
    }
    return links[style]
