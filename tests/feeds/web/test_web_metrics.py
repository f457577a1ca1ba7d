"""What Prometheus reads: the runs, the sources and the requests, counted over all processes."""

from __future__ import annotations

import multiprocessing
import shutil
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as prometheus
from web_server import SETTINGS, ask, serving
from werkzeug.test import Client

from feeds.publish import Tree, summary
from feeds.publish.summary import Summary
from feeds.web import create_app
from feeds.web.counts import Counts
from feeds.web.metrics import exposition

NOON = datetime(2025, 10, 24, 12, tzinfo=UTC)
RUN = Summary(
    finished=NOON,
    ok=False,
    seconds=2.5,
    sources_ok=3,
    sources_failed=1,
    documents_written=12,
    sources={"ok": 7, "failing": 2},
    entries=40,
)


def values(text: bytes, parse=prometheus) -> dict[str, float]:
    """Every sample, as "name{label}"."""
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in parse(text.decode())
        for sample in family.samples
    }


def test_the_runs_are_told() -> None:
    before = Summary(finished=NOON - timedelta(hours=1), ok=True, seconds=0.5, documents_written=3).following(
        None
    )
    found = values(exposition(RUN.following(before), feeds=5, requests={200: 9, 304: 1})[0])
    assert found == {
        "tagwire_feeds": 5,
        "tagwire_http_requests_total{200}": 9,
        "tagwire_http_requests_total{304}": 1,
        "tagwire_sources{ok}": 7,
        "tagwire_sources{failing}": 2,
        "tagwire_entries": 40,
        "tagwire_last_run_timestamp_seconds": NOON.timestamp(),
        "tagwire_last_run_duration_seconds": 2.5,
        "tagwire_last_run_success": 0,
        "tagwire_last_run_sources{ok}": 3,
        "tagwire_last_run_sources{failed}": 1,
        "tagwire_last_run_documents": 12,
        "tagwire_last_success_timestamp_seconds": NOON.timestamp() - 3600,
        "tagwire_runs_total{ok}": 1,
        "tagwire_runs_total{failed}": 1,
        "tagwire_source_visits_total{ok}": 3,
        "tagwire_source_visits_total{failed}": 1,
        "tagwire_documents_written_total": 15,
        "tagwire_run_seconds_total": 3,
    }


def test_before_the_first_run_there_are_requests_only() -> None:
    text, media_type = exposition(None, feeds=0, requests={503: 2})
    assert values(text) == {"tagwire_feeds": 0, "tagwire_http_requests_total{503}": 2}
    assert media_type.startswith("text/plain")


def test_what_is_not_counted_is_not_told() -> None:
    found = values(exposition(Summary(finished=NOON, ok=False), feeds=0, requests={})[0])
    assert not found.keys() & {"tagwire_entries", "tagwire_last_success_timestamp_seconds"}


def test_open_metrics_for_who_accepts_it() -> None:
    accept = "application/openmetrics-text; version=1.0.0; charset=utf-8,text/plain;version=0.0.4;q=0.5"
    text, media_type = exposition(RUN.following(None), feeds=1, requests={200: 1}, accept=accept)
    assert media_type.startswith("application/openmetrics-text")
    assert values(text, open_metrics)["tagwire_runs_total{failed}"] == 1


def test_every_answer_is_counted_once(tree: Tree, client: Client) -> None:
    tree.write({"feeds.opml": b'<opml><outline text="A" xmlUrl="https://e.org/feeds/a.xml"/></opml>'})
    summary.save(RUN.following(None), tree.directory)
    tag = client.get("/feeds/all.xml").headers["ETag"]
    client.head("/feeds/all.xml")
    client.get("/feeds/all.xml", headers={"If-None-Match": tag})
    client.get("/feeds/all.xml", headers={"Range": "bytes=0-1"})
    client.get("/feeds/all.xml", headers={"If-Match": '"x"'})
    client.get("/nothing")
    client.get("/feed/")
    client.post("/")
    client.get("/healthz")
    response = client.get("/metrics")
    assert response.headers["Cache-Control"] == "no-store"
    found = values(response.data)
    counted = {
        status: found[f"tagwire_http_requests_total{{{status}}}"] for status in (200, 206, 301, 304, 404)
    }
    assert counted == {200: 2, 206: 1, 301: 1, 304: 1, 404: 1}
    assert {found[f"tagwire_http_requests_total{{{status}}}"] for status in (405, 412, 503)} == {1}
    assert found["tagwire_feeds"] == 1
    assert found["tagwire_entries"] == 40


def test_totals_only_grow() -> None:
    runs = [Summary(finished=NOON, ok=ok, seconds=1.0, sources_failed=not ok) for ok in (True, False, True)]
    done: Summary | None = None
    for run in runs:
        done = run.following(done)
    assert done is not None
    assert (done.totals.runs, done.totals.runs_failed, done.totals.sources_failed) == (3, 1, 1)
    assert done.totals.seconds == 3


def test_the_last_success_stays_when_a_run_fails() -> None:
    good = Summary(finished=NOON, ok=True).following(None)
    bad = Summary(finished=NOON + timedelta(hours=1), ok=False).following(good)
    assert bad.last_success == NOON
    assert Summary(finished=NOON, ok=False).following(None).last_success is None


def count_three(folder: Path) -> None:
    counts = Counts(folder)
    for _ in range(3):
        counts.own[200] += 1
    counts.own[404] += 1


def test_processes_are_added_up_and_those_that_ended_too(tmp_path: Path) -> None:
    counts = Counts(tmp_path)
    counts.own[200] += 1
    (tmp_path / "9.requests").write_bytes(b"half made")
    processes = [
        multiprocessing.get_context("spawn").Process(target=count_three, args=(tmp_path,)) for _ in "ab"
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert counts.totals() == {200: 7, 404: 2}


def test_a_folder_that_goes_leaves_a_process_its_own_counts(tmp_path: Path) -> None:
    counts = Counts(tmp_path / "none")
    counts.own[200] += 1
    assert counts.totals() == {200: 1}
    gone = tmp_path / "gone"
    gone.mkdir()
    counts = Counts(gone)
    counts.own[200] += 1
    shutil.rmtree(gone)
    counts.own[200] += 1
    assert counts.totals() == {200: 2}


def test_a_process_that_forks_counts_apart(tmp_path: Path) -> None:
    counts = Counts(tmp_path)
    counts.own[200] += 1

    def child() -> None:
        counts.own[200] += 1

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()
    assert counts.own[200] == 1
    assert counts.totals() == {200: 2}


def test_all_workers_are_counted_whoever_is_asked(tmp_path: Path) -> None:
    (tmp_path / "tagwire.toml").write_text(SETTINGS)
    Tree(tmp_path / "public").write({"feeds/all.xml": b"<rss/>"})
    with serving(tmp_path / "tagwire.toml", "--workers", "2") as (_, port):
        for _ in range(20):
            assert ask(port, "/feeds/all.xml")[0].status == 200
        for _ in range(5):
            response, body = ask(port, "/metrics")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert values(body)["tagwire_http_requests_total{200}"] == 24


def test_another_server_shares_a_folder_that_prometheus_knows(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    (tmp_path / "1.requests").write_bytes(
        struct.pack("<600Q", *(5 * (status == 200) for status in range(600)))
    )
    assert values(Client(create_app(directory=tree.directory)).get("/metrics").data) == {
        "tagwire_feeds": 0,
        "tagwire_http_requests_total{200}": 5,
    }
