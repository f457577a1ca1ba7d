"""From a refresh to a subscriber, over a hub and a subscriber that know nothing of this project: Flask-WebSub."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.serving import make_server

from feeds.web import create_app
from tests.captures import Style, capture_text, make_articles
from tests.site import Site

celery = pytest.importorskip("celery")
hub_package = pytest.importorskip("flask_websub.hub")
subscriber_package = pytest.importorskip("flask_websub.subscriber")

# Flask-WebSub and Celery at work in this process; what they warn of is theirs to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

ARTICLES = make_articles("fr", 6)
SUFFIXES = ("xml", "atom", "json")
PROMPT = 2.0  # seconds from the end of a refresh to the subscriber


def save(site: Site, first: int) -> None:
    heading = "pont de bois"
    site.save(capture_text(ARTICLES[first:], language="fr", style=Style.TITLED, heading=heading))


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The app over HTTP; its address without a closing slash."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub with its worker; its address."""
    from celery.contrib.testing.worker import start_worker
    from celery.signals import setup_logging

    setup_logging.connect(lambda **_: None, weak=False)  # and so leave it as it is
    broker = celery.Celery("hub", broker="memory://", backend="cache+memory://")
    app = Flask("hub")
    app.config["PUBLISH_SUPPORTED"] = True
    one = hub_package.Hub(
        hub_package.SQLite3HubStorage(str(tmp_path_factory.mktemp("hub") / "hub.db")), broker, **app.config
    )
    app.register_blueprint(one.build_blueprint(url_prefix="/hub"))
    with (
        start_worker(broker, pool="solo", perform_ping_check=False, loglevel="ERROR"),
        served(app) as address,
    ):
        yield f"{address}/hub"


@dataclass
class Reader:
    """A subscriber: what it received, each with the moment of its arrival (monotonic)."""

    subscribe: Callable[[str], None]
    received: queue.Queue[tuple[float, str, bytes]]


@contextmanager
def reader(folder: Path) -> Iterator[Reader]:
    app = Flask("reader")
    file = str(folder / "reader.db")
    one = subscriber_package.Subscriber(
        subscriber_package.SQLite3SubscriberStorage(file),
        subscriber_package.SQLite3TempSubscriberStorage(file),
    )
    app.register_blueprint(one.build_blueprint(url_prefix="/callbacks"))
    received: queue.Queue[tuple[float, str, bytes]] = queue.Queue()
    agreed: queue.Queue[str] = queue.Queue()
    one.add_listener(lambda topic, _id, body: received.put((time.monotonic(), topic, body)))
    one.add_success_handler(lambda topic, _id, _mode: agreed.put(topic))
    with served(app) as address:

        def subscribe(topic: str) -> None:
            with app.test_request_context(base_url=address):
                one.subscribe(**subscriber_package.discover(topic))
            assert agreed.get(timeout=10) == topic

        yield Reader(subscribe, received)


@pytest.fixture
def scene(tmp_path: Path, hub: str) -> Iterator[tuple[Site, str, Reader]]:
    """A published site, its address, and a reader that is subscribed to nothing yet."""
    site = Site(tmp_path / "site")
    save(site, 1)
    site_app = Flask("site")
    with ExitStack() as stack:
        address = stack.enter_context(served(site_app))
        settings = site.text().replace("https://feeds.example.org/", f"{address}/")
        hubs = f'hubs = ["{hub}"]\n[fetch]\nallow_private = true\n[publish]'
        site.config.write_text(settings.replace("[publish]", hubs))
        site_app.wsgi_app = create_app(site.config).wsgi_app  # type: ignore[method-assign]
        tagwire(site, "refresh")
        yield site, address, stack.enter_context(reader(tmp_path))


def tagwire(site: Site, command: str) -> None:
    program = "from feeds.cli import main; main()"
    words = ["--config", str(site.config), command]
    ran = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_subscriber_receives_a_new_article_at_once(scene: tuple[Site, str, Reader]) -> None:
    site, address, reader = scene
    topics = {f"{address}/feeds/pont-de-bois.{suffix}" for suffix in SUFFIXES}
    for topic in topics:
        reader.subscribe(topic)
    save(site, 0)
    tagwire(site, "refresh")
    finished = time.monotonic()
    arrived = [reader.received.get(timeout=10) for _ in topics]
    assert {topic for _, topic, _ in arrived} == topics
    for moment, topic, body in arrived:
        assert moment - finished < PROMPT
        assert body == (site.tree / topic.removeprefix(f"{address}/")).read_bytes()
        assert ARTICLES[0].title in body.decode()


def test_a_subscriber_hears_nothing_when_nothing_changed(scene: tuple[Site, str, Reader]) -> None:
    site, address, reader = scene
    reader.subscribe(f"{address}/feeds/all.xml")
    tagwire(site, "refresh")
    tagwire(site, "build")
    with pytest.raises(queue.Empty):
        reader.received.get(timeout=1)


def test_content_for_a_subscriber_with_a_secret_is_signed(scene: tuple[Site, str, Reader]) -> None:
    """One that keeps to the Recommendation by itself: Flask-WebSub gives away no secret without TLS."""
    import hmac

    import httpx2

    site, address, _ = scene
    heard: queue.Queue[tuple[str, str, bytes]] = queue.Queue()
    app = Flask("subscriber")

    @app.get("/")
    def agree() -> str:
        return request.args["hub.challenge"]

    @app.post("/")
    def listen() -> str:
        heard.put((request.headers["X-Hub-Signature"], request.headers["Link"], request.get_data()))
        return ""

    topic = f"{address}/feeds/all.atom"
    answer = httpx2.get(topic)
    form = {"hub.mode": "subscribe", "hub.topic": topic, "hub.secret": "entre nous"}
    with served(app) as callback:
        asked = httpx2.post(answer.links["hub"]["url"], data=form | {"hub.callback": f"{callback}/"})
        assert asked.status_code == 202
        save(site, 0)
        tagwire(site, "refresh")
        signature, links, body = heard.get(timeout=10)
    method, _, digest = signature.partition("=")
    assert hmac.new(b"entre nous", body, method).hexdigest() == digest
    assert f'<{topic}>; rel="self"' in links
    assert body == (site.tree / "feeds/all.atom").read_bytes()
