"""From the text of tagwire.toml to settings; what is wrong is named with its line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import msgspec

from feeds.errors import SettingsError
from feeds.settings.places import path_of
from feeds.settings.rules import problems
from feeds.settings.tables import (
    AdapterName,
    Compression,
    Content,
    FeedSettings,
    Fetch,
    LogForm,
    Publish,
    Serve,
    Settings,
    Site,
    SourceSettings,
    StoreSettings,
)

FILE_NAME = "tagwire.toml"
LONGEST = 16 * 2**20  # bytes

IN_WORDS = {
    "str": "text in quotes", "int": "a whole number", "float": "a fraction", "bool": "true or false",
    "array": "a list", "object": "a table", "datetime": "a time such as 2025-10-25T18:30:00Z",
    "date": "a day", "time": "a time of day",
}  # fmt: skip
CHOICES = {"compress": Compression, "content": Content, "log": LogForm, "adapter": AdapterName}


def located(path: Path | None = None) -> Path:
    """`path`, else the file that TAGWIRE_CONFIG names, else ./tagwire.toml."""
    return path or Path(os.environ.get("TAGWIRE_CONFIG") or FILE_NAME)


def load(path: Path | None = None) -> Settings:
    """The settings in the file that `located` finds."""
    file = located(path)
    return parse(_text_of(file), file=file)


def parse(text: str, *, file: Path) -> Settings:
    """The settings that `text` holds; `file` names it in errors and anchors its relative paths."""
    try:
        settings = msgspec.convert(tomllib.loads(text), Settings, dec_hook=_read_value)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_message(error, file)) from None
    except RecursionError:
        raise SettingsError(f"{file}: brackets too deep within each other") from None
    except msgspec.ValidationError as error:
        raise SettingsError(_value_message(str(error), text, file)) from None
    folder = file.absolute().parent
    settings = _anchored(settings, folder)
    for keys, problem in problems(settings, folder):
        raise SettingsError(_placed(keys, problem, text, file))
    return settings


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST + 1)
    except FileNotFoundError:
        raise SettingsError(f"{file}: no such file; `tagwire init LOCATION` writes one") from None
    except IsADirectoryError:
        raise SettingsError(f"{file}: a folder, not a file") from None
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: cannot be read: {getattr(error, 'strerror', error)}") from None
    if len(data) > LONGEST:
        raise SettingsError(f"{file}: longer than {LONGEST // 2**20} MiB; expected settings in TOML")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(
            f"{file}:{line}: cannot be read as UTF-8 text; save it in that encoding"
        ) from None


def _read_value(kind: type, value: object) -> object:
    if kind is Path:
        return path_of(value)
    reader: Callable[[object], object] = kind.parse  # type: ignore[attr-defined]  # the kinds above
    return reader(value)


def _syntax_message(error: tomllib.TOMLDecodeError, file: Path) -> str:
    place = re.search(r"\(at line (\d+), column (\d+)\)|\(at end of document\)", str(error))
    line = place[1] if place and place[1] else "end"
    return f"{file}:{line}: not valid TOML: {str(error).partition(' (at ')[0]}"


def _value_message(message: str, text: str, file: Path) -> str:
    what, found, path = message.rpartition(" - at `$")
    what, path = (what, path) if found else (message, "")
    keys: list[str | int] = [
        int(index) if index else key for key, index in re.findall(r"\.?([\w-]+)|\[(\d+)\]", path.rstrip("`"))
    ]
    unknown = re.search(r"unknown field `(.*)`", what)
    if unknown:
        keys.append(unknown[1])
        what = f"unknown key; known are {', '.join(_known_keys(keys[:-1]))}"
    what = re.sub(r"Object missing required field `(.*)`", r"`\1` is missing", what)
    what = re.sub(
        r"matching regex .*", "of small letters, digits and single hyphens, dots or underscores", what
    )
    what = re.sub(r"Invalid RFC3339 encoded datetime", "Expected `datetime`", what)
    what = re.sub(r"`(\w+)(?: \| null)?`", lambda kind: IN_WORDS.get(kind[1], kind[0]), what)
    what = re.sub(r"Invalid enum value (.*)", rf"Expected {_choices(keys)}, got \1", what)
    return _placed(keys, what, text, file)


def _placed(keys: list[str | int], what: str, text: str, file: Path) -> str:
    name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
    return f"{file}:{_line_of(keys, text)}: {name or 'tagwire.toml'}: {what[0].lower()}{what[1:]}"


def _choices(keys: list[str | int]) -> str:
    names = [key for key in keys if isinstance(key, str)]
    return " or ".join(f'"{choice}"' for choice in get_args(CHOICES.get(names[-1] if names else "")))


def _known_keys(table: list[str | int]) -> tuple[str, ...]:
    kinds: dict[str, type[msgspec.Struct]] = {
        "site": Site, "store": StoreSettings, "publish": Publish, "fetch": Fetch, "serve": Serve,
        "source": SourceSettings, "feed": FeedSettings,
    }  # fmt: skip
    return kinds[str(table[0])].__struct_fields__ if table else Settings.__struct_fields__


def _line_of(keys: list[str | int], text: str) -> int:
    """The line (from 1) that sets the value at `keys`; else the line of its table; else 1."""
    names = [key for key in keys if isinstance(key, str)]
    nth = next((key for key in keys if isinstance(key, int)), 0)
    table, seen, found = "", -1, 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line)
        if header:
            table = header[1]
            seen += table == names[0] if names else 0
            if names[:1] == [table] and seen == nth:
                found = number
        key = re.match(r"""\s*["']?([\w.-]+)["']?\s*=""", line)
        here = names[:1] == [table] and seen == nth
        wanted = names[1:2] if here else [] if table else [*names[:1], ".".join(names[:2])]
        if key and key[1] in wanted:
            return number
        if header and names == [header[1]] and not keys[1:]:
            return number
    return found


def _anchored(settings: Settings, folder: Path) -> Settings:
    """The same settings with every relative path made absolute."""
    replace = msgspec.structs.replace
    return replace(
        settings,
        store=replace(settings.store, url=settings.store.url.within(folder)),
        publish=replace(settings.publish, directory=folder / settings.publish.directory),
        source=tuple(
            replace(source, location=str(source.location if source.is_web else folder / source.location))
            for source in settings.source
        ),
    )
