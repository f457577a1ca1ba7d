"""Names and addresses of people, told apart however they are written."""

from __future__ import annotations

import pytest

from sources.adapters.people import person_of
from sources.entry import Person


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("Ann Brug", "Ann Brug", None),
        ("Ann <ann@brug.example>", "Ann", "ann@brug.example"),
        ('"Brug, Ann" <ann@brug.example>', "Brug, Ann", "ann@brug.example"),
        ('Ann "Anke" <ann@brug.example>', 'Ann "Anke"', "ann@brug.example"),
        ("ann@brug.example (Ann Brug)", "Ann Brug", "ann@brug.example"),
        ("ann@brug.example", "ann", "ann@brug.example"),
        ("<ann@brug.example>", "ann", "ann@brug.example"),
        (" Ann  Brug < mailto:ann@brug.example > ", "Ann Brug", "ann@brug.example"),
        ("noreply@brug.example (Ann)", "Ann", None),
        ("Ann @ Brug", "Ann @ Brug", None),
        ("@ann@brug.example", "@ann@brug.example", None),
        ("</b>Bad", "Bad", None),
        ("<b>Ann</b> &amp; <i>Co</i>", "Ann & Co", None),
        ("Tom & Jerry", "Tom & Jerry", None),
        ("Ann <b@c", "Ann", None),
    ],
)
def test_a_person_has_a_name_that_is_no_address(text: str, name: str, email: str | None) -> None:
    assert person_of(text) == Person(name=name, email=email)


@pytest.mark.parametrize("text", ["", "  ", "<b></b>", "no-reply@brug.example", "\x00"])
def test_what_names_nobody_is_nobody(text: str) -> None:
    assert person_of(text) is None


def test_what_is_stated_apart_belongs_to_the_name() -> None:
    found = person_of("Ann", email="ann@brug.example", url="https://brug.example/ann")
    assert found == Person(name="Ann", email="ann@brug.example", url="https://brug.example/ann")
    assert person_of("", email="ann@brug.example") == Person(name="ann", email="ann@brug.example")
    assert person_of("Ann", email="noreply@brug.example") == Person(name="Ann")
