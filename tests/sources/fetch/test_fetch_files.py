"""Saved pages: only files are read, and whatever else stands in their place is one clear line at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sources.errors import FetchError
from sources.fetch.files import read_file


def refusal(path: Path) -> str:
    with pytest.raises(FetchError) as raised:
        read_file(path)
    return str(raised.value)


@pytest.mark.timeout(5)
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert (
        refusal(tmp_path / "pipe")
        == f"{tmp_path}/pipe: not a file with contents of its own; save the page in one"
    )


@pytest.mark.timeout(5)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random", "/dev/tty"])
def test_a_device_is_no_saved_page(device: str) -> None:
    assert refusal(Path(device)).startswith(f"{device}: ")


def test_a_socket_is_no_saved_page(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert refusal(tmp_path / "socket").startswith(f"{tmp_path}/socket: ")


@pytest.mark.parametrize("name", ["a\0b", "a" * 300, "page.txt/x"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.txt").write_text("x")
    assert refusal(tmp_path / name).startswith(f"{tmp_path}/{name}: ")


def test_a_file_that_says_it_is_smaller_than_it_is() -> None:
    """As files of /proc do, which have no size."""
    data, _ = read_file(Path("/proc/self/status"))
    assert data.startswith(b"Name:")


def test_a_file_that_is_a_byte_too_large(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    with file.open("wb") as sparse:
        sparse.truncate(32 * 2**20 + 1)
    assert refusal(file) == f"{file}: 33 MiB; a document may have 32 MiB at most"


def test_a_time_beyond_all_calendars_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("x")
    try:
        os.utime(file, (10**12, 10**12))
    except OSError:
        pytest.skip("this file system has no such time")
    if file.stat().st_mtime < 10**12:
        pytest.skip("this file system has no such time")
    assert refusal(file).startswith(f"{file}: ")
