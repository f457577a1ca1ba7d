"""Error pages, logins, consent walls and challenges to robots are told as such; lists that speak of them are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sources.adapters import html
from sources.entry import Document
from sources.errors import Wall

RECENT = "".join(f'<li><a href="/r{number}">A recent story, number {number}</a></li>' for number in range(20))
LIST = "".join(
    f'<article><h2><a href="/a{number}">Story number {number}</a></h2></article>' for number in range(3)
)
PASSWORD = '<form><input name="user"><input type="password" name="word"></form>'


def page(title: str, body: str, classes: str = "") -> Document:
    text = f'<html><head><title>{title}</title></head><body class="{classes}">{body}</body></html>'
    return Document(
        data=text.encode(),
        location="p.html",
        captured=datetime(2026, 5, 20, tzinfo=UTC),
        base_url="https://h.example/l/",
    )


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("404", "<p>nothing here</p>", "an error page"),
        ("Page not found – Tidewater", f"<ul>{RECENT}</ul>", "an error page"),
        ("Seite nicht gefunden | Kreis", f"<ul>{RECENT}</ul>", "an error page"),
        ("503 Service Temporarily Unavailable", "<h1>503</h1>", "an error page"),
        ("403 - Forbidden: Access is denied.", "", "an error page"),
        ("Tidewater", f"<h1>Oops! Page not found</h1><ul>{RECENT}</ul>", "an error page"),
        ("页面不存在", "<p>x</p>", "an error page"),
        ("Members", PASSWORD, "a login page"),
        ("Log in – Forum", f"<ul>{RECENT}</ul>{PASSWORD}", "a login page"),
        ("Anmelden | Verein", f"<ul>{RECENT}</ul>{PASSWORD}", "a login page"),
        ("Just a moment...", "<p>Checking your browser before accessing.</p>", "a challenge to robots"),
        (
            "h.example",
            "<h1>h.example</h1><p>Verifying you are human. This may take a few seconds.</p>",
            "robots",
        ),
        ("Before you continue", "<form><button>Accept all</button></form>", "a consent wall"),
        ("Einwilligung", "<p>Wir und 143 Partner</p>", "a consent wall"),
    ],
)
def test_a_wall_is_told_by_its_words(title: str, body: str, said: str) -> None:
    with pytest.raises(Wall, match=said) as caught:
        html.read(page(title, body))
    assert "\n" not in str(caught.value)


def test_wordpress_says_by_its_class_that_a_page_is_missing() -> None:
    with pytest.raises(Wall, match="an error page"):
        html.read(page("Tidewater", f"<ul>{RECENT}</ul>", classes="error404 wp-theme-x"))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Media", LIST),
        ("500 words a day", LIST),
        ("Forbidden City news", LIST),
        ("Not found in translation: essays", LIST),
        ("Consent and other stories", LIST + f"<ul>{RECENT}</ul>"),
        ("Tidewater", LIST + f"<ul>{RECENT}</ul>" + PASSWORD),
        ("Captcha news", LIST + f"<ul>{RECENT}</ul>"),
    ],
)
def test_a_list_that_speaks_of_such_things_is_a_list(title: str, body: str) -> None:
    assert len(html.read(page(title, body)).entries) >= 3
