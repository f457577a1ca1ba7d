"""The little of lxml that pages are read with, typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def text_in(element: Element) -> str:
    """All text in an element, as it stands."""
    return "".join(cast("list[str]", list(element.itertext())))


def elements(path: str) -> Callable[[Element], list[Element]]:
    """An XPath that finds elements, ready to be asked."""
    return cast("Callable[[Element], list[Element]]", etree.XPath(path))


def string(path: str) -> Callable[[Element], str]:
    """An XPath that gives the text of what it finds first, ready to be asked."""
    return cast("Callable[[Element], str]", etree.XPath(f"string({path})"))


def number(path: str) -> Callable[[Element], float]:
    """An XPath that counts what it finds, ready to be asked."""
    return cast("Callable[[Element], float]", etree.XPath(f"count({path})"))


def holds(path: str) -> Callable[[Element], bool]:
    """An XPath that tells whether it finds anything, ready to be asked."""
    return cast("Callable[[Element], bool]", etree.XPath(f"boolean({path})"))


def html_of(element: Element) -> str:
    """An element as HTML, without the text behind it."""
    return str(etree.tostring(cast(Any, element), encoding="unicode", method="html", with_tail=False))
