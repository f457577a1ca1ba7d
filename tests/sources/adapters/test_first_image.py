"""The picture of an article of which only HTML is given."""

from __future__ import annotations

import pytest

from sources.adapters.prose import first_image

BASE = "https://a.example/d/page"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<p>x</p><img src='/p.jpg?a=1&amp;b=2'><img src=/q.jpg>", "https://a.example/p.jpg?a=1&b=2"),
        ("<img class=lazy src='data:x' data-src=/p.jpg><img src=/q.jpg>", "https://a.example/p.jpg"),
        ("<img src=data:x><noscript><img src=/p.jpg></noscript>", "https://a.example/p.jpg"),
        ("<img src=/t.gif width=1 height=1><img src=p.jpg>", "https://a.example/d/p.jpg"),
        ("<img src=/t.gif height=2><img src=p.jpg>", "https://a.example/d/p.jpg"),
        ("<video poster=/p.jpg src=/v.mp4></video>", "https://a.example/p.jpg"),
        ("<p>x</p>", None),
        ("<img src=data:x>", None),
    ],
)
def test_the_first_picture_that_is_no_dot(html: str, url: str | None) -> None:
    assert first_image(html, BASE) == url
