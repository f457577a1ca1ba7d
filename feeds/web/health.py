"""Whether readers still get fresh feeds. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from feeds.publish.summary import Summary


def health(
    summary: Summary | None, *, now: datetime, stale_after: timedelta
) -> tuple[int, dict[str, object]]:
    """Status (200 or 503) and report, from the summary of the last run.

    Healthy is: some run has ended well, no longer than `stale_after` before `now` (aware).
    """
    if summary is None or summary.last_success is None:
        return 503, {"status": "never refreshed"}
    age = now - summary.last_success
    fresh = age <= stale_after
    return 200 if fresh else 503, {
        "status": "ok" if fresh else "stale",
        "last_success": summary.last_success.isoformat(),
        "age_seconds": int(age.total_seconds()),
        "last_run": {
            "finished": summary.finished.isoformat(),
            "ok": summary.ok,
            "sources_ok": summary.sources_ok,
            "sources_failed": summary.sources_failed,
            "documents_written": summary.documents_written,
        },
    }
