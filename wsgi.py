"""The WSGI entry point: `gunicorn wsgi:app`, `granian --interface wsgi wsgi:app`."""

from feeds.web import create_app

app = create_app()
