"""What people read where something went wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from feeds.record import page_path
from feeds.web.addresses import as_url_path

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
<p>{text}
<nav id="nearest" hidden><h2>Feeds with similar names</h2><ul></ul></nav>
<p><a href="{home}">All feeds</a>
</html>
"""
NEAREST = re.compile(rb'(<nav id="nearest") hidden(>.*?<ul>)(?=</ul>)', re.DOTALL)  # in PAGE and in 404.html


def plain_page(title: str, text: str, home: str) -> bytes:
    """A page in English that needs nothing of the tree; `home` is the path of the list of feeds."""
    return PAGE.format(title=escape(title), text=escape(text), home=escape(home)).encode()


def with_nearest(page: bytes, feeds: Mapping[str, str], root: str) -> bytes:
    """The page, its place for them filled with links to the pages of these feeds, whose labels are given by
    slug, below the path `root`.
    """
    items = "".join(
        _item(root + as_url_path(page_path(slug)), label) for slug, label in feeds.items()
    ).encode()
    return NEAREST.sub(lambda found: found[1] + found[2] + items, page, count=1) if feeds else page


def _item(address: str, label: str) -> str:
    return f'<li><a dir="auto" href="{escape(address)}">{escape(label)}</a>'
