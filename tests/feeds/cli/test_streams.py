"""Output that goes to files, pipes, full disks or nowhere, and terminals of other alphabets."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.captures import capture_text, make_articles
from tests.commands import Ran, Run
from tests.site import Site

TAGWIRE = f"{sys.executable} -c 'from feeds.cli import main; main()'"
LONG = "un-nom-de-source-qui-prend-toute-la-place-que-les-terminaux-laissent-aux-lignes"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site", sources=(LONG,))
    site.save(capture_text(make_articles("fr", 6), language="fr", heading="pont de bois"), LONG)
    return site


def shell(site: Site, line: str, **environment: str) -> Ran:
    """What a line of shell leaves, with tagwire as a process of its own."""
    config = {"TAGWIRE_CONFIG": str(site.config), "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        ["bash", "-c", line.replace("tagwire", TAGWIRE)],
        env={**os.environ, **config, **environment},
        capture_output=True,
        timeout=60,
        check=False,
        cwd=site.folder,
    )
    return Ran(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


OTHERS = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("environment", OTHERS)
def test_json_is_whole_in_any_encoding(site: Site, environment: dict[str, str]) -> None:
    ran = shell(site, "tagwire check --json", **environment)
    assert (ran.status, ran.err) == (0, "")
    titles = [entry["title"] for entry in json.loads(ran.out)["entries"]]
    assert titles == [one.title for one in make_articles("fr", 6)]
    assert not all(map(str.isascii, titles))


@pytest.mark.parametrize("environment", OTHERS)
@pytest.mark.parametrize("words", ["check", "status"])
def test_what_an_encoding_lacks_is_spelled_out(site: Site, environment: dict[str, str], words: str) -> None:
    ran = shell(site, f"tagwire {words}", **environment)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("words", ["check", "check --json", "--help"])
def test_a_full_disk_is_one_line(site: Site, words: str) -> None:
    assert shell(site, f"tagwire {words} >/dev/full") == Ran(
        1, "", "tagwire: standard output: No space left on device\n"
    )


@pytest.mark.parametrize("words", ["check", "check --json"])
def test_a_reader_who_has_gone_is_no_trouble(site: Site, words: str) -> None:
    ran = shell(site, f"(sleep 0.5; tagwire {words}; echo $? >&2) | true")
    assert ran.err in {"0\n", "1\n"}


@pytest.mark.parametrize("words", ["check", "refresh", "status"])
@pytest.mark.parametrize("closing", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_are_nobodys_files(site: Site, words: str, closing: str) -> None:
    ran = shell(site, f"tagwire {words} {closing}")
    assert (ran.status, ran.err) == (0, "")
    assert (site.folder / "tagwire.db").read_bytes()[:6] == b"SQLite" if words != "check" else True


def test_trouble_that_nobody_hears_keeps_nothing_from_being_done(site: Site) -> None:
    site.config.write_text(
        site.text()
        + '[[source]]\nname = "apres"\nlocation = "apres.txt"\n[[source]]\nname = "fin"\nlocation = "fin.txt"\n'
    )
    site.files["fin"] = site.folder / "fin.txt"
    site.save(capture_text(make_articles("fr", 3), language="fr", heading="fin"), "fin")
    ran = shell(site, "(sleep 0.5; tagwire refresh 2>&1; echo $? >&2) | true")
    assert ran.err == "1\n"
    assert (site.tree / "feeds/fin.xml").is_file()


def test_for_programs_nothing_is_cut_or_wrapped(site: Site, run: Run) -> None:
    run("--config", site.config, "refresh")
    lines = run("--config", site.config, "status").out.splitlines()
    assert any(line.startswith(LONG) and line.rstrip().endswith("ok") for line in lines)
    assert any(line.rstrip().endswith(f"https://feeds.example.org/feeds/source/{LONG}.xml") for line in lines)
    shown = run("--config", site.config, "check").out
    assert all(one.title in shown for one in make_articles("fr", 6))


def test_words_of_a_page_are_never_taken_for_markup(site: Site, run: Run) -> None:
    page = site.folder / "page.csv"
    page.write_text('title,url,credits,tags\n"[/red] :smile: [bold]x",https://e.example/1,[/nope],[/x]\n')
    ran = run("check", page)
    assert (ran.status, ran.err) == (0, "")
    assert "[/red] :smile: [bold]x" in ran.out
    assert "[/nope]" in ran.out


def on_a_terminal(site: Site, *words: str) -> str:
    """What people see on standard error."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "wb") as terminal:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from feeds.cli import main; main()",
                "--config",
                str(site.config),
                *words,
            ],
            stdout=subprocess.DEVNULL,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[3])},
            timeout=60,
            check=False,
        )
    assert done.returncode == 0
    os.set_blocking(ours, False)
    try:
        return os.read(ours, 100_000).decode()
    except BlockingIOError:
        return ""
    except OSError:  # nothing was written before the other end was closed
        return ""
    finally:
        os.close(ours)


def test_a_bar_is_drawn_only_where_there_is_something_to_do(site: Site) -> None:
    assert "Publishing" in on_a_terminal(site, "refresh")
    site.config.write_text(site.text().replace('every = "0s"', 'every = "1d"'))
    on_a_terminal(site, "refresh")
    assert on_a_terminal(site, "refresh") == ""


def test_without_sources_there_is_a_word_of_warning(site: Site, run: Run) -> None:
    site.config.write_text(site.text().partition("[[source]]")[0])
    for command in ("refresh", "check"):
        ran = run("--config", site.config, command)
        assert (ran.status, ran.out) == (0, "")
        assert ran.err == "tagwire: the settings have no [[source]]: there is nothing to collect\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"], ["--config"], ["--config", "x.toml"], ["check", "a", "b"], ["init"], ["hide"], ["refresh", "--backfill", "0"],
        ["serve", "--port", "70000"], ["serve", "--workers", "0"], ["demo", "--port", "0"], ["demo", "--host", 'a"b', "--no-serve"],
        ["init", "x", "--url", "https://e.example/?x"], ["init", "https://e.example/", "--captured", "2025-10-25"],
        ["check", "x", "--captured", "0001-01-01"], ["check", "x", "--captured", "9999-12-31"], ["check", "x", "--captured", ""],
        ["check", "x", "--base-url", "https://jo:geheim@e.example/"], ["check", "\udcff.txt"], ["hide", "\udcff"], ["status", "--jso"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_line(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert re.fullmatch(r"tagwire: .+\n", ran.err)
    assert "geheim" not in ran.err
    assert "Usage:" not in ran.err


def test_the_bare_name_shows_the_help(run: Run) -> None:
    ran = run()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == run("--help").out


@pytest.mark.parametrize("what", ["a folder", "nothing in it", "not text"])
@pytest.mark.parametrize("command", ["check", "refresh", "build", "serve", "status"])
def test_what_is_no_settings_file_is_one_line(run: Run, tmp_path: Path, what: str, command: str) -> None:
    file = tmp_path / "tagwire.toml"
    if what == "a folder":
        file.mkdir()
    else:
        file.write_bytes(b"" if what == "nothing in it" else b"\xff\xfe\x00")
    ran = run("--config", file, command)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"tagwire: {file}:")
    assert ran.err.count("\n") == 1


def test_a_location_that_is_empty_is_no_location(run: Run) -> None:
    ran = run("check", "")
    assert ran.status == 1
    assert ran.err.count("\n") == 1
