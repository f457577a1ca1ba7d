"""Settings that nobody should write: refused with one line, or they work."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import SettingsError
from feeds.settings import Language, Seconds, SiteAddress, TagPrefix, load, parse

FILE = Path("/srv/feeds/tagwire.toml")
SETTINGS: dict[str, dict[str, str]] = {
    "site": {"title": '"Revue"', "url": '"https://feeds.example.org/"'},
    "store": {},
    "publish": {},
    "fetch": {},
    "serve": {},
    "source": {"name": '"exemple"', "location": '"page.txt"'},
    "feed": {"slug": '"trade"'},
}
BELL, LONG = '"a\\u0007b"', f'"{"a" * 300}"'


def text(key: str = "", value: str = "") -> str:
    """A tagwire.toml with one value of our choice."""
    table, _, name = key.partition(".")
    lines = []
    for one, values in SETTINGS.items():
        lines.append(f"[[{one}]]" if one in {"source", "feed"} else f"[{one}]")
        lines += [f"{k} = {v}" for k, v in (values | ({name: value} if one == table else {})).items()]
    return "\n".join(lines) + "\n"


REFUSED = [
    ("site.title", ['""', '" "', BELL, '"\\u0000"', '"a\\nb"', '"\\uFFFE"', '"\\u200B"', f'"{"a" * 9000}"']),
    ("source.title", ['""', '"<b>\\u200B</b>"', '" \\t"', BELL, '"a\\u0085b"']),
    ("source.tags", ['[""]', f"[{BELL}]", '["a\\nb"]', "[3]"]),
    ("feed.title", ['""', BELL]),
    ("fetch.contact", ['""', '"a\\nb"']),
    ("source.every", ['"-1s"', '"99999999d"', f'"{"9" * 5000}s"', '"３m"', '"1.5h"', "0", "true"]),
    ("publish.max_age", ['""', '"99999999d"', f'"{10**30}s"']),
    ("serve.stale_after", ['"0s"', '"99999999d"', '"m"']),
    ("publish.entries", ["0", "-1", str(10**30), "10001", "nan", "1e9"]),
    ("publish.directory", ['"."', '".."', '"/"', '"a/.."', '"/srv"', '"\\u0000"', LONG, '"~nobody-at-all/x"']),
    ("store.url", ['"sqlite://"', '"sqlite:///"', '"sqlite:///:memory:"', '"sqlite:////"', '"sqlite:///."', '""', '"x"',
                   '"sqlite:///file:x?mode=memory&uri=true"', '"sqlite:///x.db?a=b"', '"sqlite+pysqlite:///x.db"',
                   '"sqlite:///\\u0000"', '"sqlite:///public/x.db"', '"sqlite:///tagwire.lock"',
                   f'"sqlite:///{"a" * 300}"', '"sqlite:///a?b/x.db"', '"sqlite:x.db"']),
    ("site.language", ['""', '"xx_YY"', '"français"', '"fr FR"', '"a"', '"en-"', '"123"', '"en-US-x"', LONG, "3"]),
    ("site.url", ['"https://feeds.example.org/?a=b"', '"https://feeds.example.org/#x"', '"https://e.example/a b"',
                  '"ftp://feeds.example.org/"', '"https://feeds.example.org/a//b/"', '"https://e.example/a/../b"',
                  '"https://e.example/%2e%2E/x"', '"https://e.example:99999/"', '"https://e.example:0/"', '"https://[::1"',
                  '"https:///x"', '"https://a b.example/"', '"https://e.example/\\n"', '"https://e.example/\\u0000"',
                  '" https://e.example/"', '"https://a..b/"', '"https://x\\\\y/"', LONG, '"feeds.example.org"']),
    ("site.hubs", ['["ftp://x.example/"]', '["https://u:p@x.example/"]', '["https://x.example/\\u0000"]']),
    ("site.id", ['"tag:x,2026-13:"', '"tag:x,2026-02-30:"', '"tag:x@,2026:"', '"tag:-x,2026:"', '"tag:x,2026:a b"',
                 '"tag:x,26:"', '"tag:..,2026:"']),
    ("source.url", ['"https://e.example/a b"', '"https://u:p@e.example/"', '"page.html"']),
    ("source.name", [LONG, '""', '"a\\n"', '"../x"', '"A"', '"a--b"']),
    ("source.location", ['""', '" "', '"a\\u0000b"', LONG, '"ftp://e.example/"', '"file:///etc/passwd"', '"://"', '"http://"',
                         '"https://e.example:99999/"', '"https://e.example/a b"']),
    ("source.headers", ['{ "A B" = "x" }', '{ A = "x\\ny" }', '{ A = "é" }', '{ "" = "x" }', '{ A = "x\\u0000" }', '{ "A B" = "env:X" }']),
    ("publish.directory", ['"tagwire.db"', '"tagwire.lock"']),
    ("source.captured", ["2025-10-25", '"yesterday"', "2025-10-25T10:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]),
    ("feed.slug", [LONG, '"a.b"', '"é"']),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in REFUSED for value in values])
def test_it_is_refused_with_one_line_that_names_the_place(key: str, value: str) -> None:
    table, _, name = key.partition(".")
    with pytest.raises(SettingsError) as raised:
        parse(text(key, value), file=FILE)
    message = str(raised.value)
    spelled = f"{table}[0]" if table in {"source", "feed"} else table
    assert message.startswith(
        f"{FILE}:{text(key, value).splitlines().index(f'{name} = {value}') + 1}: {spelled}.{name}"
    )
    assert "expected" in message
    assert message.isprintable()
    assert len(message) < 400


TAKEN = [
    ("site.title", ['"<b>&]]>"', '"Revue\\u00a0: la presse"', '"新聞"', '"🗞"', '" Revue "']),
    ("site.language", ['"en"', '"fr-FR"', '"zh-Hant-TW"', '"x-private"', '"de-CH-1901"', '"sl-rozaj-biske"', '"en-a-bbb-x-a-ccc"']),
    ("site.id", ['"tag:example.org,2026:"', '"tag:jo@example.org,2026-02:a/b-%C3%A9/"', '"tag:localhost,2026-02-28:"']),
    ("site.url", ['"http://localhost:8000"', '"https://example.org/é/"', '"https://[::1]:8000/x/"', '"http://127.0.0.1/"']),
    ("source.every", ['"0s"', '"3650d"', '"1h30m"']),
    ("publish.max_age", ['"0s"']),
    ("publish.directory", ['"/srv/www"', '"../public"', '"www/public"']),
    ("store.url", ['"sqlite:///../x.db"', '"sqlite:////var/lib/x.db"', '"postgresql+psycopg://u:p@db.example/feeds?sslmode=require"']),
    ("source.captured", ["2025-10-25T23:59:59+02:00", '"2025-10-25T18:30:00Z"']),
    ("source.location", ['"https://e.example/?cat=3"', '"a b.txt"', '"../x"']),
    ("source.headers", ['{ Authorization = "env:NOT_SET_ANYWHERE" }', '{ X-Key = "a b" }']),
    ("source.name", ['"a.b_c-d"', '"all"']),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in TAKEN for value in values])
def test_it_is_taken(key: str, value: str) -> None:
    parse(text(key, value), file=FILE)


def site_url(value: str) -> str:
    return parse(text("site.url", f'"{value}"'), file=FILE).site.url


def test_addresses_are_spelled_as_programs_compare_them() -> None:
    assert site_url("HTTPS://Feeds.EXAMPLE.org:443/Revue") == "https://feeds.example.org/Revue"
    assert site_url("https://exämple.org:8443/é/") == "https://xn--exmple-cua.org:8443/é/"
    source = parse(text("source.url", '"https://example.org/a|b?c={d}&e=5%"'), file=FILE).source[0]
    assert source.url == "https://example.org/a%7Cb?c=%7Bd%7D&e=5%25"


@given(st.text(alphabet="abé/.:@?#%[]\\ 0129-_~\u200f", max_size=20))
def test_any_address_is_refused_or_can_be_built_on(rest: str) -> None:
    try:
        address = SiteAddress.parse(f"https://{rest}")
    except ValueError:
        return
    assert SiteAddress.parse(address) == address
    assert address.isprintable()
    assert "@" not in address.partition("://")[2].partition("/")[0]


@pytest.mark.parametrize("key", ["site.url", "source.url", "source.location", "site.hubs"])
@pytest.mark.parametrize(
    "value",
    ["https://jo:geheim@example.org/", "https://geheim@example.org/", "https://jo:geheim@exa mple/", "ftp://jo:geheim@e.example/",
     "https://jo:geheim\\\\@example.org/", "https://jo:geheim@[::1", "https:/jo:geheim@e.example/://"],
)  # fmt: skip
def test_a_password_in_an_address_is_refused_unseen(key: str, value: str) -> None:
    quoted = f'["{value}"]' if key == "site.hubs" else f'"{value}"'
    with pytest.raises(SettingsError) as raised:
        parse(text(key, quoted), file=FILE)
    assert "geheim" not in str(raised.value)


def test_the_password_of_a_database_is_not_shown() -> None:
    with pytest.raises(SettingsError) as raised:
        parse(text("store.url", '"postgresql://jo:geheim@ /x"'), file=FILE)
    assert "geheim" not in str(raised.value)


def test_a_hub_is_named_once_however_it_is_spelled() -> None:
    with pytest.raises(
        SettingsError, match=r"site\.hubs: 'https://hub.example/' is taken; each stands for one hub"
    ):
        parse(text("site.hubs", '["https://hub.example/", "https://HUB.example:443/"]'), file=FILE)


def test_what_may_be_secret_in_a_location_is_not_its_page() -> None:
    location = "https://api.example.org/posts?tag=pont&access_token=s3cr3t&api-key=s3cr3t&page=2"
    (source,) = parse(text("source.location", f'"{location}"'), file=FILE).source
    assert source.location == location
    assert source.page == "https://api.example.org/posts?tag=pont&page=2"


def test_a_directory_that_leads_back_to_the_settings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "site" / "tagwire.toml"
    file.parent.mkdir()
    (tmp_path / "public").symlink_to(file.parent)
    file.write_text(text("publish.directory", '"../public"'))
    with pytest.raises(SettingsError, match="which would publish the settings"):
        load(file)
    file.write_text(text("publish.directory", '"circle"'))
    (file.parent / "circle").symlink_to("circle")
    assert load(file).publish.directory.name == "circle"


def test_a_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.toml"
    file.write_text(text("publish.directory", '"tagwire.toml"'))
    with pytest.raises(SettingsError, match=r"publish\.directory: expected a folder, got .*, which is none"):
        load(file)


def test_a_store_below_the_directory_is_refused() -> None:
    both = text("store.url", '"sqlite:////srv/www/feeds/x.db"').replace(
        "[publish]", '[publish]\ndirectory = "/srv/www"'
    )
    with pytest.raises(
        SettingsError, match=r"store\.url: expected a file outside of '/srv/www', where it would be published"
    ):
        parse(both, file=FILE)


def test_a_home_is_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jo")
    assert parse(text("publish.directory", '"~/www"'), file=FILE).publish.directory == Path("/home/jo/www")
    assert parse(text("source.location", '"~/page.txt"'), file=FILE).source[0].location == "/home/jo/page.txt"
    assert parse(text("store.url", '"sqlite:///~/x.db"'), file=FILE).store.url == "sqlite:////home/jo/x.db"


def test_a_folder_whose_name_no_store_address_can_hold_is_refused() -> None:
    with pytest.raises(SettingsError, match="without a question mark"):
        parse(text(), file=Path("/srv/what?/tagwire.toml"))


def test_a_capture_of_an_address_is_refused() -> None:
    web = text("source.captured", "2025-10-25T18:00:00Z").replace("page.txt", "https://example.org/")
    with pytest.raises(SettingsError, match=r"source\[0\]\.captured: expected only with a file"):
        parse(web, file=FILE)
    file = parse(text("source.captured", "2025-10-25T18:00:00Z"), file=FILE)
    assert file.source[0].captured == datetime(2025, 10, 25, 18, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_and_line_ends_of_other_systems_are_read(tmp_path: Path, encoding: str, ends: str) -> None:
    file = tmp_path / "tagwire.toml"
    file.write_bytes(text("site.title", '"Été"').replace("\n", ends).encode(encoding))
    assert load(file).site.title == "Été"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (text().encode("utf-16"), ":1: cannot be read as UTF-8 text; save it in that encoding"),
        (text("site.title", '"Été"').encode("latin-1"), ":2: cannot be read as UTF-8 text"),
        (b"", ":1: tagwire.toml: `site` is missing"),
        (b"\0", ":1: not valid TOML"),
        (b"x = " + b"[" * 100_000, ": brackets too deep within each other"),
        (b"#" * 17 * 2**20, ": longer than 16 MiB; expected settings in TOML"),
    ],
)
def test_what_is_no_settings_file_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "tagwire.toml"
    file.write_bytes(data)
    with pytest.raises(SettingsError) as raised:
        load(file)
    assert str(raised.value).startswith(f"{file}{says}")


def test_a_folder_in_the_place_of_the_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="a folder, not a file"):
        load(tmp_path)


def test_settings_that_may_not_be_read_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "tagwire.toml"
    file.write_text(text())
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("nothing is forbidden to this user")
    with pytest.raises(SettingsError, match="cannot be read: Permission denied"):
        load(file)


@pytest.mark.parametrize("span", ["0s", "3650d"])
def test_the_bounds_of_spans_are_within(span: str) -> None:
    assert Seconds.parse(span) in {0, 3650 * 86400}


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("https://feeds.example.org/", "tag:feeds.example.org,2026:"),
        ("https://example.org/revue/", "tag:example.org,2026:revue/"),
        ("https://example.org/a/é", "tag:example.org,2026:a/%C3%A9/"),
        ("https://example.org:8443/", "tag:example.org,2026:8443/"),
    ],
)
def test_a_prefix_is_made_of_the_whole_address(address: str, prefix: str) -> None:
    made = TagPrefix.of(address, 2026)
    assert made == prefix
    assert TagPrefix.parse(made) == made


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/", "http://localhost/x/", "http://[::1]/", "https://a_b.example/"]
)
def test_names_that_many_machines_have_are_no_authority(address: str) -> None:
    first, second = TagPrefix.of(address, 2026), TagPrefix.of(address, 2026)
    assert first != second
    assert TagPrefix.parse(first).startswith("tag:tagwire.invalid,2026:")


@given(st.from_regex(Language.PATTERN, fullmatch=True))
def test_language_tags_are_what_schemas_of_feeds_take(tag: str) -> None:
    import re

    assert Language.parse(tag) == tag
    assert re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", tag)  # RFC 4287, appendix B
