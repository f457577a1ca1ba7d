"""tagwire.toml -> frozen settings.

Whatever is wrong is refused with file, line, key and what was expected (`SettingsError`). Every
relative path is taken from the folder of the file. tables.py: what there is to set. values.py, places.py,
identity.py and expression.py: kinds of values. rules.py: what holds between them. reading.py: from
text to settings.
"""

from feeds.settings.identity import TagPrefix
from feeds.settings.places import SiteAddress, WebAddress, is_web_address
from feeds.settings.reading import FILE_NAME, load, located, parse
from feeds.settings.tables import Settings, SourceSettings
from feeds.settings.values import CAPTURED_IN, Label, Language, Seconds, Zone

__all__ = [
    "CAPTURED_IN",
    "FILE_NAME",
    "Label",
    "Language",
    "Seconds",
    "Settings",
    "SiteAddress",
    "SourceSettings",
    "TagPrefix",
    "WebAddress",
    "Zone",
    "is_web_address",
    "load",
    "located",
    "parse",
]
