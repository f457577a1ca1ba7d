"""Logs of a serving process: an event is a line on standard error, as text or as a JSON object."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Literal

Form = Literal["text", "json"]

REQUEST = '%(addr)s "%(method)s %(path)s" %(status)d %(dt_ms).1f ms'  # in the words of granian
REQUESTS = "granian.access"


def configuration(form: Form) -> dict[str, Any]:
    """What `logging.config.dictConfig` wants, for granian's loggers and all others."""
    events = {"handlers": ["events"], "level": "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": {"()": {"text": Text, "json": Json}[form]}},
        "handlers": {"events": {"class": "logging.StreamHandler", "formatter": "event"}},
        "loggers": {"_granian": events, REQUESTS: {**events, "level": "INFO"}},
        "root": {"handlers": ["events"], "level": "WARNING"},
    }


class Text(logging.Formatter):
    """Time, level and message; of an exception what it says and where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            message += f": {_in_short(record.exc_info[1])}"
        return f"{_time(record)} {record.levelname} {_printable(message)}"


class Json(logging.Formatter):
    """An object with `time`, `level`, `logger` and `message`; a request's facts, an exception's traceback."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.name == REQUESTS and isinstance(record.args, dict):
            asked = record.args
            facts |= {key: asked[key] for key in ("addr", "method", "path", "status")}
            facts["milliseconds"] = round(float(str(asked["dt_ms"])), 3)
        if record.exc_info and record.exc_info[1]:
            facts["exception"] = "".join(traceback.format_exception(record.exc_info[1]))
        return json.dumps(facts, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _in_short(error: BaseException) -> str:
    """The last line of a traceback, and the places that it went through, the innermost first."""
    places = reversed(traceback.extract_tb(error.__traceback__))
    way = " < ".join(f"{place.filename}:{place.lineno} {place.name}" for place in places)
    return f"{type(error).__name__}: {error}" + (f" ({way})" if way else "")


def _printable(text: str) -> str:
    """One line whatever was asked for: what cannot be printed is escaped."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
