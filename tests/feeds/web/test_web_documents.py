"""What each address is sent as, and what is no address at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from feeds.publish import Tree
from feeds.web import create_app


def raw(app, path_info, method="GET", **environ):
    """A request whose PATH_INFO is exactly that (bytes as Latin-1), however odd."""
    base = EnvironBuilder(method=method).get_environ()
    body, status, headers = run_wsgi_app(app, {**base, "PATH_INFO": path_info, **environ})
    return int(status.split()[0]), headers, b"".join(body)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/feeds/all.xml", "application/rss+xml; charset=utf-8"),
        ("/feeds/source/gazette.xml", "application/rss+xml; charset=utf-8"),
        ("/feeds/all.atom", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.json", "application/feed+json"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/tags/война/", "text/html; charset=utf-8"),
        ("/static/tagwire.css", "text/css; charset=utf-8"),
        ("/static/tagwire.svg", "image/svg+xml"),
    ],
)
def test_media_types(client, address, expected):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == expected
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"].startswith("public, max-age=600, stale-while-revalidate=")
    assert "stale-if-error=" in response.headers["Cache-Control"]
    assert response.headers["Last-Modified"].endswith("GMT")
    assert "Set-Cookie" not in response.headers
    assert ("Content-Security-Policy" in response.headers) is ("html" in expected or "svg" in expected)
    assert (response.headers.get("Access-Control-Allow-Origin") == "*") is address.startswith("/feeds")


@pytest.mark.parametrize("suffix", [".xml", ".txt", ".js", ".png", ".xyz", ""])
def test_other_documents_have_a_type_too(tree, client, suffix):
    tree.write({f"other{suffix}": b"x"})
    types = {
        ".xml": "application/xml; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".png": "image/png",
    }
    expected = types.get(suffix, "application/octet-stream")
    assert client.get(f"/other{suffix}").headers["Content-Type"] == expected


def test_head_says_what_get_says(client):
    for coding in ("", "gzip", "br"):
        headers = {"Accept-Encoding": coding}
        get, head = (client.open("/feeds/all.xml", method=name, headers=headers) for name in ("GET", "HEAD"))
        assert list(head.headers) == list(get.headers)
        assert head.data == b""


def test_a_query_changes_nothing(client):
    assert client.get("/feeds/all.xml?utm_source=x&y=/../").headers == client.get("/feeds/all.xml").headers


def test_a_directory_is_addressed_with_a_slash(client):
    response = client.get("/tags/война?x=y")
    assert response.status_code == 301
    assert response.headers["Location"] == "/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/"
    assert client.get("/tags/война/").data == b"<h1>tag</h1>"
    assert client.get("/tags").status_code == 404


def test_under_a_prefix(app):
    assert raw(app, "", SCRIPT_NAME="/presse")[1]["Location"].endswith("/presse/")
    status, headers, _ = raw(app, "/tags/война".encode().decode("latin-1"), SCRIPT_NAME="/presse")
    assert (status, headers["Location"]) == (301, "/presse/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0/")


ABSENT = [
    "/nothing", "/feeds/all.xml.gz", "/feeds/all.xml.br", "/feeds/all.xml.zst", "/./feeds/all.xml", "/feeds/../feeds/all.xml", "/../outside.xml",
    "/feeds/../../outside.xml", "/..\\outside.xml", "/feeds\\all.xml", "/\\../outside.xml", "/feeds/all.xml\0",
    "/feeds/all.xml\0.html", "/.tagwire-0.tmp", "/.hidden/x.xml", "/%2e%2e/outside.xml", "/..%2foutside.xml",
    "/link.xml", "/linked/outside.xml", "/loop", "/pipe", "/\xff\xfe", "/" + "a" * 300, "/" + "a/" * 5000, "/\n", "*",
    "feeds/all.xml", "/C:/x", "/~root", "//", "///",
]  # fmt: skip


@pytest.fixture
def hostile(tree: Tree, app):
    """Things in and beside the tree that nobody may see."""
    secret = tree.directory.parent / "outside.xml"
    secret.write_bytes(b"secret")
    (tree.directory / ".tagwire-0.tmp").write_bytes(b"secret")
    (tree.directory / ".hidden").mkdir()
    (tree.directory / ".hidden/x.xml").write_bytes(b"secret")
    (tree.directory / "link.xml").symlink_to(secret)
    (tree.directory / "linked").symlink_to(secret.parent)
    (tree.directory / "loop").symlink_to("loop")
    os.mkfifo(tree.directory / "pipe")
    return app


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path_info", ABSENT)
def test_what_is_no_address(hostile, path_info, method):
    status, headers, body = raw(hostile, path_info, method)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"secret" not in body
    assert (body == b"") is (method == "HEAD")


@given(
    st.text(st.characters(max_codepoint=255)) | st.text(st.sampled_from("/.\\\0%2efeds-al.xm~"), max_size=30)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_path_leaves_the_tree(hostile, path):
    assume(path != "healthz")
    status, _, body = raw(hostile, "/" + path)
    assert status in (200, 301, 404)
    assert b"secret" not in body


def test_links_within_the_tree_are_followed(tree, client):
    (tree.directory / "feeds/latest.xml").symlink_to("all.xml")
    assert client.get("/feeds/latest.xml").data == client.get("/feeds/all.xml").data


def test_a_document_that_becomes_a_link_out_is_gone(hostile, tree, client):
    assert client.get("/feeds/all.atom").status_code == 200
    (tree.directory / "feeds/all.atom").unlink()
    (tree.directory / "feeds/all.atom").symlink_to(tree.directory.parent / "outside.xml")
    assert client.get("/feeds/all.atom").status_code == 404


def test_the_404_is_the_trees_own_page_or_a_plain_one(tree, client):
    response = client.get("/nothing")
    assert (response.status_code, response.data) == (404, b"<h1>Not here</h1>")
    tree.remove(["404.html"])
    response = client.get("/nothing")
    assert response.status_code == 404
    assert b"<h1>404 Not Found</h1>" in response.data
    assert b'href="/"' in response.data


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"])
@pytest.mark.parametrize("address", ["/feeds/all.xml", "/", "/nothing"])
def test_other_methods(app, address, method):
    status, headers, body = raw(app, address, method)
    assert status == 405
    assert {"GET", "HEAD"} <= set(headers["Allow"].split(", "))
    assert b"<h1>405" in body


def test_options_lets_readers_elsewhere_send_conditions(client):
    response = client.options("/feeds/all.xml", headers={"Origin": "https://reader.example"})
    assert response.status_code == 200
    assert "GET" in response.headers["Allow"]
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_an_odd_host_is_answered(client):
    for host in ("a b", "<x>", "[::1", "x" * 5000, "ex\xe4mple"):
        assert client.get("/nothing", headers={"Host": host}).status_code in (400, 404)


def test_a_tree_that_is_missing_is_no_404(tmp_path):
    client = Client(create_app(directory=tmp_path / "not yet"))
    response = client.get("/feeds/all.xml")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert client.get("/healthz").json == {"status": "never refreshed"}
    Tree(tmp_path / "not yet").write({"feeds/all.xml": b"x"})
    assert client.get("/feeds/all.xml").status_code == 200


def test_a_tree_that_goes_and_comes_back(tree, client):
    assert client.get("/feeds/all.xml").status_code == 200
    tree.directory.rename(tree.directory.with_name("away"))
    assert client.get("/feeds/all.xml").status_code == 503
    tree.directory.with_name("away").rename(tree.directory)
    assert client.get("/feeds/all.xml").status_code == 200


def test_a_half_deleted_tree(tree, client):
    assert client.get("/feeds/all.xml").status_code == 200
    tree.remove(["feeds/all.xml"])
    assert client.get("/feeds/all.xml").status_code == 404
    assert client.get("/feeds/all.atom").status_code == 200


@pytest.mark.parametrize("fault", [PermissionError(13, "denied"), OSError(5, "input/output error")])
def test_an_unreadable_document_is_503(app, client, monkeypatch, fault):
    def refuse(*_args):
        raise fault

    monkeypatch.setattr("feeds.web.documents.os.open", refuse)
    response = client.get("/feeds/all.xml")
    assert response.status_code == 503
    assert "Retry-After" in response.headers
    assert b"<h1>503" in response.data


def test_an_old_address_into_an_unreadable_part_is_503(client, monkeypatch):
    real = os.open

    def refuse(file, *args, **options):
        if "elections" in str(file):
            raise PermissionError(13, "denied", file)
        return real(file, *args, **options)

    monkeypatch.setattr("feeds.web.documents.os.open", refuse)
    for path in ("/tag/Élections/feed/", "/feeds/Elections.xml", "/tags/elections"):
        response = client.get(path)
        assert response.status_code == 503
        assert "Retry-After" in response.headers


def test_settings_name_the_tree(tmp_path: Path, tree):
    config = tmp_path / "tagwire.toml"
    config.write_text('[site]\ntitle = "T"\nurl = "https://example.org"\n[publish]\nmax_age = "1h"\n')
    response = Client(create_app(config)).get("/feeds/all.xml")
    assert "max-age=3600" in response.headers["Cache-Control"]
