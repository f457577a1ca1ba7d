"""Evidence of the day an article was published, wherever a page leaves it.

machine.py: attributes and addresses. visible.py: short strings as pages show them. prose.py:
sentences. order.py: which number is the month. languages.py: names of months and days from CLDR;
words.py: what CLDR lacks.
What the evidence amounts to is not judged here but in feeds/decide/dates.py.
"""

from __future__ import annotations

from sources.dates.machine import read_attribute, read_url
from sources.dates.prose import find_in_text
from sources.dates.visible import may_be_version, read_visible

__all__ = ["find_in_text", "may_be_version", "read_attribute", "read_url", "read_visible"]
