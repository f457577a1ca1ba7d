"""The agencies and papers that an article names as its sources: "(Source : Reuters)", "Avec l'AFP"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.entry import Credit

_AGENCIES = (
    "AFP|Agence France-Presse|AP|Associated Press|Reuters|Bloomberg|UPI|dpa|DPA|dts|epd|KNA|SID|EFE|"
    "Europa Press|ANSA|Adnkronos|AGI|LaPresse|Lusa|Agência Brasil|Télam|Notimex|Belga|ANP|ATS|SDA|"
    "Keystone-ATS|Keystone-SDA|APA|PAP|ČTK|TASR|MTI|Agerpres|Tanjug|Hina|TASS|ТАСС|РИА Новости|"
    "Interfax|Интерфакс|Ukrinform|Укринформ|Укрінформ|Ritzau|NTB|TT|STT|BNS|Anadolu|AA|PA Media|PTI|"
    "Yonhap|Xinhua|新华社|新華社|Jiji|時事|Kyodo|共同"
)
_AT_LARGE = "agences|agencies|agenturen|agencias|agências|agenzie|agentschappen"
_ARTICLES = (
    "(?:de l|dell|da l|l)['’]|(?:the|le|la|les|der|die|den|das|el|las|il|het|a|as|o|de|da|do|della|di|"
    "van|von) "
)
_SOURCES = (
    r"sources?|source\(s\)|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|źródł[oa]|источники?|джерел[оа]|"
    "zdroje?|källa|kilder?|lähde|forrás|surs[ae]|kaynak|πηγή|font|出典|来源|來源|المصدر|מקור"
)
_WITH = (
    "avec les informations de|avec des informations de|avec|d['’]après|with reporting by|"
    "with files from|with material from|with information from|with|mit material von|mit material der|"
    "mit informationen von|mit|con información de|con informaciones de|con datos de|con informazioni|"
    "con|com informações d[aeo]|com|met|med|по материалам|по данным|за матеріалами"
)
_LONGEST = 110  # characters of a note
_NAME_WORDS = 8  # at most

_LED_IN = re.compile(
    rf"(?:(?P<colon>{_SOURCES}|{_WITH}|avec les agences)\s*[:：]|(?:{_WITH})(?:\s|(?<=['’])))"
    r"\s*(?P<names>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[,;/+&、|]\s*|\s+[–—-]\s+|\s+(?:et|and|und|y|e|ed|en|i|и|och|og|ja|és|și|ve|avec|with|mit|con|com|med)\s+"
    r"(?=[^\W\d_a-zß-ÿ]|\d|l['’]|dpa|dts|epd|the |la |der |die )"
)
_AGENCY = re.compile(_AGENCIES)
_AGENCY_OR_SEVERAL = re.compile(rf"{_AGENCIES}|(?i:{_AT_LARGE})")
_ARTICLE = re.compile(rf"(?i:{_ARTICLES})(?=(?:{_AGENCY_OR_SEVERAL.pattern})\b)|l['’]")
_NO_NAME = re.compile(r"[:：!?()\[\]\n]|\.(?!\w)")
_AROUND = " \t\xa0\u202f–—|•·-"

_BRACKETED = re.compile(rf"\s?[(\[（【]\s?([^()\[\]（）【】\n]{{2,{_LONGEST}}})[)\]）】]")
_ALL_BRACKETED = re.compile(r"[(\[（【](.+)[)\]）】]")
_BEFORE_NOTE = re.compile(
    r"(?<=[.!?…»”\")\]。！？])\s*(?:[–—-]\s*)?|\s*[–—|•·]\s*|\s+(?=(?-i:[A-ZÀ-Þ]))"
    rf"(?=(?:{_SOURCES})\s*:)",
    re.IGNORECASE,
)
_BEFORE_BYLINE_NOTE = re.compile(rf",?\s+(?=(?:{_WITH})\s)|\s*[/|•·–—]\s*", re.IGNORECASE)
_STOP_TWICE = re.compile(r"([.!?…»”])\s*\.$|(?<!\.)(?<=[.!?…])\.(?=\s)")


def split_credits(text: str) -> tuple[str, tuple[Credit, ...]]:
    """The text without its agency notes, and the agencies these name.

    Notes are "(Source : Reuters)", "(avec AFP)", "(Quelle: dpa, AFP)", "(EFE)" anywhere; "Avec l'AFP",
    "Source: AP" or "Reuters" behind the last sentence; or all of the text.
    """
    if line := credit_line(text):
        return "", line
    names: list[str] = []

    def take(note: re.Match[str]) -> str:
        named = _named(note[1])
        names.extend(named)
        return "" if named else note[0]

    rest = _BRACKETED.sub(take, text)
    if names:
        rest = _STOP_TWICE.sub(r"\1", rest.strip())
    rest, behind = _split_behind(rest, _BEFORE_NOTE)
    return rest, _credits([*names, *behind])


def split_byline(text: str) -> tuple[str, tuple[Credit, ...]]:
    """A byline without the agencies it names beside the author, and these: "Par Zoé Lam avec AFP"."""
    rest, named = split_credits(text)
    rest, behind = _split_behind(rest, _BEFORE_BYLINE_NOTE)
    return rest, tuple(dict.fromkeys((*named, *_credits(behind))))


def credit_line(text: str) -> tuple[Credit, ...]:
    """The agencies that a text names which does nothing else: "Sources : AFP, Reuters"; else none."""
    if len(text) > _LONGEST or not _may_name(text):
        return ()
    bare = text.strip(_AROUND).removesuffix(".")
    bracketed = _ALL_BRACKETED.fullmatch(bare)
    return _credits(_named(bracketed[1] if bracketed else bare))


def _may_name(text: str) -> bool:
    """Whether it is worth a closer look: cheap, as nearly every text is no note."""
    return _AGENCY.search(text) is not None or ":" in text or "：" in text or "gen" in text.lower()


def _split_behind(text: str, before: re.Pattern[str]) -> tuple[str, list[str]]:
    """The text before an agency note at its end, and the names in the note."""
    start = max(1, len(text) - _LONGEST)
    for gap in before.finditer(text, start) if _may_name(text[start:]) else ():
        if named := _named(text[gap.end() :].rstrip().removesuffix(".")):
            return text[: gap.start()].rstrip(_AROUND), named
    return text, []


def _named(note: str) -> list[str]:
    """The names in a note; none if it is no note about sources."""
    led_in = _LED_IN.fullmatch(note.strip())
    parts = _BETWEEN.split(led_in["names"] if led_in else note)
    names = [_without_article(name) for part in parts if (name := part.strip(" .\xa0\u202f"))]
    if not all(len(name.split()) <= _NAME_WORDS and not _NO_NAME.search(name) for name in names):
        return []
    if led_in and led_in["colon"]:
        return names
    if led_in is None:
        return names if all(map(_AGENCY.fullmatch, names)) else []
    known = [_AGENCY_OR_SEVERAL.fullmatch(name) for name in names]
    proper = all(found or not name[0].islower() for found, name in zip(known, names, strict=True))
    return names if proper and any(known) else []


def _without_article(name: str) -> str:
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def _credits(names: Sequence[str]) -> tuple[Credit, ...]:
    return tuple(Credit(name=name) for name in dict.fromkeys(names))
