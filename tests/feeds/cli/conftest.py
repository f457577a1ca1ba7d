"""Running commands in this process."""

from __future__ import annotations

import sys

import pytest

from feeds.cli import main
from tests.commands import Ran, Run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["tagwire", *map(str, words)])
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        else:
            status = 0
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
