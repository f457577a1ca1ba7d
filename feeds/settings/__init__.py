"""tagwire.toml -> frozen settings.

Whatever is wrong is refused with file, line, key and what was expected (`SettingsError`). Every
relative path is taken from the folder of the file. tables.py: what there is to set. values.py and
expression.py: kinds of values. reading.py: from text to settings.
"""

from feeds.settings.reading import FILE_NAME, load, parse
from feeds.settings.tables import Settings, SourceSettings
from feeds.settings.values import Seconds, is_web_address

__all__ = [
    "FILE_NAME",
    "Seconds",
    "Settings",
    "SourceSettings",
    "is_web_address",
    "load",
    "parse",
]
