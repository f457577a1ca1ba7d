"""A full disk, a read-only directory, a killed writer: documents stay whole, nothing is left behind."""

from __future__ import annotations

import errno
import gzip
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feeds.errors import PublishError
from feeds.publish import Tree, batch

PAGE = b"<p>the same words over and over</p>\n" * 50
OTHER = b"<p>quite different words this time</p>\n" * 50


@pytest.fixture
def failing(monkeypatch):
    """Lets the nth call of one of the writer's system calls fail."""

    def arrange(owner, name, nth, number):
        calls = 0
        real = getattr(owner, name)

        def sometimes(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == nth:
                raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, sometimes)
        return lambda: calls >= nth

    return arrange


@pytest.mark.parametrize("nth", [1, 3, 8])
@pytest.mark.parametrize(
    ("owner", "name", "number"),
    [
        (batch, "_write", errno.ENOSPC),
        (os, "fchmod", errno.EROFS),
        (os, "fsync", errno.EIO),
    ],
)
def test_a_failure_leaves_the_tree_as_it_was(tree, snapshot, failing, owner, name, number, nth):
    tree.write({"a.xml": PAGE, "tags/x/index.html": PAGE})
    before = snapshot()
    failed = failing(owner, name, nth, number)
    with pytest.raises(PublishError) as caught:
        tree.write({"a.xml": OTHER, "tags/x/index.html": OTHER, "tags/new/deep/index.html": PAGE})
    assert failed()
    assert os.strerror(number) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert snapshot() == before
    assert not (tree.directory / "tags/new").exists()


@pytest.mark.parametrize("nth", [1, 2])
def test_a_directory_that_cannot_be_made(tree, snapshot, failing, nth):
    tree.write({"a.xml": PAGE})
    before = snapshot()
    failing(batch.Path, "mkdir", nth, errno.ENOSPC)
    with pytest.raises(PublishError):
        tree.write({"a.xml": OTHER, "tags/x/index.html": PAGE})
    assert snapshot() == before
    assert not (tree.directory / "tags").exists()


def test_a_failing_rename_leaves_whole_documents_and_no_temporaries(tree, snapshot, failing):
    tree.write({"a.xml": PAGE, "b.xml": PAGE})
    failing(batch.Path, "replace", 6, errno.EIO)
    with pytest.raises(PublishError):
        tree.write({"a.xml": OTHER, "b.xml": OTHER})
    after = snapshot()
    assert (after["a.xml"][2], after["b.xml"][2]) == (OTHER, PAGE)
    assert not any("tagwire" in path for path in after)
    assert sorted(tree.write({"a.xml": OTHER, "b.xml": OTHER})) == ["b.xml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only directories as well")
def test_a_read_only_directory(tree, snapshot):
    tree.write({"feeds/a.xml": PAGE})
    before = snapshot()
    (tree.directory / "feeds").chmod(0o555)
    with pytest.raises(PublishError, match="feeds: cannot publish: Permission denied"):
        tree.write({"feeds/a.xml": OTHER})
    (tree.directory / "feeds").chmod(0o755)
    assert snapshot() == before


@pytest.mark.parametrize("path", ["a.xml/b.xml", "folder"])
def test_a_file_where_a_directory_should_be_and_the_other_way_round(tree, snapshot, path):
    tree.write({"a.xml": PAGE, "folder/x.xml": PAGE})
    before = snapshot()
    with pytest.raises(PublishError, match="cannot publish"):
        tree.write({"folder/x.xml": OTHER, path: PAGE})
    assert snapshot() == before


def test_a_missing_parent_that_is_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="file"):
        Tree(tmp_path / "file" / "public").write({"a.xml": PAGE})


WRITER = """
import sys
from pathlib import Path
from feeds.publish import Tree
tree = Tree(Path(sys.argv[1]))
bodies = [letter * 20_000 for letter in (b"old\\n", b"new\\n")]
print("ready", flush=True)
while True:
    for body in bodies:
        tree.write({f"feeds/{number}.xml": body for number in range(4)})
"""


def test_a_killed_writer_leaves_whole_documents(tmp_path, snapshot, tree):
    complete = {b"old\n" * 20_000, b"new\n" * 20_000}
    left = 0
    deadline = time.monotonic() + 5
    for _ in range(10):
        _write_until_killed(tree.directory)
        for path, (_, _, data) in snapshot().items():
            if path.endswith(".xml"):
                assert data in complete
            elif path.endswith(".gz"):
                assert gzip.decompress(data) in complete
            left += "tagwire-" in path
        if time.monotonic() > deadline:
            break
    assert left, "no writer was killed in the middle: nothing was tested"
    tree.write({f"feeds/{number}.xml": PAGE for number in range(4)})
    assert not any("tagwire" in path for path in snapshot())


def _write_until_killed(directory: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, directory], stdout=subprocess.PIPE) as writer:
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(random.uniform(0.002, 0.05))
        writer.kill()
