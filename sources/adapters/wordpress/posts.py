"""From posts, as the API gives them, to entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sources.adapters.dating import published, updated
from sources.adapters.labels import tags_of
from sources.adapters.loose import at, load, number_at, objects_at, text_at
from sources.adapters.names import foreign_name, told_apart
from sources.adapters.people import person_of
from sources.adapters.prose import first_image, in_language, language_of, prose_of, title_of
from sources.adapters.wordpress.site import Collection, home_of, place_in_api, post_name
from sources.entry import Document, Dropped, Entry, Image, Listing, Person, Tag
from sources.errors import NoArticles, UnreadableDocument
from sources.markup import plain
from sources.urls import canonical

_NO_SUBJECTS = frozenset({"post_format", "author", "language", "post_translations", "nav_menu"})  # taxonomies
_NEVER = "0000-00-00"  # a date that the database does not hold
EXPECTED = "expected posts of the WordPress REST API (wp/v2)"


def posts_of(document: Document) -> list[Any]:
    """The posts of one answer. Raises UnreadableDocument when it is another kind of answer."""
    answer = load(document, "posts of the WordPress REST API (wp/v2)")
    if isinstance(answer, list):
        return answer
    said = plain(text_at(answer, "message"))
    why = f"WordPress answers: {said}" if said else "no list"
    raise UnreadableDocument(f"{document.location}: {why}; {EXPECTED}")


def listing_of(
    posts: Sequence[Any],
    location: str,
    *,
    collection: Collection | None = None,
    home: str | None = None,
    title: str | None = None,
    following: str | None = None,
    partial: bool = False,
) -> Listing:
    """The listing of these posts. Raises NoArticles when it would be empty."""
    read = [_entry(post, home) for post in posts]
    entries = told_apart([entry for entry in read if entry])
    if not entries:
        raise NoArticles(f"{location}: no posts; {EXPECTED}")
    language = language_of(entries)
    dropped = Counter({"no title, text or link": read.count(None)})
    return Listing(
        adapter="wordpress",
        entries=in_language(entries, language),
        title=title,
        site=title,
        api=collection.root if collection else None,
        language=language,
        tag=_tag(posts, collection) if collection else None,
        next=following,
        dropped=tuple(Dropped(reason=reason, count=count) for reason, count in dropped.items() if count),
        partial=partial,
    )


def _entry(post: Any, home: str | None) -> Entry | None:
    """The entry; None for what is no post or says nothing."""
    title, link = title_of(text_at(post, "title", "rendered"), html=True), text_at(post, "link")
    url = canonical(link) if link else None
    summary, content = text_at(post, "excerpt", "rendered"), text_at(post, "content", "rendered")
    prose = prose_of(summary, content, title=title, url=url, base=url)
    if not (title or url or prose.excerpt):
        return None
    dates = published((_gmt(post, "date"), text_at(post, "date")), url)
    return Entry(
        url=url,
        title=title,
        excerpt=prose.excerpt,
        content=prose.content,
        dates=dates,
        updated=updated(_gmt(post, "modified"), dates),
        authors=tuple(_authors(post)),
        tags=_tags(post),
        credits=prose.credits,
        image=_image(post, content, url),
        aliases=_aliases(post, home, url),
    )


def _gmt(post: Any, key: str) -> str | None:
    """A date in UTC, as RFC 3339; the API leaves the zone out."""
    value = text_at(post, f"{key}_gmt")
    return f"{value}Z" if value and not value.startswith(_NEVER) else None


def _authors(post: Any) -> Iterator[Person]:
    for author in objects_at(post, "_embedded", "author"):
        link = text_at(author, "link")
        if person := person_of(text_at(author, "name"), url=canonical(link) if link else None):
            yield person
    stated = person_of(text_at(post, "yoast_head_json", "author"))
    if stated and not objects_at(post, "_embedded", "author"):
        yield stated


def _terms(post: Any) -> Iterator[dict[str, Any]]:
    groups = at(post, "_embedded", "wp:term")
    for index, _ in enumerate(groups if isinstance(groups, list) else ()):
        yield from objects_at(groups, index)


def _tags(post: Any) -> tuple[Tag, ...]:
    """Categories and tags; where they are not embedded, those that the post's classes name."""
    terms = [term for term in _terms(post) if text_at(term, "taxonomy") not in _NO_SUBJECTS]
    if terms:
        return tags_of(text_at(term, "name") for term in terms)
    classes = at(post, "class_list")
    names = [name for name in classes if isinstance(name, str)] if isinstance(classes, list) else []
    slugs = (name.partition("-")[2] for name in names if name.startswith(("category-", "tag-")))
    return tags_of(slug.replace("-", " ") for slug in slugs)


def _tag(posts: Sequence[Any], collection: Collection) -> Tag | None:
    """The tag that the collection's filters ask for, by the name that its posts give it."""
    names = (
        text_at(term, "name")
        for post in posts
        for term in _terms(post)
        if number_at(term, "id") in collection.terms and text_at(term, "taxonomy") == "post_tag"
    )
    return next(iter(tags_of(names)), None)


def _image(post: Any, html: str, base: str | None) -> Image | None:
    for media in objects_at(post, "_embedded", "wp:featuredmedia"):
        if url := canonical(text_at(media, "source_url"), base):
            return Image(
                url=url,
                type=text_at(media, "mime_type") or None,
                width=number_at(media, "media_details", "width") or None,
                height=number_at(media, "media_details", "height") or None,
                length=number_at(media, "media_details", "filesize") or None,
            )
    found = first_image(html, base)
    return Image(url=found) if found else None


def _aliases(post: Any, home: str | None, url: str | None) -> tuple[str, ...]:
    """The post's id as its site knows it, and its guid."""
    itself = place_in_api(text_at(post, "_links", "self", 0, "href"))
    home = home or (home_of(itself[0]) if itself else None)
    number = number_at(post, "id")
    names = (
        post_name(home, number) if home and number else None,
        foreign_name(text_at(post, "guid", "rendered"), url),
    )
    return tuple(dict.fromkeys(name for name in names if name and name != url))
