"""The pages as people meet them: in a browser, by eye, by keyboard, by screen reader, with and without script."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

TAG = "tags/guerre-en-ukraine/"
PAGES = ["", TAG, "nulle/part/"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(site, visit, axe, path, size, scheme):
    page = visit(site + path, viewport=SIZES[size], color_scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({ runOnly: tags })", AXE_TAGS)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert "color-contrast" in [one["id"] for one in found["passes"]]


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_nothing_of_others_and_break_no_rule_of_their_policy(site, browser, path):
    context = browser.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    response = page.goto(site + path, wait_until="networkidle")
    context.close()
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(site).netloc}
    assert any(address.endswith("tagwire.js") for address in asked)
    expected_noise = {404} if path.startswith("nulle") else set()
    assert response.status in ({200} | expected_noise)
    assert [line for line in said if not (expected_noise and "404" in line)] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_out_of_the_window(site, visit, path, size):
    page = visit(site + path, viewport=SIZES[size])
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def shown(page):
    return [text.strip() for text in page.locator(".feeds h3:visible").all_inner_texts()]


FILTERED = {
    "ukraine": ["guerre en Ukraine", "Ukraine, sans élections"],
    "ELECTIONS": ["Élections", "Ukraine, sans élections"],
    "sans ukr": ["Ukraine, sans élections"],
    "c++": ["C++"],
    "أوكرانيا": ["حرب أوكرانيا"],
    "<b>": ["a <b> & c"],
    "gazette": ["Gazette & Cie"],
    "zzz": [],
}


def test_the_list_is_filtered_by_label(site, visit):
    page = visit(site)
    everything = shown(page)
    for typed, expected in FILTERED.items():
        page.get_by_role("searchbox", name="Chercher un flux").fill(typed)
        assert shown(page) == expected
        assert page.locator("output").inner_text() == f"{len(expected)} flux sur {len(everything)}"
        assert page.locator("section:visible:has(> .feeds):not(:has(li:visible))").count() == 0
    page.get_by_role("searchbox").fill("")
    assert shown(page) == everything


def groups(page):
    """The headings of what is shown, and the links that lead there."""
    headings = page.locator("section:has(> .feeds) h2:visible").all_inner_texts()
    return [re.sub("[ \n]+", " ", one) for one in headings], page.locator(
        ".groups a:visible"
    ).all_inner_texts()


def test_filtering_leaves_the_groups_that_show_something_with_their_counts(long_list, visit):
    page = visit(long_list)
    box = page.get_by_role("searchbox")
    whole = (["Mots-clés 1\u202f800", "Sources 2"], ["Mots-clés", "Sources"])
    assert groups(page) == whole
    found = {
        "gazette": (["Sources 1"], ["Sources"]),
        "sujet": (["Mots-clés 1\u202f800"], ["Mots-clés"]),
        "le val": (["Sources 1"], ["Sources"]),
        "zzz": ([], []),
    }
    for typed, expected in found.items():
        box.fill(typed)
        assert groups(page) == expected
        shown = page.locator(".feeds > li:visible").count()
        said = f"{shown:,} flux sur {1802:,}".replace(",", "\u202f")
        assert page.locator("output").inner_text() == said
    box.fill("")
    assert groups(page) == whole


@pytest.mark.parametrize("path", ["", TAG])
def test_copying_gives_the_address_that_readers_need(site, visit, path):
    page = visit(site + path, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copier, guerre en Ukraine")
    button.click()
    button.get_by_text("Copié").wait_for()
    assert page.get_by_role("status").last.inner_text() == "Adresse copiée"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://feeds.example.org/feeds/guerre-en-ukraine.xml"


def test_where_the_clipboard_is_out_of_reach_the_address_is_selected(site, visit):
    page = visit(site)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copier, guerre en Ukraine").click()
    selected = page.evaluate("getSelection().toString()")
    assert selected == "https://feeds.example.org/feeds/guerre-en-ukraine.xml"


def test_a_long_list_makes_its_addresses_of_its_links(long_list, visit):
    page = visit(long_list, permissions=["clipboard-read", "clipboard-write"])
    item = page.locator(".feeds > li").nth(1233)
    item.get_by_role("button").click()
    link = item.get_by_role("link", name=re.compile("^RSS")).get_attribute("href")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == urljoin("https://feeds.example.org/", link)


def test_a_day_without_hour_is_said_in_days(long_list, visit):
    page = visit(long_list, now="2025-10-07T23:30:00Z")
    assert "il y a 5 jours" in page.locator(".feeds li").first.inner_text()
    page = visit(long_list, now="2025-10-02T10:00:00Z")
    assert "aujourd’hui" in page.locator(".feeds li").first.inner_text()


AGES = {
    "2025-10-24T09:20:00Z": "il y a 20 minutes",
    "2025-10-24T14:00:00Z": "il y a 5 heures",
    "2025-10-25T12:00:00Z": "hier",
    "2025-10-27T12:00:00Z": "il y a 3 jours",
    "2025-11-10T12:00:00Z": "il y a 2 semaines",
    "2025-12-30T12:00:00Z": "il y a 2 mois",
    "2028-01-30T12:00:00Z": "il y a 2 ans",
}


def test_the_newest_article_has_an_age_in_the_sites_language(site, visit):
    page = visit(site)
    for now, expected in AGES.items():
        page.clock.set_fixed_time(now)
        page.reload()
        assert f"24 oct. 2025, {expected}" in page.locator(".subscribe").inner_text()


def test_without_script_everything_is_there(site, visit):
    page = visit(site, java_script_enabled=False)
    lines = page.locator(".feeds > li")
    assert lines.count() > 8
    for line in lines.all():
        assert line.locator("a:visible").all_inner_texts()[1:] == ["RSS", "Atom", "JSON"]
        assert line.locator("code:visible").inner_text().startswith("https://feeds.example.org/feeds/")
        assert line.locator("time:visible").count() == 1
    assert page.locator("button, input:visible").count() == 0
    assert "il y a" not in page.locator("body").inner_text()


@pytest.mark.parametrize("path", ["", TAG])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(site, visit, path):
    page = visit(site + path)
    controls = page.locator("a:visible, button:visible, input:visible").count()
    reached = []
    for _ in range(controls):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "({ place: [...document.querySelectorAll('*')].indexOf(document.activeElement),"
                " outline: getComputedStyle(document.activeElement).outlineStyle })"
            )
        )
    assert {one["outline"] for one in reached} == {"solid"}
    places = [one["place"] for one in reached]
    assert len(set(places)) == controls
    assert places == sorted(places)


@pytest.mark.parametrize("path", ["", TAG, "nulle/part/"])
def test_fingers_find_the_buttons(site, visit, path):
    page = visit(site + path, viewport=SIZES["phone"], has_touch=True)
    for button in page.locator(".formats :is(a, button):visible, .button:visible, input:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_who_wants_no_motion_gets_none(site, visit):
    page = visit(site, reduced_motion="reduce")
    assert (
        page.locator(".formats a").first.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
    )


def test_paper_gets_addresses_instead_of_buttons(site, visit):
    page = visit(site)
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, .formats a:visible").count() == 0
    assert page.locator(".formats code:visible").count() == page.locator(".formats").count()


def test_a_label_in_another_script_keeps_its_direction_and_its_place(site, visit):
    page = visit(site)
    label = page.locator(".feeds bdi", has_text="حرب")
    assert label.evaluate("one => getComputedStyle(one).direction") == "rtl"
    left = {page.locator(".feeds h3 a").nth(number).bounding_box()["x"] for number in range(6)}
    assert len(left) == 1


def test_a_feed_leads_to_its_page_and_its_articles_to_their_originals(site, visit):
    page = visit(site)
    page.get_by_role("link", name="guerre en Ukraine", exact=True).first.click()
    assert page.url == site + TAG
    articles = page.locator("article")
    assert "https://gazette.example/0" in [
        one.get_attribute("href") for one in articles.locator("h2 a").all()
    ]
    assert "Source : Gazette & Cie · AFP · Reuters".replace(" :", "\u00a0:") in articles.first.inner_text()
    page.get_by_role("link", name="Revue de presse").click()
    assert page.url == site


def test_dates_that_were_inferred_are_marked(site, visit):
    page = visit(site + TAG)
    undated = page.locator("article", has_text="Sans date")
    assert undated.get_by_text("date estimée").is_visible()
    assert page.locator("article .estimated").count() == 1
