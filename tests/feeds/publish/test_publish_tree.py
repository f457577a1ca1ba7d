"""What is written, what is left alone, and how siblings keep to their document."""

from __future__ import annotations

import gzip
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import brotli
import pytest
import zstandard

from feeds.errors import PublishError
from feeds.publish import Tree

PAGE = b"<p>the same words over and over</p>\n" * 50
OTHER = b"<p>quite different words this time</p>\n" * 50


def test_documents_come_with_siblings_that_decode_to_them(tree):
    assert tree.write({"feeds/all.xml": PAGE}) == ["feeds/all.xml"]
    document = tree.directory / "feeds/all.xml"
    assert document.read_bytes() == PAGE
    assert gzip.decompress(Path(f"{document}.gz").read_bytes()) == PAGE
    assert brotli.decompress(Path(f"{document}.br").read_bytes()) == PAGE
    assert zstandard.ZstdDecompressor().decompress(Path(f"{document}.zst").read_bytes()) == PAGE


def test_siblings_carry_the_time_of_their_document(tree):
    tree.write({"a.xml": PAGE})
    assert len({(tree.directory / f"a.xml{suffix}").stat().st_mtime_ns for suffix in ("", ".gz", ".br")}) == 1


def test_what_hardly_shrinks_has_no_sibling(tree):
    noise = os.urandom(5000)
    tree.write({"a.png": noise, "empty.txt": b""})
    assert sorted(path.name for path in tree.directory.iterdir()) == ["a.png", "empty.txt"]


@pytest.mark.parametrize("compress", [(), ("gzip",), ("br", "zstd")])
def test_only_the_codings_asked_for(tmp_path, compress):
    Tree(tmp_path, compress=compress).write({"a.xml": PAGE})
    suffixes = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
    expected = {"a.xml", *(f"a.xml{suffixes[coding]}" for coding in compress)}
    assert {path.name for path in tmp_path.iterdir()} == expected


def test_an_unknown_coding_is_refused(tmp_path):
    with pytest.raises(ValueError, match="deflate"):
        Tree(tmp_path, compress=("gzip", "deflate"))


def test_the_same_bytes_touch_nothing(tree, snapshot):
    documents = {"feeds/all.xml": PAGE, "tags/война/index.html": OTHER, "noise": os.urandom(2000)}
    tree.write(documents)
    before = snapshot()
    folders = {path: path.stat().st_mtime_ns for path in tree.directory.rglob("*") if path.is_dir()}
    assert tree.write(documents) == []
    assert snapshot() == before
    assert {path: path.stat().st_mtime_ns for path in folders} == folders


def test_only_the_document_that_changed_is_written(tree, snapshot):
    tree.write({"a.xml": PAGE, "b.xml": PAGE})
    before = snapshot()
    assert tree.write({"a.xml": PAGE, "b.xml": OTHER}) == ["b.xml"]
    after = snapshot()
    assert {path for path in after if after[path] != before[path]} == {
        "b.xml", "b.xml.gz", "b.xml.br", "b.xml.zst"
    }  # fmt: skip


