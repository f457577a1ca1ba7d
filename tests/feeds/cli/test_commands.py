"""The commands as they are typed: what they print, where, and their exit status."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from feeds.cli import COMMANDS
from feeds.settings import load
from feeds.store.lock import locked
from tests.captures import capture_text, make_articles
from tests.commands import Ran, Run
from tests.site import Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site(tmp_path / "site")
    site.save(capture_text(make_articles("fr", 6), language="fr", heading="pont de bois"))
    monkeypatch.setenv("TAGWIRE_CONFIG", str(site.config))
    return site


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert "Example" in ran.out
    assert f"tagwire {command}" in ran.out
    assert "\\b" not in ran.out  # the mark of a paragraph that is to be left as it is


def test_the_help_lists_every_command(run: Run) -> None:
    ran = run("--help")
    assert all(f"  {command} " in ran.out for command in COMMANDS)


# check


def test_check_prints_the_object_of_the_contract(run: Run, site: Site) -> None:
    ran = run(
        "check", site.files["exemple"], "--captured", "2025-10-25", "--timezone", "Europe/Paris", "--json"
    )
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert list(found) == ["adapter", "title", "language", "tag", "next", "dropped", "entries"]
    assert (found["adapter"], found["language"], found["tag"]) == ("capture", "fr", "pont de bois")
    assert list(found["entries"][0]) == [
        "id", "url", "title", "published", "date_basis", "updated", "authors", "tags", "credits", "excerpt",
        "content", "image", "enclosures",
    ]  # fmt: skip
    assert [entry["title"] for entry in found["entries"]] == [one.title for one in make_articles("fr", 6)]
    assert found["entries"][0]["tags"] == ["pont-de-bois"]
    assert found["entries"][0]["published"].startswith("2025-10-25T")
    assert found["entries"][0]["published"].endswith("+02:00")


def test_check_shows_a_table_to_people(run: Run, site: Site) -> None:
    ran = run("check", site.files["exemple"])
    assert ran.status == 0
    assert "6 articles, read as capture" in ran.out


def test_check_without_a_location_shows_what_is_configured(run: Run, site: Site) -> None:
    ran = run("check", "--json")
    assert [json.loads(line)["adapter"] for line in ran.out.splitlines()] == ["capture"]


def test_check_stores_and_publishes_nothing(run: Run, site: Site) -> None:
    before = sorted(site.folder.rglob("*"))
    run("check")
    assert sorted(site.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--captured", "yesterday"], "expected a day or a time with its zone"),
        (["--captured", "2025-10-25T10:00"], "expected a day or a time with its zone"),
        (["--captured", "2025-02-30"], "expected a day or a time with its zone"),
        (["--timezone", "Mars/Olympus"], "expected a time zone such as"),
        (["--base-url", "ftp://example.org/"], "expected an address such as"),
        (["--colour"], "no such option"),
    ],
)
def test_a_wrong_option_exits_2(run: Run, words: list[str], says: str) -> None:
    ran = run("check", "page.txt", *words)
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.startswith("tagwire: ")
    assert ran.err.count("\n") == 1


BAD = {
    "missing": (None, "no such file"),
    "a folder": ("folder", "a folder, not a file"),
    "empty": (b"", "empty"),
    "only space": (b" \n\t\n", "empty"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
    "no article": (b"Home\nAbout\nContact\n", "no article"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_read_is_one_clear_line(run: Run, tmp_path: Path, case: str) -> None:
    data, says = BAD[case]
    file = tmp_path / "page.txt"
    if isinstance(data, bytes):
        file.write_bytes(data)
    elif data:
        file.mkdir()
    ran = run("check", file)
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.startswith(f"tagwire: {file}: ")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_too_large_is_refused_unread(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    with file.open("wb") as sparse:
        sparse.truncate(50 * 2**20)
    ran = run("check", file)
    assert ran.status == 1
    assert "50 MiB; a document may have 32 MiB at most" in ran.err


def test_a_file_that_may_not_be_read_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: str, *rest: int, **named: int) -> int:
        if path == str(file):
            raise PermissionError(13, "Permission denied")  # as for anybody but root
        return opened(path, *rest, **named)

    file = tmp_path / "page.txt"
    file.write_text("x")
    monkeypatch.setattr(os, "open", refuse)
    assert run("check", file) == Ran(1, "", f"tagwire: {file}: may not be read (permission denied)\n")


# init


def test_init_writes_settings_that_refresh_and_publish(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TAGWIRE_CONFIG", raising=False)
    (tmp_path / "page.txt").write_text(capture_text(make_articles("de", 5), language="de", heading="Brücke"))
    ran = run("init", "page.txt", "--url", "https://feeds.example.org/x", "--timezone", "Europe/Berlin")
    assert (ran.status, ran.err) == (0, "")
    settings = load(tmp_path / "tagwire.toml")
    assert (settings.site.language, settings.site.timezone) == ("de", "Europe/Berlin")
    assert settings.site.id is not None
    assert settings.site.id.startswith("tag:feeds.example.org,")
    assert run("refresh") == Ran(0, "", "")
    assert (tmp_path / "public/feeds/brucke.xml").is_file()


def test_init_on_ones_own_machine_mints_a_prefix_that_nobody_else_has(
    run: Run, tmp_path: Path, site: Site
) -> None:
    ids = set()
    for number in range(2):
        file = tmp_path / f"{number}.toml"
        assert run("--config", file, "init", site.files["exemple"]).status == 0
        ids.add(load(file).site.id)
    assert len(ids) == 2


def test_init_keeps_when_a_file_was_saved(run: Run, site: Site, tmp_path: Path) -> None:
    page, config = site.files["exemple"], tmp_path / "saved.toml"
    words = ("--captured", "2024-03-02", "--timezone", "Europe/Paris")
    assert run("--config", config, "init", page, *words).status == 0
    assert load(config).source[0].captured == datetime.fromisoformat("2024-03-02T23:59:59+01:00")
    assert run("--config", config, "refresh") == Ran(0, "", "")
    published = json.loads((tmp_path / "public/feeds/all.json").read_bytes())["items"]
    shown = json.loads(run("check", page, *words, "--json").out)["entries"]
    assert [item["date_published"] for item in published] == [entry["published"] for entry in shown]
    assert published[0]["date_published"].startswith("2024-03-02T")
    configured = json.loads(run("--config", config, "check", "--json").out)["entries"]
    assert [entry["published"] for entry in configured] == [entry["published"] for entry in shown]


def test_init_of_a_page_with_a_title_of_nothing_writes_settings_that_are_read(
    run: Run, tmp_path: Path
) -> None:
    page, config = tmp_path / "~page.html", tmp_path / "tagwire.toml"
    articles = "".join(
        f'<article><h2><a href="https://e.example/{n}">Pont {n}</a></h2></article>' for n in range(5)
    )
    page.write_text(
        f'<html lang="xx-toolonglanguage"><title>\u200b</title><main>{articles}</main></html>', "utf-8"
    )
    ran = run("--config", config, "init", page)
    assert (ran.status, ran.err) == (0, "")
    settings = load(config)
    assert Path(settings.source[0].location) == page
    assert settings.site.language == "en"


def test_init_leaves_an_existing_file_as_it_is(run: Run, site: Site) -> None:
    before = site.config.read_bytes()
    ran = run("--config", site.config, "init", site.files["exemple"])
    assert ran.status == 2
    assert "is there already" in ran.err
    assert site.config.read_bytes() == before


def test_init_of_what_cannot_be_read_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("--config", tmp_path / "tagwire.toml", "init", tmp_path / "missing.txt")
    assert ran.status == 1
    assert list(tmp_path.iterdir()) == []


# refresh, build, status


def test_refresh_is_quiet_when_nothing_is_wrong(run: Run, site: Site) -> None:
    assert run("refresh") == Ran(0, "", "")
    assert (site.tree / "feeds/pont-de-bois.xml").is_file()


def test_refresh_says_one_line_for_each_failure_and_does_the_rest(run: Run, tmp_path: Path) -> None:
    site = Site(tmp_path, sources=("un", "deux"))
    site.save(capture_text(make_articles("fr", 5), language="fr", heading="pont"), "deux")
    ran = run("--config", site.config, "refresh")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"tagwire: un: {site.files['un']}: no such file\n"
    assert (site.tree / "feeds/pont.xml").is_file()


def test_refresh_of_a_named_source_that_is_not_there(run: Run, site: Site) -> None:
    ran = run("refresh", "--source", "mars")
    assert ran.status == 2
    assert "no source is named mars; configured: exemple" in ran.err


def test_a_second_run_at_the_same_time_exits_75(run: Run, site: Site) -> None:
    with locked(site.settings().lock):
        for command in ("refresh", "build"):
            ran = run(command)
            assert ran.status == 75
            assert "another run is at work" in ran.err


def test_wrong_settings_exit_2_with_file_line_key_and_what_was_expected(run: Run, site: Site) -> None:
    site.config.write_text(site.text().replace('every = "0s"', 'evry = "0s"'))
    for command in ("refresh", "build", "status", "check", "serve"):
        ran = run(command)
        assert ran.status == 2
        assert ran.err.startswith(f"tagwire: {site.config}:")
        assert "source[0].evry: unknown key; known are name" in ran.err
        assert ran.err.count("\n") == 1


def test_missing_settings_exit_2(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TAGWIRE_CONFIG", raising=False)
    for command in ("refresh", "build", "status", "check", "serve"):
        ran = run(command)
        assert ran.status == 2
        assert "tagwire.toml: no such file; `tagwire init LOCATION` writes one" in ran.err


def test_build_publishes_from_the_store_alone(run: Run, site: Site) -> None:
    run("refresh")
    before = site.items()
    site.files["exemple"].unlink()
    (site.tree / "feeds/all.json").unlink()
    assert run("build") == Ran(0, "", "")
    assert site.items() == before


def test_status_tells_sources_and_feeds(run: Run, site: Site) -> None:
    run("refresh")
    found = json.loads(run("status", "--json").out)
    (source,) = found["sources"]
    assert (source["name"], source["entries"], source["failures"], source["error"]) == ("exemple", 6, 0, None)
    assert source["last_success"]
    assert {feed["slug"]: feed["entries"] for feed in found["feeds"]} == {
        "all": 6, "source/exemple": 6, "pont-de-bois": 6,
    }  # fmt: skip
    assert "https://feeds.example.org/feeds/pont-de-bois.xml" in {feed["address"] for feed in found["feeds"]}
    assert "exemple" in run("status").out


def test_status_shows_a_failure_with_its_reason(run: Run, site: Site) -> None:
    site.files["exemple"].unlink()
    run("refresh")
    (source,) = json.loads(run("status", "--json").out)["sources"]
    assert source["failures"] == 1
    assert source["error"].endswith("no such file")


def test_an_article_is_hidden_and_put_back(run: Run, site: Site) -> None:
    run("refresh")
    before = site.items()
    hidden = before[make_articles("fr", 6)[2].title]
    assert run("hide", hidden["id"]) == Ran(0, "", "")
    assert list(site.items()) == [title for title in before if title != hidden["title"]]
    assert json.loads(run("status", "--json").out)["hidden"] == 1
    assert run("refresh") == Ran(0, "", "")
    assert hidden["title"] not in site.items()
    assert run("unhide", hidden["id"]) == Ran(0, "", "")
    assert site.items() == before
    assert json.loads(run("status", "--json").out)["hidden"] == 0


@pytest.mark.parametrize("command", ["hide", "unhide"])
def test_an_article_that_is_not_there_is_one_line_and_exit_1(run: Run, site: Site, command: str) -> None:
    run("refresh")
    ran = run(command, "https://example.org/nothing/")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("tagwire: https://example.org/nothing/: no article has this id or address")
    assert ran.err.count("\n") == 1
    with locked(site.settings().lock):
        assert run(command, "x").status == 75


def test_the_demo_leaves_the_settings_of_others_alone(run: Run, site: Site) -> None:
    before = site.config.read_bytes()
    ran = run("demo", "--directory", site.folder, "--no-serve")
    assert ran.status == 2
    assert "is there already" in ran.err
    assert site.config.read_bytes() == before


def test_the_demo_is_laid_out_again_where_it_was(run: Run, tmp_path: Path) -> None:
    for port in (8000, 8001):
        assert run("demo", "--directory", tmp_path, "--host", "::1", "--port", port, "--no-serve").status == 0
    assert "http://[::1]:8001/feeds/all.xml" in (tmp_path / "public/feeds/all.xml").read_text()


def test_the_sample_of_the_demo_is_published_whole(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "--directory", tmp_path / "demo", "--no-serve")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("7 articles of the sample")
    addresses = [line.strip() for line in ran.out.splitlines() if line.startswith("  http")]
    assert "http://127.0.0.1:8000/feeds/tramway-de-vallombre.xml" in addresses
    for address in addresses:
        path = address.removeprefix("http://127.0.0.1:8000/") or "index.html"
        assert (tmp_path / "demo/public" / path).is_file()
    items = json.loads((tmp_path / "demo/public/feeds/all.json").read_bytes())["items"]
    days = [item["date_published"][:10] for item in items]
    assert days == [
        "2025-10-24",
        "2025-10-24",
        "2025-10-23",
        "2025-10-16",
        "2025-10-15",
        "2025-09-23",
        "2025-09-22",
    ]
