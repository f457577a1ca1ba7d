"""tagwire.toml: what is read from it, and how it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import SettingsError
from feeds.settings import Seconds, load, parse

FILE = Path("/srv/feeds/tagwire.toml")

SITE = """\
[site]
title = "Revue"
url = "https://feeds.example.org/revue"
"""

SOURCE = """
[[source]]
name = "exemple"
location = "page.txt"
"""

FEED = """
[[feed]]
slug = "trade"
"""


def test_defaults_are_those_of_the_contract() -> None:
    settings = parse(SITE + SOURCE, file=FILE)
    assert settings.site.language == "en"
    assert settings.site.timezone == "UTC"
    assert settings.store.url == "sqlite:////srv/feeds/tagwire.db"
    assert settings.publish.directory == Path("/srv/feeds/public")
    assert settings.publish.entries == 50
    assert settings.publish.content == "excerpt"
    assert settings.publish.max_age == 900
    assert settings.publish.compress == ("gzip", "br")
    assert settings.serve.stale_after == 86400
    (source,) = settings.source
    assert source.adapter == "auto"
    assert source.every == 900
    assert source.location == "/srv/feeds/page.txt"
    assert settings.lock == Path("/srv/feeds/tagwire.lock")


def test_every_key_of_the_contract_is_read() -> None:
    text = """