def test_the_same_bytes_compress_to_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        Tree(tmp_path / name, compress=("gzip", "br", "zstd")).write({"a.xml": PAGE})
    for suffix in (".gz", ".br", ".zst"):
        one, two = ((tmp_path / name / f"a.xml{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two


def test_each_generation_has_a_second_of_its_own(tree):
    seconds = []
    for body in (PAGE, OTHER, PAGE):
        tree.write({"a.xml": body})
        seconds.append(int((tree.directory / "a.xml").stat().st_mtime))
    assert seconds == sorted(set(seconds))
    assert abs(seconds[0] - time.time()) < 5


@pytest.mark.parametrize("harm", ["missing", "stale", "garbage"])
def test_a_sibling_that_is_not_the_documents_is_mended(tree, snapshot, harm):
    tree.write({"a.xml": PAGE})
    document, sibling = tree.directory / "a.xml", tree.directory / "a.xml.gz"
    before, good, changed = snapshot()["a.xml"], sibling.read_bytes(), document.stat().st_ctime_ns
    if harm == "missing":
        sibling.unlink()
    else:
        sibling.write_bytes(gzip.compress(OTHER) if harm == "stale" else b"\0garbage")
    assert tree.write({"a.xml": PAGE}) == []
    assert sibling.read_bytes() == good
    assert snapshot()["a.xml"] == before
    assert document.stat().st_ctime_ns > changed, "a server that compares the status must notice"


def test_a_coding_no_longer_wanted_goes(tree):
    tree.write({"a.xml": PAGE})
    assert Tree(tree.directory, compress=("br",)).write({"a.xml": PAGE}) == []
    assert sorted(path.name for path in tree.directory.iterdir()) == ["a.xml", "a.xml.br"]


def test_a_sibling_of_a_document_that_no_longer_shrinks_goes(tree):
    tree.write({"a.xml": PAGE})
    tree.write({"a.xml": os.urandom(500)})
    assert [path.name for path in tree.directory.iterdir()] == ["a.xml"]


def test_removal_takes_siblings_and_empty_directories(tree, snapshot):
    tree.write({"tags/a/index.html": PAGE, "tags/b/index.html": PAGE})
    assert tree.remove(["tags/a/index.html", "tags/never/index.html"]) == ["tags/a/index.html"]
    assert not (tree.directory / "tags/a").exists()
    assert {path.rpartition("/")[0] for path in snapshot()} == {"tags/b"}


def test_documents_lists_documents_alone(tree):
    tree.write({"a.xml": PAGE, "tags/x/index.html": PAGE})
    (tree.directory / ".hidden").write_bytes(b"")
    assert sorted(tree.documents()) == ["a.xml", "tags/x/index.html"]


def test_others_may_read_whatever_the_umask(tree):
    former = os.umask(0o077)
    try:
        tree.write({"feeds/deep/a.xml": PAGE})
    finally:
        os.umask(former)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tree.directory.rglob("*")}
    assert modes.pop("feeds") == modes.pop("deep") == 0o755
    assert set(modes.values()) == {0o644}


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a/", "./a", ".hidden", "a/.b/c", "a\\b", "a\0b", "a\nb",
     "a.xml.gz", "a.br", "a.zst", "\ud800", "x" * 300],
)  # fmt: skip
def test_paths_that_cannot_be_documents_are_refused(tree, snapshot, path):
    with pytest.raises(PublishError) as caught:
        tree.write({"good.xml": PAGE, path: PAGE})
    assert "\n" not in str(caught.value)
    assert snapshot() == {}


def test_a_link_out_of_the_tree_is_not_followed(tree, tmp_path):
    tree.write({"a.xml": PAGE})
    (tmp_path / "elsewhere").mkdir()
    (tree.directory / "feeds").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError):
        tree.write({"feeds/a.xml": PAGE})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_document_that_is_a_link_becomes_a_file(tree, tmp_path):
    tree.write({"a.xml": PAGE})
    outside = tmp_path / "outside"
    outside.write_bytes(PAGE)
    (tree.directory / "a.xml").unlink()
    (tree.directory / "a.xml").symlink_to(outside)
    assert tree.write({"a.xml": PAGE}) == ["a.xml"]
    assert not (tree.directory / "a.xml").is_symlink()
    assert outside.read_bytes() == PAGE


def test_the_root_may_be_a_link(tree, tmp_path):
    tree.directory.mkdir()
    (tmp_path / "link").symlink_to(tree.directory)
    Tree(tmp_path / "link").write({"a.xml": PAGE})
    assert (tree.directory / "a.xml").read_bytes() == PAGE


def test_many_documents_in_one_write(tree):
    documents = {f"feeds/{number}.xml": b"%d" % number * 100 for number in range(100)}
    assert tree.write(documents) == list(documents)
    assert {path: (tree.directory / path).read_bytes() for path in documents} == documents


def test_of_writers_that_make_the_same_folder_at_once_all_succeed(tmp_path):
    trees = [Tree(tmp_path / "tree", compress=[], together=True) for _ in range(2)]
    start = Barrier(len(trees))

    def write(number):
        for folder in range(100):
            start.wait(timeout=30)
            trees[number].write({f"{folder}/{number}.txt": PAGE})

    with trees[0].writing_together(), ThreadPoolExecutor() as pool:
        assert list(pool.map(write, range(len(trees)), timeout=60)) == [None] * len(trees)
