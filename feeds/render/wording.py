"""The words Tagwire itself writes, in the language of the site. What the sources wrote is never translated.

English stands in the code and the templates, every other language in a gettext catalogue,
`translations/<language>.po`. The tests name what a catalogue lacks; Babel's `pybabel` writes what to fill in.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

ENGLISH = "en"
CATALOGUES = files("feeds.render") / "translations"


@cache
def language_of_words(language: str) -> str:
    """The language in which a site of that language (BCP 47) is worded: its primary one where a
    catalogue has it, else English.
    """
    primary = language.partition("-")[0].lower()
    return primary if primary.isalpha() and (CATALOGUES / f"{primary}.po").is_file() else ENGLISH


def wording_for(language: str) -> NullTranslations:
    """The translations for a BCP 47 tag: `gettext` and `ngettext` take English and leave
    `%(names)s` to be filled.
    """
    return _translations(language_of_words(language))


@cache
def _translations(language: str) -> NullTranslations:
    """Compiled when first used, so that a catalogue ships as it is written."""
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
