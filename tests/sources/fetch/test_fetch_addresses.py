"""Forbidden addresses, in every spelling: asked for, reached through DNS, and through redirects."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import FetchError
from sources.fetch import Fetcher
from sources.fetch.addresses import NAT64, forbidden
from tests.sources.fetch.conftest import PROMPT
from tests.sources.fetch.loopback import Server, answer, redirect

ADDRESSES = {
    "0.0.0.0": "unspecified", "0.1.2.3": "this network", "10.0.0.1": "private", "10.255.255.255": "private",
    "100.64.0.1": "carriers", "100.127.255.254": "carriers", "127.0.0.1": "loopback", "127.255.255.254": "loopback",
    "169.254.0.1": "link-local", "169.254.169.254": "cloud metadata", "169.254.170.2": "cloud metadata",
    "168.63.129.16": "cloud metadata", "100.100.100.200": "cloud metadata", "172.16.0.1": "private",
    "172.31.255.255": "private", "192.0.0.1": "reserved", "192.0.0.192": "cloud metadata", "192.0.2.1": "documentation",
    "192.88.99.1": "6to4", "192.168.0.1": "private", "192.168.255.255": "private", "198.18.0.1": "benchmarking",
    "198.19.255.255": "benchmarking", "198.51.100.1": "documentation", "203.0.113.1": "documentation",
    "224.0.0.1": "multicast", "239.255.255.250": "multicast", "240.0.0.1": "reserved", "255.255.255.255": "reserved",
    "::": "unspecified", "::1": "loopback", "::127.0.0.1": "IPv4-compatible", "::10.0.0.1": "IPv4-compatible",
    "::ffff:127.0.0.1": "loopback", "::ffff:10.0.0.1": "private", "::ffff:169.254.169.254": "cloud metadata",
    "::ffff:7f00:1": "loopback", "::ffff:0.0.0.0": "unspecified", "0:0:0:0:0:ffff:c0a8:1": "private",
    "64:ff9b::127.0.0.1": "loopback", "64:ff9b::a9fe:a9fe": "cloud metadata", "64:ff9b::10.1.2.3": "private",
    "64:ff9b:1::1": "NAT64", "64:ff9b:1:ffff::7f00:1": "NAT64", "2001::1": "Teredo", "2001:0:4136:e378:8000:63bf:80ff:fffe": "Teredo",
    "2001:2::1": "benchmarking", "2001:10::1": "reserved", "2001:20::1": "reserved", "2001:db8::1": "documentation",
    "2002:7f00:1::": "6to4", "2002:a00:1::1": "6to4", "3fff::1": "documentation", "100::1": "not global unicast",
    "5f00::1": "not global unicast", "4000::1": "not global unicast", "fc00::1": "private", "fd12:3456::1": "private",
    "fd00:ec2::254": "cloud metadata", "fd20:ce::254": "cloud metadata", "fe80::1": "link-local", "fec0::1": "site-local",
    "ff02::1": "multicast", "ff0e::1": "multicast", "fe80::1%lo": "zone", "2606:4700::1111%eth0": "zone",
}  # fmt: skip
SPELLINGS = [
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.0x1",
    "0", "0x0", "10.1", "167772161", "0xa9fea9fe", "2852039166", "169.254.43518", "0251.0376.0251.0376",
    "192.168.257", "3232235521", "127。0。0。1",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::]", "[fe80::1]",
    "[fe80::1%25lo]", "[FE80::1]", "[::127.0.0.1]", "[fd00:ec2::254]",
    "localhost", "localhost.", "LOCALHOST", "news.localhost", "news.localhost.", "127.0.0.1.", "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①", "user@127.0.0.1", "public.example@127.0.0.1", "public.example\\@127.0.0.1", "127.0.0.1#@public.example",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1", "198.20.0.1",
          "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4007::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]  # fmt: skip
REFUSED = r"refused: .+ is .+; \[fetch\] allow_private = true|not an address|no user and password"


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch, server: Server) -> list[str]:
    """Which addresses are connected to; whatever they are, the test's server answers."""
    addresses: list[str] = []
    connect = httpcore2.SyncBackend.connect_tcp

    def redirected(
        self: httpcore2.SyncBackend, host: str, port: int, *rest: Any, **more: Any
    ) -> httpcore2.NetworkStream:
        addresses.append(host)
        return connect(self, "127.0.0.1", server.port, *rest, **more)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", redirected)
    return addresses


def resolve(host: str, port: int) -> list[str]:
    """Names of the tests, and numbers in all the spellings that the system understands."""
    if host == "public.example":
        return ["93.184.215.14"]
    if host.rstrip(".") == "127.0.0.1":
        return ["127.0.0.1"]
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@contextmanager
def public_only(resolve: Any = resolve) -> Iterator[Fetcher]:
    with Fetcher(limits=PROMPT, resolve=resolve) as fetcher:
        yield fetcher


