from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.publish import Tree

Snapshot = dict[str, tuple[int, int, bytes]]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "public", compress=("gzip", "br", "zstd"))


@pytest.fixture
def snapshot(tree: Tree) -> Callable[[], Snapshot]:
    """Inode, modification time and bytes of every file of the tree, whatever its name."""

    def take() -> Snapshot:
        files = [path for path in tree.directory.rglob("*") if path.is_file()]
        return {
            path.relative_to(tree.directory).as_posix(): (
                path.stat().st_ino,
                path.stat().st_mtime_ns,
                path.read_bytes(),
            )
            for path in files
        }

    return take
