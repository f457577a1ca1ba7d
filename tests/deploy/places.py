"""The files below deploy/, put into the place where a test runs them: paths, ports and names are all that changes."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
TAGWIRE = Path(sys.executable).with_name("tagwire")
NOBODY = (
    65534  # whom nginx runs as where the tests run as root: it may read what the tree allows, and no more
)

# As in Debian's /etc/nginx/nginx.conf, whose conf.d these files go to.
NGINX = """\
{modules}
daemon off; master_process off; pid nginx.pid; error_log stderr; events {{ }}
http {{
    sendfile on; tcp_nopush on; gzip on; access_log off; types_hash_max_size 2048;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include site.conf;
}}
"""


def placed(name: str, changes: Mapping[str, str]) -> str:
    """The file of that name, with every place that `changes` names replaced; none is named in vain."""
    text = (DEPLOY / name).read_text("utf-8")
    for place, new in changes.items():
        assert place in text, place
        text = text.replace(place, new)
    return text


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def all(self, name: str) -> str:
        """The values of all headers of that name, in one line."""
        return ", ".join(self.headers.get_all(name, []))


@dataclass(frozen=True)
class Address:
    """Where a server listens."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send the path as it stands; `if_none_match="..."` is the header If-None-Match."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in named.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def running(command: list[str | Path], port: int, **options: object) -> Iterator[Address]:
    """The command, once something listens at the port; ended afterwards."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    ) as process:
        try:
            for _ in range(400):
                assert process.poll() is None, process.stdout.read()
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                pytest.fail(f"{command}: nothing listens at {port}")
            yield Address(port)
        finally:
            process.terminate()
            process.communicate(timeout=20)


@contextmanager
def tagwire_serving(config: Path) -> Iterator[Address]:
    port = free_port()
    with running([TAGWIRE, "--config", config, "serve", "--port", str(port)], port) as address:
        yield address


@contextmanager
def nginx_serving(text: str, prefix: Path, *, modules: tuple[Path, ...] = ()) -> Iterator[Address]:
    """nginx with that text as its site, in the foreground, below an empty folder `prefix` of its own."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not nginx:
        pytest.skip("needs nginx, which is not installed")
    port = free_port()
    site = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    assert re.findall(r"^ *listen (.*);", site, re.MULTILINE) == [f"127.0.0.1:{port}"]
    prefix.mkdir()
    (prefix / "site.conf").write_text(site, "utf-8")
    loaded = "".join(f"load_module {module};" for module in modules)
    (prefix / "nginx.conf").write_text(NGINX.format(modules=loaded), "utf-8")
    options: dict[str, object] = {}
    if os.geteuid() == 0:
        os.chown(prefix, NOBODY, NOBODY)
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    command: list[str | Path] = [nginx, "-e", "stderr", "-p", prefix, "-c", "nginx.conf"]
    with running(command, port, **options) as address:
        yield address
