"""From an item, as feedparser gives it, to an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sources.adapters.dating import published, updated
from sources.adapters.labels import tags_of
from sources.adapters.loose import number_at
from sources.adapters.names import foreign_name
from sources.adapters.people import person_of
from sources.adapters.prose import first_image, prose_of, title_of
from sources.adapters.syndication.channel import Channel, language_tag
from sources.adapters.wordpress.site import post_name
from sources.entry import Enclosure, Entry, Image, Origin, Person
from sources.markup import plain
from sources.urls import canonical

_MORE_MARK = re.compile(r"<span id=[\"']more-(\d+)[\"']")
_ELEMENT = re.compile(
    r"<(?:/?(?:a|abbr|b|br|cite|code|del|div|em|font|h[1-6]|i|iframe|img|ins|mark|p|q|s|script|small|span|strong|style"
    r"|sub|sup|svg|tt|u|wbr)\b[^<>]*|!--.*?--)>",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.\d*)?")
_POST_ID = "post-id"  # WordPress.com's own element (com-wordpress:feed-additions:1)


def entry_of(item: dict[str, Any], channel: Channel) -> Entry | None:
    """The entry; None for an item with neither link nor title nor text."""
    language = language_tag(_detail(item, "title").get("language")) or channel.language
    title = _title(item, channel)
    address = _address(item, channel)
    summary, content, base = _texts(item, address, channel)
    prose = prose_of(summary, content, title=title, url=address, base=base)
    if not (title or address or prose.excerpt):
        return None
    dates = published((first(item, key) for key in ("published", "created", "updated")), address, language)
    return Entry(
        url=address,
        title=title,
        excerpt=prose.excerpt,
        content=prose.content,
        dates=dates,
        updated=updated(first(item, "updated"), dates),
        authors=people(item, base) or channel.authors,
        tags=tags_of(one.get("label") or one.get("term") for one in item.get("tags", ())),
        credits=prose.credits,
        image=_image(item, channel.base) or _pictured(content or summary, base),
        enclosures=tuple(_enclosures(item, channel.base)),
        aliases=_aliases(item, address, content or summary, channel),
        language=language,
        origin=_origin(item, channel.base),
    )


def first(values: dict[str, Any], key: str) -> str:
    """The text under that key and no other (feedparser's own look-up also tries similar keys), or ""."""
    value = dict.get(values, key)
    return value if isinstance(value, str) else ""


def _title(item: dict[str, Any], channel: Channel) -> str:
    """The title in plain text: Atom says whether it is HTML (RFC 4287, 3.1.1), in RSS its tags do."""
    detail = _detail(item, "title")
    value = str(detail.get("value") or "")
    html = "html" in (detail.get("type") or "") or (not channel.atom and _ELEMENT.search(value))
    return title_of(value, html=bool(html))


def _detail(item: dict[str, Any], name: str) -> dict[str, Any]:
    return item.get(f"{name}_detail") or {}


def _address(item: dict[str, Any], channel: Channel) -> str | None:
    """The link; behind a redirector the address that it stands for; else a guid that is one."""
    linked = first(item, "link") if any(one.get("rel") == "alternate" for one in _links(item)) else ""
    return (
        canonical(first(item, "feedburner_origlink"))
        or (canonical(linked.strip(), channel.base) if linked.strip() else None)
        or canonical(first(item, "id") if item.get("guidislink") else "")
    )


def _links(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [link for link in item.get("links", ()) if link.get("href") or link.get("rel") == "alternate"]


def _texts(item: dict[str, Any], address: str | None, channel: Channel) -> tuple[str, str, str | None]:
    """Summary and content as HTML, and what is relative in them is relative to."""
    contents = [one for one in item.get("content", ()) if one.get("value") and not one.get("src")]
    content: dict[str, Any] = max(contents, key=lambda one: len(one["value"]), default={})
    summary = _detail(item, "summary")
    if any(summary.get("value") == one["value"] for one in contents):  # feedparser's copy, or the same twice
        summary = {} if len(contents) == 1 else min(contents, key=lambda one: len(one["value"]))
    base = content.get("base") or summary.get("base") or ""
    text = _as_html(summary) or item.get("media_own_description") or item.get("itunes_own_summary") or ""
    return text, _as_html(content), canonical(base, channel.base) if base else address or channel.base


def _as_html(detail: dict[str, Any]) -> str:
    value = detail.get("value") or ""
    if "html" in (detail.get("type") or "html"):
        return str(value)
    return str(value).replace("&", "&amp;").replace("<", "&lt;")


def people(values: dict[str, Any], base: str | None) -> tuple[Person, ...]:
    """The authors of an item or a feed, each once."""
    found: dict[str, Person] = {}
    for author in values.get("authors", ()):
        href = first(author, "href")
        url = canonical(href, base) if href else None
        if person := person_of(first(author, "name"), email=first(author, "email"), url=url):
            known = found.get(person.name.casefold())
            found[person.name.casefold()] = person if known is None or (person.url or person.email) else known
    return tuple(found.values())


def _aliases(item: dict[str, Any], address: str | None, html: str, channel: Channel) -> tuple[str, ...]:
    names = [foreign_name(first(item, "id"), address or channel.home or channel.base)]
    names += [canonical(link["href"]) for link in _links(item) if link.get("rel") == "shortlink"]
    names += [canonical(first(item, "link"))] if first(item, "feedburner_origlink") else []
    if channel.wordpress and channel.home:
        mark = _MORE_MARK.search(html)
        post = first(item, _POST_ID) or (mark[1] if mark else "")
        names += [post_name(channel.home, post)] if post.isdigit() else []
    return tuple(dict.fromkeys(name for name in names if name and name != address))


def _image(item: dict[str, Any], base: str | None) -> Image | None:
    """The largest picture that the item states."""
    stated = [one for one in item.get("media_content", ()) if _is_picture(one)]
    stated.sort(key=lambda one: whole_number(one.get("width")) or 0, reverse=True)
    attached = [{**link, "url": link["href"]} for link in _links(item) if _is_attached_picture(link)]
    covers = [{"url": item["image"].get("href")}] if isinstance(item.get("image"), dict) else []
    for one in (*stated, *attached, *covers, *item.get("media_thumbnail", ())):
        if one.get("url") and (url := canonical(one["url"], base)):
            return Image(
                url=url,
                type=_mime_type(one.get("type")),
                width=whole_number(one.get("width")),
                height=whole_number(one.get("height")),
                length=whole_number(one.get("filesize") or one.get("length")),
            )
    return None


def _is_picture(media: dict[str, Any]) -> bool:
    kind = media.get("medium") or (media.get("type") or "").partition("/")[0]
    return bool(
        kind == "image" or (not kind and re.search(r"\.(?:jpe?g|png|webp|gif|avif)\b", media.get("url", "")))
    )


def _is_attached_picture(link: dict[str, Any]) -> bool:
    return link.get("rel") == "enclosure" and (link.get("type") or "").startswith("image/")


def _pictured(html: str, base: str | None) -> Image | None:
    url = first_image(html, base)
    return Image(url=url) if url else None


def _enclosures(item: dict[str, Any], base: str | None) -> Iterator[Enclosure]:
    """Attached files, each once; the item's duration belongs to the first that is played."""
    media = [one for one in item.get("media_content", ()) if one.get("url") and not _is_picture(one)]
    linked = [{**link, "url": link["href"]} for link in _links(item) if link.get("rel") == "enclosure"]
    lasting = seconds(first(item, "itunes_duration"))
    seen = set()
    for one in (*linked, *media):
        url = canonical(one["url"], base)
        if url is None or url in seen:
            continue
        seen.add(url)
        kind = _mime_type(one.get("type"))
        played = kind is None or kind.startswith(("audio/", "video/"))
        duration = seconds(one.get("duration") or "") or (lasting if played else None)
        lasting = None if duration == lasting else lasting
        length = whole_number(one.get("length") or one.get("filesize"))
        yield Enclosure(url=url, type=kind, length=length, duration=duration)


def seconds(text: str) -> int | None:
    """A duration as podcasts write it: 3723, 62:03 or 1:02:03."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest or None


def whole_number(text: object) -> int | None:
    """A number above 0 in digits: 0 is what feeds write for "unknown"."""
    return number_at(str(text or "").strip()) or None


def _mime_type(text: object) -> str | None:
    kind = str(text or "").partition(";")[0].strip().lower()
    return kind if re.fullmatch(r"[a-z]+/[\w.+-]+", kind, re.ASCII) else None


def _origin(item: dict[str, Any], base: str | None) -> Origin | None:
    """The site that RSS `<source>` and atom:source name: its page rather than its feed."""
    source = item.get("source") or {}
    name = plain(first(source, "title"))
    links = {link.get("rel"): link.get("href") for link in source.get("links", ())}
    href = links.get("alternate") or first(source, "href") or links.get("self")
    return Origin(name=name, url=canonical(href, base) if href else None) if name else None
