"""How prose speaks of days, a row a language: the small words that tell an article's own date from
the dates of its story. All fields are regular expressions, matched without case.
"""

from __future__ import annotations

from dataclasses import dataclass

NEVER = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The words around a day, or a weekday alone, by which prose says whose day it is."""

    this: str  # before: the article's own day
    yesterday: str = NEVER  # before a weekday: the day before the article's own
    other: str  # before: another day than the article's
    other_after: str = NEVER  # behind it
    past: str  # before a weekday: one that is over
    past_after: str = NEVER
    habit: str  # before a weekday: any such day
    part_of_day: str = NEVER  # before `past`: the article's own all the same ("la nuit de mardi")
    following: str  # earlier in the clause: what the article follows up
    future: str  # earlier in the clause: a verb that makes a weekday one to come
    until: str  # between two days, as in "from Tuesday to Wednesday"
    link: str = ","  # between weekday and day of the month
    suffix: str = ""  # glued to a weekday ("Dienstagabend")
    careful: str = NEVER  # weekdays that are ordinary words too, unless demonstrative or numbered
    capitals: bool = False  # months and weekdays are written with capitals
    month_first: bool = False  # "October 16"
    common: str  # words by which the language is recognised


GRAMMARS = {
    "fr": Grammar(
        this="ce|cette|aujourd['’]hui,?",
        yesterday="hier,?",
        other="depuis(?: le)?|dès(?: le)?|jusqu['’](?:au|à)|d['’]ici(?: le| au| à)?|à (?:partir"
        "|compter) d[eu]|avant(?: le)?"
        "|après(?: le)?|(?:prévu|programmé|attendu|fixé|reporté)e?s?(?: (?:au|à|le|pour(?: le)?))?"
        "|pour(?: le)?"
        "|née?s?(?: le)?|du|au|entre(?: le)?|et le|veille de|lendemain de",
        other_after="prochain|suivant",
        past="depuis|de|d['’]|lendemain de",
        past_after="dernier|passé",
        habit="le|les|tous les|chaque|un|des|certains",
        part_of_day="nuit|soirée|matinée|journée|après-midi|soir|matin|aube",
        following="après|suite|depuis|lendemain",
        future=r"(?-i:[a-zà-ÿ]+r(?:a|ont))|doi(?:ven)?t|devrai(?:en)?t|va|vont|prévoi(?:en)?t|prévue?s?",
        until="à|au",
        link="le",
        common="le la les des est une dans pour qui sur avec par du aux",
    ),
    "en": Grammar(
        this="this|today,?",
        yesterday="yesterday,?",
        other="since|until|till|by|before|from|starting(?: on)?|beginning(?: on)?|through|next|coming"
        "|upcoming|due(?: on)?"
        "|(?:scheduled|set|planned) for|for|after|between|to|of|born(?: on)?|no later than"
        "|effective|ahead of",
        other_after="next",
        past="last|past|since|of",
        past_after="['’]s|last",
        habit="every|each|most|any|an?|one|some",
        part_of_day="night|evening|morning|afternoon",
        following="after|following|since|wake",
        future="will|would|shall|['’]ll|(?:set|due|expected|scheduled|planned|plans|going) to|scheduled"
        "|is to|are to",
        until="to|into|through|until|and",
        link="the",
        capitals=True,
        month_first=True,
        common="the and of to in that is for with was on has",
    ),
    "de": Grammar(
        this="diese[nmrs]?|heute,?|heutigen",
        yesterday="gestern,?",
        other="seit(?: dem)?|bis(?: zum| zu)?|ab(?: dem)?|vor(?: dem)?|nach(?: dem)?|vo[mn]|zum"
        "|zwischen(?: dem)?|und(?: dem)?"
        "|(?:nächst|kommend|darauffolgend)e[nrms]?|für(?: den)?|geboren(?: am)?|spätestens(?: am)?"
        "|erst(?: am)?",
        past="seit|(?:vergangen|letzt|vorig)e[nrms]?|vom",
        habit="jede[nrms]?|eine[mns]?|alle",
        part_of_day="nacht",
        following="nach|seit|infolge",
        future="wird|werden|soll|sollen|will|wollen|plant|planen|geplant",
        until="auf|zum|bis",
        link="de[rmn]",
        suffix="abend|morgen|nacht|mittag|vormittag|nachmittag|früh",
        capitals=True,
        common="der die und das ist nicht mit von den im auf für",
    ),
    "es": Grammar(
        this="este|esta|hoy,?",
        yesterday="ayer,?",
        other="desde(?: el)?|hasta(?: el)?|a partir del?|antes del?|tras(?: el)?|después del?|del"
        "|para(?: el)?|próxim[oa]|entre(?: el)?"
        "|y el|al|nacid[oa]s?(?: el)?|previst[oa]s? (?:para )?el|a más tardar el",
        other_after="próximo|que viene|siguiente",
        past="pasad[oa]|últim[oa]|desde(?: el)?|del",
        past_after="pasad[oa]|últim[oa]",
        habit="los|todos los|cada|un|algunos",
        part_of_day="noche|tarde|mañana|madrugada|mediodía|jornada",
        following="tras|después|desde|luego",
        future=r"(?-i:[a-zñá-ú]+rán?)|van? a|prevén?|deben?|previst[oa]s?",
        until="al?",
        link="el|día",
        common="el los las que una por con para del se en y",
    ),
    "pt": Grammar(
        this="(?:n|d)?est[ea]|hoje,?",
        yesterday="ontem,?",
        other="desde(?: [oa])?(?: dia)?|até(?: [oa])?(?: dia)?|a partir d[eoa](?: dia)?"
        "|antes d[eoa](?: dia)?|após(?: [oa])?|para(?: [oa])?(?: dia)?"
        "|próxim[oa]|de|do dia|entre(?: [oa])?|e [oa]|nascid[oa]s?(?: em)?|previst[oa]s? para [oa]"
        "",
        other_after="próxim[oa]|que vem|seguinte",
        past="passad[oa]|últim[oa]|desde(?: [oa])?|d[eoa]",
        past_after="passad[oa]|últim[oa]",
        habit="às|aos|todas?(?: as)?|todos?(?: os)?|cada|uma?",
        part_of_day="noite|tarde|manhã|madrugada",
        following="após|depois|desde",
        future="(?-i:[a-zà-ÿ]+r(?:á|ão))|vai|vão|devem?|previst[oa]s?",
        until="para(?: [oa])?|a",
        link="dia",
        careful="segunda|terça|quarta|quinta|sexta",
        common="o os uma que com não para do da em ao dos",
    ),
    "it": Grammar(
        this="quest[oa]|quest['’]|oggi,?",
        yesterday="ieri,?",
        other="dal(?:lo|l['’])?|da|fino al?(?:l['’])?|entro(?: il)?|a partire dal?(?:l['’])?"
        "|prima del?(?:l['’])?|dopo(?: il| l['’])?|per(?: il| l['’])?"
        "|prossim[oa]|del(?:l['’])?|al(?:l['’])?|tra(?: il)?|e il|nat[oa](?: il)?"
        "|previst[oa] (?:per )?(?:il|l['’])",
        other_after="prossim[oa]|successiv[oa]",
        past="scors[oa]|ultim[oa]|dal?|d[ie]l?",
        past_after="scors[oa]|passat[oa]",
        habit="il|la|i|ogni|tutti i|tutte le|una?",
        part_of_day="notte|sera|serata|mattina|mattinata|pomeriggio|giornata",
        following="dopo|seguito",
        future="(?-i:[a-zà-ÿ]+r(?:à|anno))|deve|devono|dovrebbe|dovrebbero|previst[oa]",
        until="al?|e",
        link="il",
        common="il che di una con per della sono nel gli alla dei",
    ),
    "nl": Grammar(
        this="deze|vandaag,?",
        yesterday="gisteren,?",
        other="sinds|tot(?: en met)?|vanaf|voor|na|(?:volgend|komend|aanstaand)e|van|op uiterlijk"
        "|uiterlijk|tussen|geboren(?: op)?",
        other_after="aanstaande",
        past="(?:afgelopen|vorige)|sinds|van",
        habit="elke|iedere|een|de",
        part_of_day="nacht|avond|ochtend",
        following="na|sinds",
        future="zal|zullen|gaat|gaan|moet|moeten",
        until="op|tot|t/m",
        link="de",
        suffix="avond|ochtend|middag|nacht|morgen|namiddag",
        common="het een van en op dat niet voor met zijn de",
    ),
    "pl": Grammar(
        this="t[eęo]n?|dziś,?|dzisiaj,?",
        other="od|do|po|przed|z|na|między|(?:przyszł|najbliższ|następn)\\w+|urodzon\\w+",
        past="(?:zeszł|ubiegł|minion)\\w+|od|z",
        habit="każd\\w+|co",
        following="po|od",
        future="będzie|będą|odbędzie|ma|mają",
        until="na|do",
        common="w i na z się że do nie jest o po",
    ),
    "ru": Grammar(
        this="эт[оу]т?|сегодня,?",
        yesterday="вчера,? в(?:о)?",
        other="с|до|после|от|к|по|между|следующ\\w+|ближайш\\w+|родил\\w+",
        past="прошл\\w+|минувш\\w+",
        habit="кажд\\w+",
        following="после",
        future="будет|будут|состоится|планиру\\w+",
        until="на",
        common="и в на что не с по как из за его",
    ),
}
