"""The pictures that stand for every feed, published beside the pages. PNG: what all readers can show."""

from __future__ import annotations

from feeds.record import Site, uri

ICON = "tagwire.png"  # square, as Atom and JSON Feed ask for
LOGO = "logo.png"  # twice as wide as high (RFC 4287, 4.2.8)
LOGO_SIZE = (144, 72)  # pixels; RSS 2.0 allows 144 in width


def icon(site: Site) -> str:
    """Where the icon is published."""
    return uri(f"{site.base}static/{ICON}")


def logo(site: Site) -> str:
    """Where the logo is published."""
    return uri(f"{site.base}static/{LOGO}")
