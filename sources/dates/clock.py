"""The time of day in a date label, and the zone that stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

HOURS = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}  # RFC 822, 5.1
HOURS |= {
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "WET": 0,
    "WEST": 1,
    "MSK": 3,
    "JST": 9,
}
MORNING = "a\\.?m\\.?|上午|午前|오전|ص|π\\.?μ\\.?|öö|PG"
EVENING = "p\\.?m\\.?|下午|午後|오후|م|μ\\.?μ\\.?|ös|PTG"
HALF = f"(?P<morning{{0}}>{MORNING})|(?P<evening{{0}}>{EVENING})"
ZONE = rf"\s?\(?(?P<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d\d:?\d\d\b|UTC\b|GMT\b|(?:{'|'.join(HOURS)})\b)"
TIME = re.compile(
    rf"""(?<![\d:.])(?:(?:{HALF.format(1)})\s?)?
    (?P<hour>[01]?\d|2[0-3])
    (?:\s?(?:[:h.時时点點시]|Uhr)\s?(?P<minute>[0-5]\d)(?!\d)(?:[:.분分](?P<second>[0-5]\d)(?:[.,]\d+)?)?\s?[分분]?(?:\s?(?:Uhr|h)\b)?
      |\s?(?:h(?![a-z])|Uhr\b|時|时|点|시)|(?=\s?(?:{MORNING}|{EVENING})(?!\w)))
    (?:\s?(?:{HALF.format(2)})(?!\w))?
    (?:{ZONE})?""",
    re.VERBOSE | re.IGNORECASE,
)
NOON = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, the offset behind it if one is written, and where in the text it stood."""

    time: time
    zone: timezone | None
    span: tuple[int, int]

    def on(self, day: date) -> datetime:
        """That time on that day: aware if the text names an offset."""
        return datetime.combine(day, self.time, self.zone)


def find_clock(text: str) -> Clock | None:
    """The first time of day in a short text."""
    match = TIME.search(text)
    if not match:
        return None
    hour = int(match["hour"])
    if match["evening1"] or match["evening2"]:
        hour = hour % NOON + NOON if hour <= NOON else hour
    elif match["morning1"] or match["morning2"]:
        hour = hour % NOON if hour <= NOON else hour
    moment = time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    return Clock(moment, _offset(match["zone"]), match.span())


def _offset(name: str | None) -> timezone | None:
    if not name:
        return None
    name = name.upper()
    if name in HOURS:
        return timezone(timedelta(hours=HOURS[name]))
    digits = re.sub(r"\D", "", name)
    if not digits:
        return UTC
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if ahead >= timedelta(days=1):
        return None
    return timezone(-ahead if "-" in name else ahead)
