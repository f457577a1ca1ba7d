"""The WordPress API: answers as they were saved, addresses, and visits to a site in memory."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.adapters import wordpress
from sources.adapters.wordpress.site import Api, Collection, collection_at, discover, home_of, post_name
from sources.entry import Collected
from sources.errors import FetchError, NoArticles, SourceError, UnreadableDocument
from tests.sources.adapters.documents import as_plain, cases, document, expected, of_case
from tests.sources.adapters.wordpress_site import Post, Site

START = datetime(2025, 10, 1, 8, tzinfo=UTC)
TAG_PAGE = "https://site.example/tag/deiche/"
ROOT = "https://site.example/wp-json/"


def site(count: int = 5, **stated: object) -> Site:
    posts = [
        Post(
            id=number,
            slug=f"post-{number}",
            title=f"Post {number}",
            published=START + timedelta(hours=number),
        )
        for number in range(1, count + 1)
    ]
    return Site(posts=posts, **stated)  # type: ignore[arg-type]


def listed(collected: Collected) -> list[str]:
    return [entry.title for entry in collected.listing.entries] if collected.listing else []


@pytest.mark.parametrize("case", cases("wordpress"), ids=lambda case: case.name)
def test_saved_answers_are_read_as_expected(case: Path) -> None:
    assert wordpress.claims(of_case(case))
    assert as_plain(wordpress.read(of_case(case))) == expected(case)


def test_an_answer_about_a_tag_names_it() -> None:
    data = of_case(cases("wordpress")[0]).data
    for address, label in (("?tags=13", "Deiche"), ("?categories=4", None), ("?tags=99", None), ("", None)):
        listing = wordpress.read(
            document(data, base_url=f"https://kueste.example/blog/wp-json/wp/v2/posts{address}")
        )
        assert (listing.tag and listing.tag.label) == label


def test_real_answers_agree_with_the_feed_of_the_same_tag(shared: Path) -> None:
    from sources.adapters import syndication

    folder = shared / "pages" / "wordpress-api"
    api = wordpress.read(document((folder / "posts.json").read_bytes()))
    for name in ("rss2.xml", "atom.xml"):
        feed = syndication.read(document((folder / name).read_bytes()))
        for one, other in zip(api.entries, feed.entries, strict=True):
            assert (one.url, one.title, one.tags, one.credits, one.content) == (
                other.url, other.title, other.tags, other.credits, other.content,
            )  # fmt: skip
            assert one.dates[0].instant == other.dates[0].instant
            assert set(other.aliases) <= set(one.aliases)
            assert one.aliases


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ("", UnreadableDocument, "no valid JSON"),
        ("<html>Blocked</html>", UnreadableDocument, "no valid JSON"),
        ("{}", UnreadableDocument, "no list"),
        (
            '{"code":"rest_forbidden","message":"Nur f&uuml;r\\nMitglieder."}',
            UnreadableDocument,
            "answers: Nur für Mitglieder.",
        ),
        ("[]", NoArticles, "no posts"),
        ("[1, null, {}]", NoArticles, "no posts"),
        ("[" * 100_000, UnreadableDocument, "nested too deeply"),
        (b"\xff\xfe\x00\x01", UnreadableDocument, ""),
    ],
)
def test_other_answers_are_refused_in_one_line(
    data: bytes | str, error: type[SourceError], said: str
) -> None:
    with pytest.raises(error) as refused:
        wordpress.read(document(data))
    assert type(refused.value) is error
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("location", "collection"),
    [
        (f"{ROOT}wp/v2/posts", Collection(root=ROOT)),
        (
            f"{ROOT}wp/v2/posts?tags=5&per_page=10&page=2&_embed",
            Collection(root=ROOT, filters=(("tags", "5"),)),
        ),
        (f"{ROOT}wp/v2/tags/5", Collection(root=ROOT, filters=(("tags", "5"),))),
        (
            f"{ROOT}wp/v2/categories/5?lang=fr",
            Collection(root=ROOT, filters=(("categories", "5"), ("lang", "fr"))),
        ),
        (f"{ROOT}wp/v2/users/5", Collection(root=ROOT, filters=(("author", "5"),))),
        (f"{ROOT}wp/v2/reports", Collection(root=ROOT, route="wp/v2/reports")),
        (ROOT.rstrip("/"), Collection(root=ROOT)),
        (
            "https://site.example/?rest_route=/wp/v2/posts&tags=5",
            Collection(root="https://site.example/?rest_route=/", filters=(("tags", "5"),)),
        ),
        (f"{ROOT}wp/v2/pages/5", None),
        ("https://site.example/tag/x/", None),
        ("http://[", None),
        ("posts.json", None),
    ],
)
def test_addresses_of_the_api_are_understood_and_written(
    location: str, collection: Collection | None
) -> None:
    assert collection_at(location) == collection
    if collection:
        assert collection_at(collection.url(page=3, per_page=7, _embed="author")) == collection


@pytest.mark.parametrize(
    ("root", "home"),
    [
        ("https://site.example/wp-json/", "https://site.example/"),
        ("https://site.example/blog/wp-json/", "https://site.example/blog/"),
        ("https://site.example/index.php/wp-json/", "https://site.example/"),
        ("https://site.example/?rest_route=/", "https://site.example/"),
        ("https://site.example/blog/index.php?rest_route=/", "https://site.example/blog/"),
    ],
)
def test_the_front_page_follows_from_the_root(root: str, home: str) -> None:
    assert home_of(root) == home
    assert post_name(home, 17) == post_name(home.rstrip("/"), "17") == f"{home}?p=17"


LINK = {
    "link": '<https://s.example/x.css>; rel=preload, <https://s.example/wp-json/>; rel="https://api.w.org/"'
}
OWN = ', <https://s.example/wp-json/wp/v2/tags/5>; rel="alternate"; title="JSON"; type="application/json"'
FOUND = Api(root="https://s.example/wp-json/")


@pytest.mark.parametrize(
    ("headers", "page", "api"),
    [
        (LINK, "", FOUND),
        ({"Link": LINK["link"] + OWN}, "", Api(root=FOUND.root, route="wp/v2/tags/5")),
        ({}, '<link rel="https://api.w.org/" href="https://s.example/wp-json/" />', FOUND),
        ({}, "<LINK href='/wp-json/' REL='https://api.w.org/'>", FOUND),
        ({}, "<link rel=https://api.w.org/ href=https://s.example/wp-json/>", FOUND),
        (
            {},
            '<link rel="https://api.w.org/" href="https://s.example/index.php?rest_route=/&#038;lang=fr">',
            Api(root="https://s.example/index.php?rest_route=/"),
        ),
        (
            LINK,
            '<link rel="alternate" type="application/json" href="https://else.example/wp-json/wp/v2/tags/5">',
            FOUND,
        ),
        (
            LINK,
            '<link rel="alternate" type="application/json+oembed" href="https://s.example/wp-json/oembed/1.0">',
            FOUND,
        ),
        ({}, '<a rel="https://api.w.org/" href="https://s.example/wp-json/">', None),
        ({}, '<link rel="https://api.w.org/" href="javascript:x">', None),
        ({"link": "<<<;;;,,,"}, "<link <link >", None),
    ],
)
def test_the_api_is_found_in_headers_and_pages(headers: dict[str, str], page: str, api: Api | None) -> None:
    assert discover(headers, page.encode(), "https://s.example/tag/x/") == api


@pytest.mark.parametrize("home", ["https://site.example/", "https://site.example/blog/"])
@pytest.mark.parametrize("pretty", [True, False])
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("names_itself", [True, False])
def test_a_tag_is_read_from_its_page(home: str, pretty: bool, header: bool, names_itself: bool) -> None:
    its = site(3, home=home, pretty=pretty, header=header, names_itself=names_itself)
    its.posts.append(Post(id=9, slug="other", title="Other", published=START, tags=(14,)))
    collected = wordpress.collect(f"{home}tag/deiche/page/2/", its.get)
    listing = collected.listing
    assert listed(collected) == ["Post 3", "Post 2", "Post 1"]
    assert listing
    assert (listing.title, listing.tag and listing.tag.label) == ("Küstenblatt & Co", "Deiche")
    assert listing.entries[0].aliases == (f"{home}?p=3",)
    assert not listing.partial
    assert collected.captured == its.now


@pytest.mark.parametrize(
    "location", ["https://site.example/", ROOT, "https://site.example", "https://site.example/page/3/"]
)
def test_a_front_page_stands_for_all_posts(location: str) -> None:
    its = site(2)
    its.posts.append(Post(id=9, slug="other", title="Other", published=START, tags=(14,)))
    assert listed(wordpress.collect(location, its.get)) == ["Post 2", "Post 1", "Other"]


def test_slugs_of_other_scripts_are_asked_for_as_they_are() -> None:
    its = site(1, names_itself=False)
    its.edit(1, tags=(14,))
    assert listed(wordpress.collect("https://site.example/tag/%C3%A9t%C3%A9/", its.get)) == ["Post 1"]


def test_a_page_that_is_no_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no tag and no category 'about'"):
        wordpress.collect("https://site.example/about/", site().get)


def test_a_site_without_api_is_refused() -> None:
    def get(url: str, _: object, /) -> tuple[object, dict[str, str]]:
        return document("<html></html>", url), {}

    with pytest.raises(UnreadableDocument, match="declares no WordPress API"):
        wordpress.collect(TAG_PAGE, get)  # type: ignore[arg-type]


def pages_asked(its: Site) -> int:
    return sum("wp/v2/posts" in url for url in its.asked)


@pytest.mark.parametrize("counts_pages", [True, False])
@pytest.mark.parametrize(
    ("pages", "count", "read", "more"),
    [(1, 250, 100, 2), (2, 250, 200, 3), (9, 250, 250, None), (9, 200, 200, None)],
)
def test_first_visits_read_as_many_pages_as_wanted(
    counts_pages: bool, pages: int, count: int, read: int, more: int | None
) -> None:
    its = site(count, counts_pages=True)
    collected = wordpress.collect(TAG_PAGE, its.get, pages=pages)
    assert len(listed(collected)) == read
    assert collected.listing
    following = collected.listing.next
    assert (following is None) == (more is None)
    if following:
        assert f"page={more}" in following
        assert len(wordpress.read(its.get(following, {})[0]).entries) == min(100, count - read)


def test_pages_are_followed_where_their_number_is_not_told() -> None:
    its = site(130, counts_pages=False)
    assert len(listed(wordpress.collect(TAG_PAGE, its.get, pages=9))) == 130


def test_a_post_that_moves_to_the_next_page_meanwhile_stands_there_once() -> None:
    its = site(150)

    def get(url: str, validators: dict[str, str], /) -> object:
        answer = its.get(url, validators)
        if "page=1&" in url:
            its.posts.append(Post(id=999, slug="new", title="New", published=START + timedelta(days=20)))
        return answer

    titles = listed(wordpress.collect(TAG_PAGE, get, pages=2))  # type: ignore[arg-type]
    assert len(titles) == len(set(titles)) == 150


def test_nothing_new_gives_no_listing_for_two_questions() -> None:
    its = site(30)
    first = wordpress.collect(TAG_PAGE, its.get)
    assert all(isinstance(value, str) for value in first.validators.values())
    its.asked.clear()
    again = wordpress.collect(TAG_PAGE, its.get, json.loads(json.dumps(dict(first.validators))))
    assert again.listing is None
    assert again.validators == first.validators
    assert len(its.asked) == 2
    assert all("after=" in url for url in its.asked)


def test_only_what_changed_is_listed_and_once() -> None:
    its = site(30)
    state = wordpress.collect(TAG_PAGE, its.get).validators
    its.edit(3, title="Retouched", slug="elsewhere", modified=START + timedelta(days=3))
    changed = wordpress.collect(TAG_PAGE, its.get, state)
    assert changed.listing
    assert changed.listing.partial
    assert "Retouched" in listed(changed)
    assert "Post 3" not in listed(changed)
    [entry] = [one for one in changed.listing.entries if one.title == "Retouched"]
    assert entry.aliases == ("https://site.example/?p=3",)
    assert entry.updated == START + timedelta(days=3)
    assert wordpress.collect(TAG_PAGE, its.get, changed.validators).listing is None


def test_a_post_edited_long_ago_and_published_later_is_seen() -> None:
    its = site(5)
    scheduled = START + timedelta(hours=4, minutes=30)  # before the newest post: the site's clock struck late
    state = wordpress.collect(TAG_PAGE, its.get).validators
    its.posts.append(
        Post(id=77, slug="late", title="Late", published=scheduled, modified=START - timedelta(days=9))
    )
    assert "Late" in listed(wordpress.collect(TAG_PAGE, its.get, state))


def test_a_flood_of_changes_is_read_in_several_visits() -> None:
    its = site(1_500, now=START + timedelta(days=90))
    state = wordpress.collect(TAG_PAGE, its.get).validators
    for post in list(its.posts):
        its.edit(post.id, title=f"New {post.id}", modified=START + timedelta(days=70, seconds=post.id))
    seen: set[str] = set()
    for _ in range(4):
        collected = wordpress.collect(TAG_PAGE, its.get, state)
        seen |= set(listed(collected))
        state = collected.validators
    assert {f"New {number}" for number in range(1, 1_501)} <= seen
    assert collected.listing is None


def test_deleted_posts_give_no_listing() -> None:
    its = site(3)
    state = wordpress.collect(TAG_PAGE, its.get).validators
    its.posts.clear()
    assert wordpress.collect(TAG_PAGE, its.get, state).listing is None


def test_an_api_that_moved_is_found_again() -> None:
    its = site(3)
    state = wordpress.collect(TAG_PAGE, its.get).validators
    its.home, its.pretty = "https://site.example/news/", False

    def get(url: str, validators: dict[str, str], /) -> object:
        if url.startswith(ROOT):
            raise FetchError(f"{url}: 404 Not Found")
        return its.get(url, validators)

    assert listed(wordpress.collect(TAG_PAGE, get, state)) == ["Post 3", "Post 2", "Post 1"]  # type: ignore[arg-type]


def test_a_site_that_asks_for_patience_is_left_alone() -> None:
    its = site(3)
    state = wordpress.collect(TAG_PAGE, its.get).validators
    asked = []

    def get(url: str, _: object, /) -> object:
        asked.append(url)
        raise FetchError("busy", retry_after=timedelta(minutes=5))

    with pytest.raises(FetchError, match="busy"):
        wordpress.collect(TAG_PAGE, get, state)  # type: ignore[arg-type]
    assert len(asked) == 1


@pytest.mark.parametrize("key", ["posts", "home", "after", "modified_after"])
def test_validators_of_others_count_as_a_first_visit(key: str) -> None:
    its = site(3)
    state = dict(wordpress.collect(TAG_PAGE, its.get).validators) | {key: "?"}
    if key == "home":
        state[key] = ""
    collected = wordpress.collect(TAG_PAGE, its.get, state)
    assert collected.listing
    assert not collected.listing.partial


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["id", "link", "title", "rendered", "excerpt", "content", "date_gmt", "modified_gmt", "guid", "_embedded", "author", "name", "wp:term", "wp:featuredmedia", "source_url", "class_list", "_links", "self", "href"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=15,
)  # fmt: skip


@given(st.binary(max_size=200) | st.lists(JSON, max_size=4).map(lambda posts: json.dumps(posts).encode()))
def test_any_bytes_give_a_listing_or_an_error(data: bytes) -> None:
    wordpress.claims(document(data))
    discover({"link": data.decode("latin-1")}, data, "https://s.example/")
    try:
        listing = wordpress.read(document(data))
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert all(entry.url or entry.title or entry.excerpt for entry in listing.entries)
