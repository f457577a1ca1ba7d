"""tagwire.toml -> frozen settings.

Whatever is wrong is refused with file, line, key and what was expected (`SettingsError`). Every
relative path is taken from the folder of the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from feeds.errors import SettingsError

FILE_NAME = "tagwire.toml"

IN_WORDS = {
    "str": "text in quotes", "int": "a whole number", "float": "a whole number", "bool": "true or false",
    "array": "a list", "object": "a table",
}  # fmt: skip

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")]
Compression = Literal["gzip", "br", "zstd"]
Content = Literal["excerpt", "full"]
AdapterName = Literal["auto", "capture", "html", "wordpress", "syndication", "table"]
CHOICES = {"compress": Compression, "content": Content, "adapter": AdapterName}


class Seconds(int):
    """A span of time, written "90s", "15m", "24h", "7d" or a sum such as "1h30m"."""

    UNITS: ClassVar = {"s": 1, "m": 60, "h": 3600, "d": 86400}

    @classmethod
    def parse(cls, value: object) -> Seconds:
        parts = re.findall(r"(\d+)([smhd])", value) if isinstance(value, str) else []
        if not parts or "".join(map("".join, parts)) != value:
            raise ValueError(f'Expected a span of time such as "15m", "24h" or "7d", got {value!r}')
        return cls(sum(int(number) * cls.UNITS[unit] for number, unit in parts))


class Zone(str):
    """The IANA name of a time zone."""

    @classmethod
    def parse(cls, value: object) -> Zone:
        try:
            ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f'Expected a time zone such as "Europe/Paris", got {value!r}') from None
        return cls(value)


class WebAddress(str):
    """An absolute http or https URL."""

    @classmethod
    def parse(cls, value: object) -> WebAddress:
        if not isinstance(value, str) or not is_web_address(value):
            raise ValueError(f'Expected an address such as "https://example.org/", got {value!r}')
        return cls(value)


class TagPrefix(str):
    """The beginning of a tag: URI (RFC 4151, 2.1): "tag:AUTHORITY,DATE:"."""

    PATTERN = re.compile(r"tag:[\w.@-]+,\d{4}(-\d\d(-\d\d)?)?:[\w./~-]*", re.ASCII)

    @classmethod
    def parse(cls, value: object) -> TagPrefix:
        if not isinstance(value, str) or not cls.PATTERN.fullmatch(value):
            raise ValueError(f'Expected a tag: prefix such as "tag:example.org,2026:", got {value!r}')
        return cls(value)


def is_web_address(value: str) -> bool:
    """Whether `value` is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of tagwire.toml."""


class Site(_Table, frozen=True):
    """[site]: what the feeds have in common."""

    title: str
    url: WebAddress  # where readers reach the tree
    id: TagPrefix | None = None
    language: str = "en"
    timezone: Zone = Zone("UTC")
    hubs: tuple[WebAddress, ...] = ()

    @property
    def base(self) -> str:
        """The site's address with a closing slash."""
        return self.url.rstrip("/") + "/"

    @property
    def host(self) -> str:
        """The host of the site's address."""
        return urlsplit(self.url).hostname or ""


class StoreSettings(_Table, frozen=True):
    """[store]"""

    url: str = "sqlite:///tagwire.db"


class Publish(_Table, frozen=True):
    """[publish]: what is published, and where."""

    directory: Path = Path("public")
    entries: Annotated[int, msgspec.Meta(ge=1)] = 50
    content: Content = "excerpt"
    max_age: Seconds = Seconds(900)
    compress: tuple[Compression, ...] = ("gzip", "br")


class Fetch(_Table, frozen=True):
    """[fetch]"""

    contact: str | None = None
    allow_private: bool = False


class Serve(_Table, frozen=True):
    """[serve]"""

    stale_after: Seconds = Seconds(86400)


class SourceSettings(_Table, frozen=True):
    """[[source]]: a place that lists articles."""

    name: Name
    location: Annotated[str, msgspec.Meta(min_length=1)]
    title: str | None = None
    url: WebAddress | None = None
    adapter: AdapterName = "auto"
    tags: tuple[str, ...] = ()
    every: Seconds = Seconds(900)
    timezone: Zone | None = None
    own: bool = False
    headers: Mapping[str, str] = {}
    select: Mapping[str, str] = {}

    @property
    def page(self) -> str | None:
        """The page for people: `url`, else `location` where that is an address."""
        if self.url:
            return str(self.url)  # a plain str, as values beyond the settings are stored
        return self.location if is_web_address(self.location) else None

    @property
    def origin_name(self) -> str:
        """The name that attribution shows."""
        return self.title or (urlsplit(self.page).hostname if self.page else None) or self.name


