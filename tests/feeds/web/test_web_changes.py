"""Documents are looked at again as soon as anything has changed, and not before."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feeds.publish import Tree
from feeds.web import changes
from feeds.web.changes import Changes
from feeds.web.publication import Publication
from feeds.web.shelf import Shelf

ADDRESS = "/feeds/all.xml"
SITE = Publication()
told = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree some folders down, reached by a link."""
    Tree(tmp_path / "srv/releases/1").write({"feeds/all.xml": b"old"})
    (tmp_path / "srv/public").symlink_to("releases/1")
    return tmp_path / "srv/public"


@pytest.fixture(params=["told", "not told", "too many folders"])
def shelf(root: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf that holds the document and has looked at it again."""
    if request.param == "not told":
        monkeypatch.setattr(changes.sys, "platform", "another")
    elif request.param == "too many folders":
        monkeypatch.setattr(changes, "MOST_FOLDERS", 3)
    return looked_at(Shelf(root, lambda: SITE))


def looked_at(shelf: Shelf) -> Shelf:
    for _ in range(3):
        assert words(shelf) == b"old"
    return shelf


def words(shelf: Shelf) -> bytes | None:
    document = shelf.find(ADDRESS)
    return document.variants["identity"].whole.body if document else None


def replaced(root: Path) -> None:
    Tree(root).write({"feeds/all.xml": b"new"})


def written_in_place(root: Path) -> None:
    (root / "feeds/all.xml").write_bytes(b"new")


def written_with_its_old_time(root: Path) -> None:
    file = root / "feeds/all.xml"
    before = file.stat()
    file.write_bytes(b"new")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def another_release(root: Path) -> None:
    Tree(root.parent / "releases/2").write({"feeds/all.xml": b"new"})
    (root.parent / "next").symlink_to("releases/2")
    (root.parent / "next").replace(root)


def another_folder(root: Path) -> None:
    Tree(root.parent / "releases/2").write({"feeds/all.xml": b"new"})
    (root / "feeds").rename(root / "former")
    (root.parent / "releases/2/feeds").rename(root / "feeds")


def another_folder_far_up(root: Path) -> None:
    Tree(root.parent / "later/1").write({"feeds/all.xml": b"new"})
    (root.parent / "releases").rename(root.parent / "former")
    (root.parent / "later").rename(root.parent / "releases")


def a_link_in_its_place(root: Path) -> None:
    Tree(root).write({"elsewhere/all.xml": b"new"})
    (root / "feeds/all.xml").unlink()
    (root / "feeds/all.xml").symlink_to("../elsewhere/all.xml")


WAYS = [
    replaced,
    written_in_place,
    written_with_its_old_time,
    another_release,
    another_folder,
    another_folder_far_up,
    a_link_in_its_place,
]


@pytest.mark.parametrize("change", WAYS, ids=lambda change: change.__name__)
def test_every_change_is_seen_at_once(shelf, root, change):
    change(root)
    assert words(shelf) == b"new"


@pytest.mark.parametrize("change", [a_link_in_its_place, another_release])
def test_so_is_a_change_of_what_took_its_place(shelf, root, change):
    change(root)
    assert words(shelf) == words(shelf) == b"new"
    (root / "feeds/all.xml").resolve().write_bytes(b"newer")
    assert words(shelf) == b"newer"


def test_a_document_that_goes_and_comes_back(shelf, root):
    (root / "feeds/all.xml").rename(root / "aside")
    assert words(shelf) is None
    (root / "aside").rename(root / "feeds/all.xml")
    assert words(shelf) == b"old"


def test_a_tree_that_goes_and_comes_back(shelf, root):
    root.rename(root.with_name("aside"))
    with pytest.raises(FileNotFoundError):
        shelf.find(ADDRESS)
    root.with_name("aside").rename(root)
    assert words(shelf) == b"old"
    written_in_place(root)
    assert words(shelf) == b"new"


def test_whoever_asks_after_a_change_sees_it_whatever_others_ask(shelf, root):
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            shelf.find(ADDRESS)

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            for number in range(300):
                text = b"%d" % number * (1 + number % 3)
                (root / "next").write_bytes(text)
                (root / "next").replace(root / "feeds/all.xml")
                assert words(shelf) == text
        finally:
            over.set()
        assert [one.result() for one in asking] == [None] * 3


@told
def test_while_news_is_taken_in_nobody_trusts_what_was_seen_before(root, monkeypatch):
    watching, file, read = Changes(), root / "feeds/all.xml", os.read
    assert watching.watch(str(file))
    before, meanwhile = watching.mark(), []

    def reading(*args):
        news = read(*args)
        meanwhile.append(watching.mark())
        return news

    monkeypatch.setattr(os, "read", reading)
    assert watching.mark() == before
    written_in_place(root)
    after = watching.mark()
    assert [mark in (before, after) for mark in meanwhile] == [False]
    assert watching.mark() == after != before


def test_a_process_that_was_forked_looks_for_itself(shelf, root):
    child = os.fork()
    if not child:
        seen = [words(shelf)]
        written_in_place(root)
        seen += [words(shelf), words(shelf)]
        (root / "feeds/all.xml").write_bytes(b"newer")
        seen += [words(shelf)]
        os._exit(seen != [b"old", b"new", b"new", b"newer"])
    assert os.waitpid(child, 0)[1] == 0
    assert words(shelf) == b"newer"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are looked at."""
    looked: list[str] = []
    stat = os.stat

    def noting(path, *args, **kwargs):
        looked.append(str(path))
        return stat(path, *args, **kwargs)

    monkeypatch.setattr("feeds.web.shelf.os.stat", noting)
    return looked


@told
@pytest.mark.parametrize(("seconds", "times"), [(3600, 0), (0, 100)])
def test_what_has_not_changed_is_looked_at_only_when_it_was_not_for_long(
    root, looks, monkeypatch, seconds, times
):
    monkeypatch.setattr(changes, "TRUSTED_FOR", seconds)
    shelf = looked_at(Shelf(root, lambda: SITE))
    looks.clear()
    assert {words(shelf) for _ in range(100)} == {b"old"}
    assert looks == [f"{root}{ADDRESS}"] * times


def test_changed_settings_are_seen_when_the_kernel_tells_of_something_or_after_a_second(root, monkeypatch):
    site = [Publication(max_age=60)]
    shelf = looked_at(Shelf(root, lambda: site[0]))

    def age() -> str:
        headers = dict(shelf.find(ADDRESS).variants["identity"].whole.headers)
        return headers["Cache-Control"].partition(",")[2].partition(",")[0].strip()

    assert age() == "max-age=60"
    site[0] = Publication(max_age=90)
    (root / "settings.toml").touch()
    assert age() == "max-age=90"
    site[0] = Publication(max_age=120)
    monkeypatch.setattr(changes, "monotonic", lambda: float("inf"))
    assert age() == "max-age=120"
