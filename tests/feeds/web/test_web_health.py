from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client

from feeds.publish import summary
from feeds.publish.summary import Summary
from feeds.web import create_app
from feeds.web.health import health
from feeds.web.publication import Publication

NOON = datetime(2025, 10, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(0), 200), (DAY, 200), (DAY + timedelta(seconds=1), 503), (timedelta(minutes=-5), 200)],
)
def test_health_follows_the_last_success(age, status):
    last = Summary(finished=NOON, ok=False, last_success=NOON - age)
    assert health(last, now=NOON, stale_after=DAY)[0] == status


@pytest.mark.parametrize("last", [None, Summary(finished=NOON, ok=False)])
def test_no_success_is_no_health(last):
    assert health(last, now=NOON, stale_after=DAY) == (503, {"status": "never refreshed"})


def test_the_address(tmp_path):
    client = Client(create_app(directory=tmp_path / "public", publication=Publication(stale_after=60)))
    assert client.get("/healthz").status_code == 503
    now = datetime.now(UTC)
    for age, status, word in ((10, 200, "ok"), (100, 503, "stale")):
        last = Summary(finished=now, ok=True, sources_ok=2, last_success=now - timedelta(seconds=age))
        summary.save(last, tmp_path / "public")
        response = client.get("/healthz")
        assert (response.status_code, response.json["status"]) == (status, word)
        assert response.json["last_run"]["sources_ok"] == 2
        assert response.headers["Cache-Control"] == "no-store"
        assert client.head("/healthz").status_code == status