class Settings(_Table, frozen=True):
    """The whole of tagwire.toml."""

    site: Site
    store: StoreSettings = StoreSettings()
    publish: Publish = Publish()
    fetch: Fetch = Fetch()
    serve: Serve = Serve()
    source: tuple[SourceSettings, ...] = ()

    @property
    def lock(self) -> Path:
        """The file whose lock keeps runs apart: beside the store, or the tree where the store is a server."""
        store = self.store.url.removeprefix("sqlite:///")
        folder = self.publish.directory.parent if store == self.store.url else Path(store).parent
        return folder / "tagwire.lock"

    def zone_of(self, source: SourceSettings) -> ZoneInfo:
        """The zone of dates that state none, on the pages of that source."""
        return ZoneInfo(source.timezone or self.site.timezone)


def load(path: Path | None = None) -> Settings:
    """The settings in `path`, else in the file that TAGWIRE_CONFIG names, else in ./tagwire.toml."""
    file = path or Path(os.environ.get("TAGWIRE_CONFIG") or FILE_NAME)
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise SettingsError(f"{file}: no such file; `tagwire init LOCATION` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read as UTF-8 text: {error}") from None
    return parse(text, file=file)


def parse(text: str, *, file: Path) -> Settings:
    """The settings that `text` holds; `file` names it in errors and anchors its relative paths."""
    try:
        settings = msgspec.convert(tomllib.loads(text), Settings, dec_hook=_read_value)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_message(error, file)) from None
    except msgspec.ValidationError as error:
        raise SettingsError(_value_message(str(error), text, file)) from None
    _refuse_repeated_names(settings, text, file)
    return _anchored(settings, file.absolute().parent)


def _read_value(kind: type, value: object) -> object:
    if kind is Path:
        if not isinstance(value, str) or not value:
            raise ValueError(f"Expected a path, got {value!r}")
        return Path(value)
    reader: Callable[[object], object] = kind.parse  # type: ignore[attr-defined]  # the kinds above
    return reader(value)


def _syntax_message(error: tomllib.TOMLDecodeError, file: Path) -> str:
    place = re.search(r"\(at line (\d+), column (\d+)\)|\(at end of document\)", str(error))
    line = place[1] if place and place[1] else "end"
    return f"{file}:{line}: not valid TOML: {str(error).partition(' (at ')[0]}"


def _value_message(message: str, text: str, file: Path) -> str:
    what, _, path = message.partition(" - at `$")
    keys: list[str | int] = [
        int(index) if index else key for key, index in re.findall(r"\.?([\w-]+)|\[(\d+)\]", path.rstrip("`"))
    ]
    unknown = re.search(r"unknown field `(.*)`", what)
    if unknown:
        keys.append(unknown[1])
        what = f"unknown key; known are {', '.join(_known_keys(keys[:-1]))}"
    what = re.sub(r"Object missing required field `(.*)`", r"`\1` is missing", what)
    what = re.sub(r"matching regex .*", "of small letters, digits and single hyphens", what)
    what = re.sub(r"`(\w+)`", lambda kind: IN_WORDS.get(kind[1], kind[0]), what)
    what = re.sub(r"Invalid enum value (.*)", rf"Expected {_choices(keys)}, got \1", what)
    name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
    return f"{file}:{_line_of(keys, text)}: {name or 'tagwire.toml'}: {what[0].lower()}{what[1:]}"


def _choices(keys: list[str | int]) -> str:
    names = [key for key in keys if isinstance(key, str)]
    return " or ".join(f'"{choice}"' for choice in get_args(CHOICES.get(names[-1] if names else "")))


def _known_keys(table: list[str | int]) -> tuple[str, ...]:
    kinds: dict[str, type[msgspec.Struct]] = {
        "site": Site, "store": StoreSettings, "publish": Publish, "fetch": Fetch, "serve": Serve,
        "source": SourceSettings,
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
        if key and ((here and key[1] == (names[1:2] or [""])[0]) or (not table and names[:1] == [key[1]])):
            return number
        if header and names == [header[1]] and not keys[1:]:
            return number
    return found


def _refuse_repeated_names(settings: Settings, text: str, file: Path) -> None:
    seen: set[str] = set()
    for index, source in enumerate(settings.source):
        if source.name in seen:
            line = _line_of(["source", index, "name"], text)
            raise SettingsError(
                f"{file}:{line}: source[{index}].name: {source.name!r} is taken; names are unique"
            )
        seen.add(source.name)


def _anchored(settings: Settings, folder: Path) -> Settings:
    """The same settings with every relative path made absolute."""
    replace = msgspec.structs.replace
    store = re.sub(r"^sqlite:///(?!/|:memory:)(.+)$", rf"sqlite:///{_quoted(folder)}/\1", settings.store.url)
    return replace(
        settings,
        store=replace(settings.store, url=store),
        publish=replace(settings.publish, directory=folder / settings.publish.directory),
        source=tuple(
            source if "://" in source.location else replace(source, location=str(folder / source.location))
            for source in settings.source
        ),
    )


def _quoted(folder: Path) -> str:
    return str(folder).replace("\\", r"\\")