[site]
title = "Revue de presse"
url = "https://feeds.example.org"
id = "tag:feeds.example.org,2026:"
language = "fr"
timezone = "Europe/Paris"
hubs = ["https://hub.example.org/"]
[store]
url = "sqlite:////var/lib/tagwire.db"
[publish]
directory = "/srv/www"
entries = 20
content = "full"
max_age = "1h30m"
compress = ["zstd"]
[fetch]
contact = "mailto:editor@example.org"
allow_private = true
[serve]
stale_after = "2d"
[[source]]
name = "exemple"
title = "Exemple Info"
url = "https://example.org/tag/x/"
location = "https://example.org/tag/x/"
adapter = "capture"
tags = ["guerre en Ukraine"]
every = "0s"
timezone = "America/New_York"
own = true
headers = { Authorization = "env:TOKEN" }
select = { item = "article" }
[[feed]]
slug = "ukraine-sans-sanctions"
title = "Ukraine, hors sanctions"
select = "guerre-en-ukraine and not sanctions"
exclude_title = '^live\\b'
exclude_author = ["^AFP$", "robot"]
former = ["ukraine"]
[[feed]]
slug = "война"
gone = true
"""
    settings = parse(text, file=FILE)
    assert settings.publish.max_age == 5400
    assert settings.serve.stale_after == 172800
    assert settings.store.url == "sqlite:////var/lib/tagwire.db"
    assert settings.zone_of(settings.source[0]).key == "America/New_York"
    assert settings.source[0].origin_name == "Exemple Info"
    assert settings.site.base == "https://feeds.example.org/"
    feed, gone = settings.feed
    assert feed.select is not None
    assert feed.select.selects({"guerre-en-ukraine"})
    assert feed.exclude_title.find("LIVE: the summit")
    assert not feed.exclude_title.find("Alive")
    assert feed.exclude_author.find("Ann\nafp")
    assert (feed.label, feed.former, feed.gone) == ("Ukraine, hors sanctions", ("ukraine",), False)
    assert (gone.label, gone.select, gone.gone) == ("война", None, True)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[site\n", 1, "not valid TOML"),
        ("", 1, "`site` is missing"),
        ("[site]\nurl = 'https://x.example'\n", 1, "site: `title` is missing"),
        (SITE + "colour = 1\n", 4, "site.colour: unknown key; known are title, url, id"),
        ("[sites]\n" + SITE, 1, "sites: unknown key; known are site, store, publish"),
        (SITE.replace('"Revue"', "3"), 2, "site.title: expected text in quotes, got 3"),
        (SITE + "[fetch]\ncontact = 3\n", 5, "fetch.contact: expected text in quotes, got 3"),
        (SITE + "[publish]\nentries = 1.5\n", 5, "publish.entries: expected a whole number, got a fraction"),
        (SITE + SOURCE + "url = 2025-10-25\n", 8, "source[0].url: expected an address such as"),
        (SITE + SOURCE + "own = 2025-10-25\n", 8, "source[0].own: expected true or false, got a day"),
        (SITE.replace("https", "ftp"), 3, "site.url: expected an address such as"),
        ('site.title = "x"\nsite.url = "y"\n', 2, "site.url: expected an address such as"),
        (SITE + 'timezone = "Mars/Olympus"\n', 4, "site.timezone: expected a time zone such as"),
        (SITE + 'id = "feeds.example.org"\n', 4, "site.id: expected a tag: prefix such as"),
        (SITE + '[publish]\nmax_age = "15x"\n', 5, "publish.max_age: expected a span of time such as"),
        (SITE + "[publish]\nmax_age = 15\n", 5, "publish.max_age: expected a span of time such as"),
        (SITE + "[publish]\nentries = 0\n", 5, "publish.entries: expected a whole number >= 1"),
        (SITE + '[publish]\ncompress = ["lzma"]\n', 5, "publish.compress[0]: expected \"gzip\" or \"br\" or \"zstd\", got 'lzma'"),
        (SITE + '[publish]\ncontent = "all"\n', 5, "publish.content: expected \"excerpt\" or \"full\", got 'all'"),
        (SITE + SOURCE + 'evry = "15m"\n', 8, "source[0].evry: unknown key; known are name, location"),
        (SITE + SOURCE + SOURCE, 10, "source[1].name: 'exemple' is taken; each stands for one source"),
        (SITE + SOURCE.replace("exemple", "Ex emple"), 6, "source[0].name: expected text in quotes of small letters"),
        (SITE + SOURCE + SOURCE.replace("exemple", "b").replace('"page.txt"', "7"), 11, "source[1].location: expected text"),
        (SITE + SOURCE + 'tags = ["x", " "]\n', 8, "source[0].tags[1]: expected text in quotes that is not empty"),
        (SITE + "[source]\nname = 'a'\n", 4, "source: expected a list, got a table"),
        (SITE + FEED + 'colour = "x"\n', 7, "feed[0].colour: unknown key; known are slug, title, select"),
        (SITE + FEED.replace("trade", "Trade"), 6, "feed[0].slug: expected a slug such as"),
        (SITE + FEED.replace("trade", "all"), 6, "feed[0].slug: expected a slug of its own; 'all' is taken"),
        (SITE + FEED + FEED, 9, "feed[1].slug: 'trade' is taken; each stands for one feed"),
        (SITE + FEED + FEED.replace("trade", "b") + 'former = ["trade"]\n', 10, "feed[1].former: 'trade' is taken"),
        (SITE + FEED + 'former = "x"\n', 7, "feed[0].former: expected a list"),
        (SITE + FEED + 'former = ["x", "A b"]\n', 7, "feed[0].former[1]: expected a slug such as"),
        (SITE + FEED + 'exclude_title = ["x", "(y"]\n', 7, "feed[0].exclude_title: expected a regular expression, got '(y'"),
        (SITE + FEED + "exclude_author = 3\n", 7, "feed[0].exclude_author: expected a regular expression in quotes"),
        (SITE + FEED + 'select = "a and (b or"\n', 7, 'feed[0].select: expected a tag such as guerre-en-ukraine, "not" or "(" at column 12: a and (b or▶◀'),
        (SITE + FEED + "select = \"\"\"\na\nb - at `$\"\"\"\n", 7, 'feed[0].select: expected "and", "or" or the end at column 3: a ▶b◀ - at `$'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line_and_what_was_expected(text: str, line: int, says: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse(text, file=FILE)
    assert str(raised.value).startswith(f"{FILE}:{line}: ")
    assert says in str(raised.value)
    assert raised.value.exit_code == 2


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file; `tagwire init LOCATION` writes one"):
        load(tmp_path / "tagwire.toml")


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(SITE)
    monkeypatch.setenv("TAGWIRE_CONFIG", str(file))
    assert load().publish.directory == tmp_path / "public"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.toml"
    file.write_bytes(SITE.encode() + b"\xff")
    with pytest.raises(SettingsError, match="cannot be read as UTF-8 text"):
        load(file)


@given(st.integers(0, 3650), st.sampled_from("smhd"))
def test_spans_of_time_are_seconds(number: int, unit: str) -> None:
    assert Seconds.parse(f"{number}{unit}") == number * Seconds.UNITS[unit]


@given(st.text())
def test_any_text_is_read_or_refused_with_one_line(text: str) -> None:
    try:
        parse(text, file=FILE)
    except SettingsError as error:
        assert str(error).startswith(f"{FILE}:")
        assert "\n" not in str(error)


def test_names_of_feeds_hold_no_markup() -> None:
    text = SITE.replace('"Revue"', "'Flux & <b>cie</b> ]]>'") + SOURCE + "title = 'Source <i>& fils</i>'\n"
    settings = parse(text + FEED + "title = 'Vide </b> <3'\n", file=FILE)
    assert settings.site.title == "Flux & cie ]]>"
    assert settings.source[0].origin_name == "Source & fils"
    assert settings.feed[0].label == "Vide <3"
