"""What Prometheus reads at /metrics: the book-keeping of the runs, and the requests answered. Pure.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from feeds.publish.summary import Summary

if TYPE_CHECKING:
    from prometheus_client import Metric


def exposition(
    summary: Summary | None, *, feeds: int, requests: Mapping[int, int], accept: str = ""
) -> tuple[bytes, str]:
    """The metrics as text, and its media type: OpenMetrics for who accepts that, else the older format.

    `feeds`: how many are published; `requests`: how many were answered, by status.
    """
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import choose_encoder

    families = [*_of_the_web(feeds, requests), *(_of_the_runs(summary) if summary else ())]

    class Collected:
        def collect(self) -> list[Metric]:
            return families

    registry = CollectorRegistry()
    registry.register(Collected())
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type


def _of_the_web(feeds: int, requests: Mapping[int, int]) -> Iterator[Metric]:
    yield _gauge("feeds", "Feeds that are published.", feeds)
    yield _counter(
        "http_requests", "Requests answered.", "status", {str(code): n for code, n in requests.items()}
    )


def _of_the_runs(summary: Summary) -> Iterator[Metric]:
    totals = summary.totals
    yield _gauges("sources", "Sources by their state after the last run.", "state", summary.sources)
    if summary.entries is not None:
        yield _gauge("entries", "Articles that feeds may carry.", summary.entries)
    yield _gauge("last_run_timestamp_seconds", "When the last run ended.", summary.finished.timestamp())
    yield _gauge("last_run_duration_seconds", "How long the last run took.", summary.seconds)
    yield _gauge("last_run_success", "Whether the last run ended well.", int(summary.ok))
    yield _gauges(
        "last_run_sources",
        "Sources that the last run visited.",
        "outcome",
        {"ok": summary.sources_ok, "failed": summary.sources_failed},
    )
    yield _gauge("last_run_documents", "Documents that the last run wrote.", summary.documents_written)
    if summary.last_success:
        at = summary.last_success.timestamp()
        yield _gauge("last_success_timestamp_seconds", "When a run last ended well.", at)
    yield _counter(
        "runs", "Runs.", "result", {"ok": totals.runs - totals.runs_failed, "failed": totals.runs_failed}
    )
    visits = {"ok": totals.sources_ok, "failed": totals.sources_failed}
    yield _counter("source_visits", "Visits to sources.", "outcome", visits)
    yield _counter("documents_written", "Documents written.", "", {"": totals.documents_written})
    yield _counter("run_seconds", "Time that runs took.", "", {"": totals.seconds})


def _gauge(name: str, help_text: str, value: float) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(f"tagwire_{name}", help_text, value=value)


def _gauges(name: str, help_text: str, label: str, values: Mapping[str, float]) -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(f"tagwire_{name}", help_text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _counter(name: str, help_text: str, label: str, values: Mapping[str, float]) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(f"tagwire_{name}", help_text, labels=[label] if label else None)
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family
