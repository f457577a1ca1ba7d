"""The catalogues of our own words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import feeds
from feeds.render import localise
from feeds.render.wording import CATALOGUES, language_of_words, wording_for

ROOT = Path(feeds.__file__).parent
LANGUAGES = sorted(Path(one.name).stem for one in CATALOGUES.iterdir() if one.name.endswith(".po"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR", "fr"), ("en", "en"), ("frr", "en"), ("", "en"), ("../fr", "en")],
)
def test_the_primary_language_decides_and_english_stands_in(language, expected):
    assert language_of_words(language) == expected
    assert wording_for(language).gettext("Tags") == {"fr": "Mots-clés", "en": "Tags"}[expected]


@pytest.fixture(scope="module")
def written() -> Catalog:
    """Every message in the code and the templates."""
    catalog = Catalog()
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
    options = {"**/templates/**.html": {"silent": "false"}}
    for file, line, message, comments, context in extract_from_dir(ROOT, methods, options):
        catalog.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return catalog


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_translates_every_message_and_no_other(language, written):
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    assert {one.id for one in catalogue if one.id} == {one.id for one in written if one.id}
    assert not [one.id for one in catalogue if one.id and (one.fuzzy or not all(one.string or [""]))]
    assert list(catalogue.check()) == []


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("fr", 0, "0 article"),
        ("fr", 1, "1 article"),
        ("fr", 2, "2 articles"),
        ("fr", 12345, "12\u202f345 articles"),
        ("en", 0, "0 articles"),
        ("en", 1, "1 article"),
        ("en", 12345, "12,345 articles"),
    ],
)
def test_counts_take_the_plural_of_their_language(language, count, expected):
    assert localise.articles(count, language) == expected


def test_catalogues_work_where_only_the_packages_files_are():
    """No build step: what a wheel carries is the .po, and nothing is written beside it."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    program = "from feeds.render.wording import wording_for; print(wording_for('fr').gettext('Sources'))"
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert ran.stdout.split() == [b"Sources"]
    assert not list(ROOT.rglob("*.mo"))


def test_french_marks_are_written_with_spaces_that_do_not_break():
    with (CATALOGUES / "fr.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    strings = [one.string for one in catalogue if one.id]
    words = [text for one in strings for text in (one if isinstance(one, tuple) else [one])]
    assert any("\xa0»" in text for text in words)
    assert not [text for text in words if re.search("« | [»:;!?]", text)]