@pytest.mark.parametrize(("address", "rule"), ADDRESSES.items())
def test_an_address_is_forbidden_by_its_rule(address: str, rule: str) -> None:
    assert rule in str(forbidden(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_not_forbidden(address: str) -> None:
    assert forbidden(address) is None


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_forbidden(address: Any) -> None:
    if address.version == 6 and address.ipv4_mapped:
        return
    if (
        address.is_private
        or address.is_multicast
        or address.is_loopback
        or address.is_link_local
        or address.is_reserved
    ):
        assert forbidden(str(address)) or address in NAT64


@given(st.ip_addresses(v=4))
def test_a_disguise_changes_nothing(address: Any) -> None:
    disguises = [f"::ffff:{address}", f"64:ff9b::{address}", str(ip_address(f"::ffff:{address}").exploded)]
    assert {bool(forbidden(one)) for one in disguises} == {bool(forbidden(str(address)))}


@pytest.mark.parametrize("host", [*SPELLINGS, *(f"[{one}]" if ":" in one else one for one in ADDRESSES)])
def test_a_forbidden_address_is_not_asked(dialled: list[str], host: str) -> None:
    with public_only() as fetcher, pytest.raises(FetchError, match=REFUSED):
        fetcher.fetch(f"http://{host}/", own=True)
    assert dialled == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_for_a_forbidden_address_is_not_asked(dialled: list[str], address: str) -> None:
    with public_only(lambda _host, _port: [address]) as fetcher, pytest.raises(FetchError, match="refused"):
        fetcher.fetch("https://harmless.example/", own=True)
    assert dialled == []


@pytest.mark.parametrize("host", [*SPELLINGS, *(f"[{one}]" if ":" in one else one for one in ADDRESSES)])
def test_a_redirect_to_a_forbidden_address_is_not_followed(
    dialled: list[str], server: Server, host: str
) -> None:
    server.answers["/"] = redirect(f"http://{host}/latest/meta-data/")
    with public_only() as fetcher, pytest.raises(FetchError, match=REFUSED):
        fetcher.fetch("http://public.example/", own=True)
    assert dialled == ["93.184.215.14"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_redirect_to_a_name_for_a_forbidden_address_is_not_followed(
    dialled: list[str], server: Server, address: str
) -> None:
    server.answers["/"] = redirect("http://rebound.example/")
    hosts = {"public.example": "93.184.215.14", "rebound.example": address}
    with public_only(lambda host, _: [hosts[host]]) as fetcher, pytest.raises(FetchError, match="refused"):
        fetcher.fetch("http://public.example/", own=True)
    assert dialled == ["93.184.215.14"]


def test_robots_txt_leads_nowhere_forbidden_either(dialled: list[str], server: Server) -> None:
    server.answers["/robots.txt"] = redirect("http://169.254.169.254/robots.txt")
    with (
        public_only() as fetcher,
        pytest.raises(FetchError, match=r"refused: 169\.254\.169\.254 is cloud metadata"),
    ):
        fetcher.fetch("http://public.example/")
    assert dialled == ["93.184.215.14"]


def test_one_forbidden_address_among_public_ones_is_refused(dialled: list[str]) -> None:
    with (
        public_only(lambda *_: ["93.184.215.14", "10.0.0.1"]) as fetcher,
        pytest.raises(FetchError, match=r"10\.0\.0\.1 is private"),
    ):
        fetcher.fetch("http://mixed.example/", own=True)
    assert dialled == []


def test_a_name_is_looked_up_once_and_that_very_address_is_connected_to(
    dialled: list[str], server: Server
) -> None:
    """A name that is bound to another address between check and connection gains nothing."""
    server.answers["/"] = answer("page", connection="close")
    bound = iter(["93.184.215.14", "127.0.0.1"])
    with public_only(lambda *_: [next(bound)]) as fetcher:
        fetcher.fetch("http://public.example/", own=True)
        assert dialled == ["93.184.215.14"]
        with pytest.raises(FetchError, match=r"127\.0\.0\.1 is loopback"):
            fetcher.fetch("http://public.example/", own=True)
    assert dialled == ["93.184.215.14"]


def test_the_next_address_is_tried_when_one_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    connect = httpcore2.SyncBackend.connect_tcp

    def first_is_down(
        self: httpcore2.SyncBackend, host: str, port: int, *rest: Any, **more: Any
    ) -> httpcore2.NetworkStream:
        if host == "2606:4700::1":
            raise httpcore2.ConnectError(OSError(101, "Network is unreachable"))
        return connect(self, "127.0.0.1", server.port, *rest, **more)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", first_is_down)
    server.answers["/"] = answer("page")
    with public_only(lambda *_: ["2606:4700::1", "93.184.215.14"]) as fetcher:
        assert fetcher.fetch("http://public.example/", own=True).status == 200
    with (
        public_only(lambda *_: ["2606:4700::1"]) as fetcher,
        pytest.raises(FetchError, match="Network is unreachable"),
    ):
        fetcher.fetch("http://public.example/", own=True)


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, server: Server, fetcher: Fetcher, variable: str
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:9/")
    server.answers["/"] = answer("page")
    assert fetcher.fetch(server.url()).status == 200


def test_allow_private_lifts_the_rules(server: Server, fetcher: Fetcher) -> None:
    server.answers["/"] = answer("page")
    assert fetcher.fetch(f"http://localhost:{server.port}/").status == 200
    assert fetcher.fetch(f"http://2130706433:{server.port}/").status == 200
