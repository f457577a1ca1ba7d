"""Canonical addresses: one spelling for each article, so that an address can be an identity."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

LONGEST = 4096  # characters; what is longer is data, not an address
_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9]/[A-Za-z0-9_~.!$'()*,;=@+/-]*")
_LINE_ENDS = re.compile(r"[\t\r\n]+")  # dropped by browsers wherever they stand (WHATWG URL, 4.4)
_AROUND = "".join(map(chr, range(0x21)))
_HOSTLESS = re.compile(r"\s*https?:/*\s*", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(?:utm|hsa|mtm|pk|piwik|oly|vero|at)_\w+|_hsenc|_hsmi|_openstat|(?:fb|g|d|y|tw|tt)clid|msclkid|[gw]braid"
    r"|igshid?|mc_[ce]id|mkt_tok|s?cmpid|ncid|ocid|wt_mc|wt_zmc|xtor|spm|share_?id|phpsessid|jsessionid|replytocom",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?:.*[_-])?(?:access-?key|api-?key|auth|credentials?|jwt|key|passphrase|passw(?:or)?d|pwd|secret|sig|signature"
    r"|token)",
    re.IGNORECASE,
)
_REFERRER = re.compile(r"(?:ref|ref_src|source|si)", re.IGNORECASE)
_SESSION = re.compile(r"[0-9a-f]{32}")


def canonical(url: str, base: str | None = None, *, fragment: bool = False) -> str | None:
    """The canonical spelling of an address, resolved against `base`; None unless it is http or https.

    After RFC 3986, 6.2: scheme and host in lower case, the host in ASCII (IDNA), no default port, no dot
    segments, percent-encoding in upper case and only where it is needed. Parameters that only
    track readers are dropped, and the fragment unless asked for.
    """
    if not fragment:
        url = url.partition("#")[0] or (base or "")
    if len(url) > LONGEST:
        return None
    if _PLAIN.fullmatch(url) and "/." not in url:
        return url
    try:
        parts = urlsplit(urljoin(base or "", _LINE_ENDS.sub("", url.strip(_AROUND))))
        host = None if _HOSTLESS.fullmatch(url) else _host(parts)
    except ValueError:
        return None
    if host is None:
        return None
    path = _without_dots(_encoded(parts.path or "/", "/:@!$&'()*+,;=~"))
    query = _encoded(_without_tracking(parts.query), "/:@!$&'()*+,;=~?")
    return urlunsplit(
        (parts.scheme, host, path, query, _encoded(parts.fragment, "/:@!$&'()*+,;=~?") if fragment else "")
    )


def same_article(url: str) -> str:
    """What two canonical addresses share that differ only in scheme, "www." and a closing slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def without_secrets(url: str) -> str:
    """The address less those parameters of its query that are named as keys and passwords are."""
    start, mark, query = url.partition("?")
    query, hash_, fragment = query.partition("#")
    pairs = query.split("&")
    kept = [pair for pair in pairs if "=" not in pair or not _SECRET.fullmatch(unquote(pair.split("=")[0]))]
    if len(kept) == len(pairs):
        return url
    return f"{start}{mark if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def _host(parts: SplitResult) -> str | None:
    """Host and port as they belong into an address of http or https."""
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if not re.fullmatch(r"[\w.\[\]:~-]+", host, re.ASCII):
        return None
    return host if parts.port in {None, _PORTS[parts.scheme]} else f"{host}:{parts.port}"


def _encoded(text: str, safe: str) -> str:
    """With percent-encoding only where it is needed, in upper case."""
    if "%" in text:
        text = _ESCAPE.sub(_normal_escape, _LONE_PERCENT.sub("%25", text))
    return quote(text, safe=safe + "%", errors="replace")


def _normal_escape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    closing = [""] if segments[-1] in {".", ".."} else []
    return "/" + "/".join(kept + closing)


def _without_tracking(query: str) -> str:
    if not query:
        return query
    return "&".join(pair for pair in query.split("&") if not _tracks(*pair.partition("=")[::2]))


def _tracks(name: str, value: str) -> bool:
    if name.lower() == "sid":
        return bool(_SESSION.fullmatch(value))
    if _REFERRER.fullmatch(name):
        return not value.isdigit()
    return bool(_TRACKING.fullmatch(name))
