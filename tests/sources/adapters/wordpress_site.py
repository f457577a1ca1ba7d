"""A WordPress site in memory: its pages, its REST API and its feed, as far as tests ask for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sources.entry import Document
from sources.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post; dates in UTC."""

    id: int
    slug: str
    title: str
    published: datetime
    modified: datetime | None = None
    text: str = "Some words that say what happened, and to whom."
    tags: tuple[int, ...] = (13,)

    @property
    def changed(self) -> datetime:
        return self.modified or self.published


@dataclass(slots=True)
class Site:
    """The site. `get` answers as the REST API's documentation has it, and remembers what was asked."""

    posts: list[Post] = field(default_factory=list)
    home: str = "https://site.example/"
    pretty: bool = True
    header: bool = True  # declares its API in a Link header, else in the page
    names_itself: bool = True  # its archive pages link to their term
    counts_pages: bool = True
    terms: dict[str, dict[int, str]] = field(
        default_factory=lambda: {"tags": {13: "Deiche", 14: "Été"}, "categories": {4: "Küste"}}
    )
    asked: list[str] = field(default_factory=list)
    now: datetime = datetime(2025, 11, 1, tzinfo=UTC)

    @property
    def root(self) -> str:
        return f"{self.home}wp-json/" if self.pretty else f"{self.home}?rest_route=/"

    def edit(self, number: int, **changes: Any) -> None:
        self.posts = [replace(post, **changes) if post.id == number else post for post in self.posts]

    def get(self, url: str, validators: Mapping[str, str], /) -> tuple[Document, dict[str, str]]:
        assert not validators
        self.asked.append(url)
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        route = query.get(
            "rest_route", f"/{url[len(self.root) :].partition('?')[0]}" if url.startswith(self.root) else None
        )
        if route is None:
            return self._page(url)
        return self._answer(url, route.strip("/"), query)

    def _page(self, url: str) -> tuple[Document, dict[str, str]]:
        term = next(
            (f"wp/v2/tags/{n}" for n, name in self.terms["tags"].items() if f"/{name.lower()}/" in url), None
        )
        own = f'<link rel="alternate" title="JSON" type="application/json" href="{self.root}{term}" />'
        page = f"<html><head>{own if term and self.names_itself else ''}"
        headers = {
            "Link": f'<{self.home}page.css>; rel="preload"; as="style", <{self.root}>; rel="https://api.w.org/"'
        }
        if not self.header:
            headers, page = {}, f"{page}<link rel='https://api.w.org/' href='{self.root}' />"
        return self._document(url, page, "text/html"), headers

    def _answer(self, url: str, route: str, query: dict[str, str]) -> tuple[Document, dict[str, str]]:
        if not route:
            return self._document(url, {"name": "Küstenblatt &amp; Co", "home": self.home.rstrip("/")}), {}
        kind = route.removeprefix("wp/v2/")
        if kind in self.terms:
            found = [{"id": n} for n, name in self.terms[kind].items() if name.lower() == query["slug"]]
            return self._document(url, found), {}
        if kind != "posts":
            raise FetchError(f"{url}: 404 Not Found")
        return self._listed(url, query)

    def _listed(self, url: str, query: dict[str, str]) -> tuple[Document, dict[str, str]]:
        chosen = [post for post in self.posts if post.published <= self.now]
        if "tags" in query:
            chosen = [post for post in chosen if int(query["tags"]) in post.tags]
        if "after" in query:
            chosen = [post for post in chosen if post.published > datetime.fromisoformat(query["after"])]
        if "modified_after" in query:
            chosen = [
                post for post in chosen if post.changed > datetime.fromisoformat(query["modified_after"])
            ]
        by_change = query.get("orderby") == "modified"
        chosen.sort(
            key=lambda post: post.changed if by_change else post.published,
            reverse=query.get("order") != "asc",
        )
        size, page = int(query["per_page"]), int(query["page"])
        pages = -(-len(chosen) // size)
        if page > max(pages, 1):
            raise FetchError(f"{url}: 400 Bad Request")
        headers = {"X-WP-Total": str(len(chosen)), "X-WP-TotalPages": str(pages)} if self.counts_pages else {}
        listed = [self._post(post) for post in chosen[(page - 1) * size : page * size]]
        return self._document(url, listed), headers

    def _post(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.id,
            "date": f"{post.published:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{post.published:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{post.changed:%Y-%m-%dT%H:%M:%S}",
            "guid": {"rendered": f"{self.home}?p={post.id}"},
            "link": f"{self.home}{post.slug}/",
            "title": {"rendered": post.title},
            "excerpt": {"rendered": f"<p>{post.text}</p>"},
            "content": {"rendered": f"<p>{post.text}</p><p>And more.</p>"},
            "_embedded": {
                "wp:term": [
                    [{"id": n, "name": self.terms["tags"][n], "taxonomy": "post_tag"} for n in post.tags]
                ]
            },
        }

    def _document(self, url: str, content: object, kind: str = "application/json") -> Document:
        data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        return Document(data=data, location=url, captured=self.now, base_url=url, content_type=kind)
