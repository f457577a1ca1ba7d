"""The table of our own words."""

from dataclasses import fields

import pytest

from feeds.render.wording import ENGLISH, FRENCH, wording_for


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", FRENCH), ("fr-CA", FRENCH), ("FR", FRENCH), ("en", ENGLISH), ("frr", ENGLISH), ("", ENGLISH)],
)
def test_the_primary_language_decides_and_english_stands_in(language, expected):
    assert wording_for(language) is expected


def test_every_pattern_takes_the_same_names_in_every_language():
    given = {"names": "N", "site": "S", "label": "L", "date": "D", "count": "1"}
    for field in fields(ENGLISH):
        english, french = (getattr(table, field.name) for table in (ENGLISH, FRENCH))
        if isinstance(english, str):
            assert {name for name in given if f"{{{name}}}" in english} == {
                name for name in given if f"{{{name}}}" in french
            }
            assert "{" not in english.format(**given)
