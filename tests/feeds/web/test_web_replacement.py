"""A document is replaced while it is served: headers and bytes never mix, and memory stays bounded."""

from __future__ import annotations

import gzip
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import brotli
import zstandard

from feeds.web.publication import Publication
from feeds.web.shelf import Shelf

SITE = Publication()
DECODE = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstandard.ZstdDecompressor().decompress,
}


def test_the_next_request_sees_the_new_document(tree, client):
    for number in range(5):
        body = b"<rss>%d</rss>" % number * 100
        tree.write({"feeds/all.xml": body})
        for coding, decode in DECODE.items():
            response = client.get("/feeds/all.xml", headers={"Accept-Encoding": coding})
            assert decode(response.data) == body


def test_a_change_in_place_is_seen(tree, client):
    client.get("/feeds/all.atom")
    (tree.directory / "feeds/all.atom").write_bytes(b"<nova/>")
    assert client.get("/feeds/all.atom").data == b"<nova/>"


def test_a_mended_sibling_is_picked_up(tree, client):
    body = b"<rss>again</rss>" * 100
    tree.write({"feeds/all.xml": body})
    (tree.directory / "feeds/all.xml.gz").unlink()
    assert "Content-Encoding" not in client.get("/feeds/all.xml", headers={"Accept-Encoding": "gzip"}).headers
    tree.write({"feeds/all.xml": body})
    assert (
        client.get("/feeds/all.xml", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"]
        == "gzip"
    )


def test_a_sibling_of_other_bytes_is_not_served(tree, client):
    (tree.directory / "feeds/all.xml.gz").write_bytes(gzip.compress(b"an older generation"))
    response = client.get("/feeds/all.xml", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers


def test_a_sibling_from_elsewhere_is_served_if_it_is_the_documents(tree, client):
    """A tree that was copied without its times is as good."""
    tree.write({"feeds/all.xml": b"copied " * 100})
    (tree.directory / "feeds/all.xml.gz").write_bytes(gzip.compress(b"copied " * 100))
    response = client.get("/feeds/all.xml", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.data) == b"copied " * 100


def test_readers_never_see_a_mixture(tree, app):
    bodies = [b"<rss>generation %d</rss>" % number * 200 for number in range(30)]
    done = threading.Event()
    seen: dict[str, bytes] = {}  # what each entity tag has ever stood for

    def replace() -> None:
        for body in bodies:
            tree.write({"feeds/all.xml": body})
            time.sleep(0.01)
        done.set()

    def read(coding: str) -> int:
        client, count, tag = app.test_client(), 0, "none"
        while not done.wait(0.001):
            count += 1
            response = client.get(
                "/feeds/all.xml",
                headers={"Accept-Encoding": coding, "If-None-Match": tag if count % 2 else ""},
            )
            tag_before, tag = tag, response.headers["ETag"]
            if response.status_code == 304:
                assert tag == tag_before
            else:
                assert response.status_code == 200
                assert len(response.data) == int(response.headers["Content-Length"])
                assert seen.setdefault(tag, response.data) == response.data
                assert DECODE[response.headers.get("Content-Encoding", "identity")](response.data) in bodies
        return count

    tree.write({"feeds/all.xml": bodies[-1]})
    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read, coding) for coding in DECODE]
        pool.submit(replace).result()
    assert all(reader.result() > len(bodies) for reader in readers)
    assert len(seen) > len(bodies), "several generations in several encodings were seen"


def test_memory_is_bounded_and_the_least_recently_used_goes(tree):
    size = 50_000
    tree.write({f"page{number}.txt": bytes([number]) * size for number in range(10)})
    shelf = Shelf(tree.directory, lambda: SITE, capacity=4 * size)
    held = {}
    for number in range(10):
        assert shelf.find("/page0.txt") is not None
        held[number] = shelf.find(f"/page{number}.txt")
        assert shelf.weight <= 4 * size
    assert shelf.find("/page0.txt") is held[0], "asked for all the time, read once"
    assert shelf.find("/page1.txt") is not held[1]


def test_small_documents_weigh_what_they_take(tree):
    body = b"<rss>" + b"a word or another " * 40
    tree.write({f"feeds/number-{number}.xml": body + b"%d" % number for number in range(100)})
    site = Publication(base="https://feeds.example.org/", hubs=("https://hub.example.org/",))
    shelf = Shelf(tree.directory, lambda: site)
    shelf.find("/feeds/number-0.xml")
    before = shelf.weight
    tracemalloc.start(10)
    for number in range(1, 100):
        shelf.find(f"/feeds/number-{number}.xml")
    reading = tracemalloc.Filter(inclusive=True, filename_pattern="*/feeds/web/documents.py", all_frames=True)
    interning = tracemalloc.Filter(
        inclusive=False, filename_pattern="*pathlib*"
    )  # one table for all, grows in steps
    taken = tracemalloc.take_snapshot().filter_traces([reading, interning])
    tracemalloc.stop()
    size = sum(trace.size for trace in taken.traces)
    assert 0.5 < size / (shelf.weight - before) < 1.1


def test_a_document_larger_than_memory_allows_is_served_and_not_kept(tree):
    tree.write({"big.txt": b"x" * 100_000})
    shelf = Shelf(tree.directory, lambda: SITE, capacity=50_000)
    document = shelf.find("/big.txt")
    assert document is not None
    assert shelf.weight == 0


def test_what_is_gone_is_forgotten(tree):
    shelf = Shelf(tree.directory, lambda: SITE)
    assert shelf.find("/feeds/all.xml") is not None
    tree.remove(["feeds/all.xml"])
    assert shelf.find("/feeds/all.xml") is None
    assert shelf.weight == 0
