"""deploy/nginx-files.conf: nginx over the published tree answers as `tagwire serve`, as far as a file server can."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from wsgiref.handlers import format_date_time

import brotli
import pytest

from feeds.publish import Tree
from feeds.record import uri
from tests.deploy.conftest import HUB, publish
from tests.deploy.places import Address, Answer, nginx_serving, placed, tagwire_serving
from tests.table_site import TableSite

ROOT = "/srv/tagwire/public"
HUB_LINE = re.compile(r"^    # (\"~/feeds/.*rel=\"hub\"';)$", re.MULTILINE)
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
DECODE = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}
SAME = (  # headers that say the same wherever they are said
    "Content-Type",
    "Content-Encoding",
    "Last-Modified",
    "Cache-Control",
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
)


def with_hub(text: str) -> str:
    """The file with the line for hubs taken in, as it says how."""
    changed, count = HUB_LINE.subn(r"    \1", text)
    assert count == 1
    assert HUB in changed
    return changed


@pytest.fixture(scope="module")
def nginx(site: TableSite, below: Path) -> Iterator[Address]:
    text = with_hub(placed("nginx-files.conf", {ROOT: str(site.tree)}))
    with nginx_serving(text, below / "files") as address:
        yield address


@pytest.fixture
def paths(site: TableSite) -> list[str]:
    found = list(Tree(site.tree).documents())
    return sorted(
        {f"/{uri(path.removesuffix('index.html'))}" for path in found} | {f"/{uri(path)}" for path in found}
    )


def links(answer: Answer) -> set[str]:
    return {link for link in re.split(r",\s*(?=<)", answer.all("Link")) if link}


def alike(files: Answer, tagwire: Answer, path: str) -> None:
    """Fail where the file server says something else of the document."""
    assert (files.status, tagwire.status) == (200, 200), path
    for name in SAME:
        assert (path, name, files.all(name)) == (path, name, tagwire.all(name))
    decode = DECODE[files.headers["Content-Encoding"]]
    assert decode(files.body) == decode(tagwire.body), path
    assert links(files) == links(tagwire), path
    assert re.fullmatch(r'"[^"]+"', files.headers["ETag"]), path  # one, and strong


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br, gzip", "gzip;q=0", "gzip;q=0.5"])
def test_documents_are_sent_alike(tagwire: Address, nginx: Address, paths: list[str], accepted: str) -> None:
    assert len(paths) > 40
    spoken = accepted.replace("br, ", "")  # nginx speaks no Brotli here
    for path in paths:
        alike(nginx.ask(path, accept_encoding=accepted), tagwire.ask(path, accept_encoding=spoken), path)


def test_the_encodings_of_a_document_are_told_apart(nginx: Address) -> None:
    plain, packed = (nginx.ask("/feeds/all.xml", accept_encoding=one) for one in ("identity", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_a_cdn_is_given_the_compressed_document_too(nginx: Address) -> None:
    assert (
        nginx.ask("/feeds/all.xml", accept_encoding="gzip", via="1.1 cdn").headers["Content-Encoding"]
        == "gzip"
    )


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/feeds/all.json", "/", "/tags/sport/", "/feeds.opml"])
def test_a_document_that_is_held_is_not_sent_again(
    tagwire: Address, nginx: Address, path: str, accepted: str
) -> None:
    held = nginx.ask(path, accept_encoding=accepted)
    tag, date = held.headers["ETag"], held.headers["Last-Modified"]
    for sent in ({"if_none_match": tag}, {"if_none_match": f'"x", W/{tag}'}, {"if_modified_since": date}):
        answer = nginx.ask(path, accept_encoding=accepted, **sent)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
        theirs = tagwire.ask(path, accept_encoding=accepted, if_modified_since=date)
        for name in ("Cache-Control", "Access-Control-Allow-Origin", "Vary"):
            assert answer.all(name) == theirs.all(name), name


def test_what_is_not_held_is_sent(site: TableSite, nginx: Address) -> None:
    modified = (site.tree / "feeds/all.xml").stat().st_mtime
    path, later, earlier = "/feeds/all.xml", format_date_time(modified + 60), format_date_time(modified - 60)
    assert nginx.ask(path, if_modified_since=later).status == 304
    assert nginx.ask(path, if_modified_since=earlier).status == 200
    assert nginx.ask(path, if_none_match='"other"').status == 200
    assert nginx.ask(path, if_match='"other"').status == 412
    part = nginx.ask(path, range="bytes=2-5")
    assert (part.status, part.body) == (206, nginx.ask(path).body[2:6])
    beyond = nginx.ask(path, range="bytes=99999999-")
    assert beyond.status == 416
    assert beyond.all("Cache-Control").endswith("no-store")


def test_a_refresh_is_picked_up_at_the_next_request(
    tmp_path_factory: pytest.TempPathFactory, below: Path
) -> None:
    tree = Tree(below / "changing" / "public")
    tree.directory.parent.mkdir()
    tree.write({"feeds/all.xml": b"<rss>one</rss>" * 100})
    text = placed("nginx-files.conf", {ROOT: str(tree.directory)})
    with nginx_serving(text, below / "changing" / "nginx") as nginx:
        before = nginx.ask("/feeds/all.xml", accept_encoding="gzip")
        tree.write({"feeds/all.xml": b"<rss>two</rss>" * 100})
        after = nginx.ask("/feeds/all.xml", accept_encoding="gzip", if_none_match=before.headers["ETag"])
        assert gzip.decompress(after.body) == b"<rss>two</rss>" * 100


@pytest.mark.parametrize("path", ["/tags/sport", "/tags/%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0"])
def test_a_page_without_its_slash_is_redirected(tagwire: Address, nginx: Address, path: str) -> None:
    ours, theirs = nginx.ask(path), tagwire.ask(path)
    assert (ours.status, ours.headers["Location"]) == (301, f"{path}/")
    assert (theirs.status, theirs.headers["Location"]) == (301, f"{path}/")
    assert ours.headers["Cache-Control"] == theirs.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/never.xml",
        "/feeds/all.xml.gz",
        "/feeds/all.xml.br",
        "/feeds/all.xml.zst",
        "/index.html.gz",
        "/.tagwire-publishing",
        "/feeds/.all.xml.tmp",
        "/static/",
        "/tags/",
        "/public.summary.json",
        "/tagwire.toml",
        "/healthz/",
        "/linked.xml",
        "/linked/tagwire.toml",
        "/feeds/%2e%2e/tagwire.toml",
        "/feeds/..%5c..%5ctagwire.toml",
    ],
)
def test_nothing_stands_there(site: TableSite, tagwire: Address, nginx: Address, path: str) -> None:
    decoys = {".tagwire-publishing": "", "feeds/.all.xml.tmp": "half"}
    for name, text in decoys.items():
        (site.tree / name).write_text(text)
    for name, target in {"linked.xml": site.config, "linked": site.folder}.items():
        (site.tree / name).symlink_to(target)
    try:
        ours, theirs = nginx.ask(path), tagwire.ask(path)
    finally:
        for name in (*decoys, "linked.xml", "linked"):
            (site.tree / name).unlink()
    assert (ours.status, theirs.status) == (404, 404)
    assert ours.body == (site.tree / "404.html").read_bytes()
    for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy"):
        assert ours.all(name) == theirs.all(name), name
    assert ours.headers["Access-Control-Allow-Origin"] is None


def test_addresses_that_tagwire_leads_on_lead_nowhere(tagwire: Address, nginx: Address) -> None:
    for path in (
        "//feeds/all.xml",
        "/feeds//all.xml",
        "/feeds/all.xml/",
        "/feed/",
        "/feeds/home.xml",
        "/FEEDS/all.xml",
    ):
        assert (tagwire.ask(path).status, nginx.ask(path).status) == (301, 404), path


@pytest.mark.parametrize(
    "path", ["/../tagwire.toml", "/%2e%2e/tagwire.toml", "/feeds/..%2f..%2f../etc/passwd", "/a%00.xml"]
)
def test_nobody_gets_out_of_the_tree(tagwire: Address, nginx: Address, path: str) -> None:
    assert nginx.ask(path).status in {400, 404}
    assert tagwire.ask(path).status in {400, 404}


def test_the_tree_is_only_read(tagwire: Address, nginx: Address) -> None:
    for method in ("POST", "PUT", "DELETE", "PROPFIND"):
        ours, theirs = (one.ask("/feeds/all.xml", method, content_length="0") for one in (nginx, tagwire))
        assert ours.status == theirs.status == 405
        assert {*ours.headers["Allow"].split(", ")} == {*theirs.headers["Allow"].split(", ")}
        assert ours.headers["Cache-Control"] == theirs.headers["Cache-Control"]
    whole, head = nginx.ask("/feeds/all.xml"), nginx.ask("/feeds/all.xml", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_a_page_elsewhere_may_revalidate_feeds(tagwire: Address, nginx: Address) -> None:
    ours, theirs = (
        one.ask("/feeds/all.json", "OPTIONS", origin="https://reader.example") for one in (nginx, tagwire)
    )
    assert (ours.status, theirs.status) == (204, 200)
    asked = [name for name in theirs.headers if name.lower().startswith("access-control-")]
    assert len(asked) == 4
    for name in asked:
        assert ours.headers[name] == theirs.headers[name]


def test_a_site_below_a_path(below: Path) -> None:
    """As docs/deploy.md says: the tree below a folder for nginx, and the page for what is not found."""
    (below / "prefixed").mkdir()
    site = publish(below / "prefixed" / "site", url="https://feeds.example.org/revue/", directory="web/revue")
    changes = {ROOT: str(site.folder / "web"), "/404.html": "/revue/404.html"}
    text = with_hub(placed("nginx-files.conf", changes))
    with tagwire_serving(site.config) as tagwire, nginx_serving(text, below / "prefixed" / "nginx") as nginx:
        for path in Tree(site.folder / "web/revue").documents():
            address = f"/revue/{uri(path)}"
            alike(
                nginx.ask(address, accept_encoding="gzip"),
                tagwire.ask(address, accept_encoding="gzip"),
                address,
            )
        assert nginx.ask("/revue/tags/sport").headers["Location"] == "/revue/tags/sport/"
        assert nginx.ask("/revue/never").body == (site.folder / "web/revue/404.html").read_bytes()
        assert (site.folder / "web/revue.summary.json").is_file()
        assert nginx.ask("/revue.summary.json").status == 404


def test_brotli_where_the_module_is(site: TableSite, tagwire: Address, below: Path, paths: list[str]) -> None:
    if not BROTLI.is_file():
        pytest.skip(f"needs {BROTLI}, of Debian's libnginx-mod-http-brotli-static")
    changes = {
        "    disable_symlinks on from=$document_root;\n": "",
        "# brotli_static on;": "brotli_static on;",
    }
    text = with_hub(placed("nginx-files.conf", {ROOT: str(site.tree), **changes}))
    with nginx_serving(text, below / "brotli", modules=(BROTLI,)) as nginx:
        for path in paths:
            alike(
                nginx.ask(path, accept_encoding="gzip, br"),
                tagwire.ask(path, accept_encoding="gzip, br"),
                path,
            )
        packed = nginx.ask("/feeds/all.xml", accept_encoding="gzip, br")
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("br", "Accept-Encoding")
        assert nginx.ask("/feeds/all.xml", accept_encoding="gzip").headers["Content-Encoding"] == "gzip"
