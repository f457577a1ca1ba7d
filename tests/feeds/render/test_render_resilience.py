"""One poisoned record never costs the feed."""

import logging
from dataclasses import replace

import pytest
from render_samples import CHANNEL, make, render_atom, render_json, render_rss, tag_page


@pytest.mark.parametrize("render", [render_rss, render_atom])
@pytest.mark.parametrize("poison", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_xml_without_the_record_it_cannot_hold(render, poison, caplog):
    sound = [make(1), make(3)]
    assert render(CHANNEL, [*sound, make(2, title=poison)]) == render(CHANNEL, sound)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "article-2" in caplog.text


@pytest.mark.parametrize("render", [render_json, tag_page])
def test_json_and_page_without_a_lone_surrogate(render):
    sound = [make(1), make(3)]
    assert render(CHANNEL, [*sound, make(2, excerpt="\udfff")]) == render(CHANNEL, sound)


@pytest.mark.parametrize("render", [render_rss, render_atom, render_json, tag_page])
def test_no_format_holds_an_entry_without_an_id(render):
    sound = [make(1), make(3)]
    assert render(CHANNEL, [*sound, make(2, id="")]) == render(CHANNEL, sound)


@pytest.mark.parametrize("render", [render_rss, render_atom, render_json, tag_page])
def test_a_fault_of_the_channel_itself_is_raised(render):
    with pytest.raises(ValueError, match=r"XML compatible|surrogates"):
        render(replace(CHANNEL, title="\ud800"), [make(1)])
