"""What the code imports is what pyproject.toml asks for, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN = {"feeds", "sources", "wsgi", "tests", "_typeshed"}
WITHOUT_IMPORT = {"tzdata"}  # zoneinfo reads it where the system has no zones


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(*folders: str) -> set[str]:
    """The top-level modules that the files of these folders import."""
    found = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - OWN - set(sys.stdlib_module_names)


def test_the_packages_import_what_is_declared_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {normal(re.split(r"[\[<>=;! ]", line)[0]) for line in project["dependencies"]}
    providers = packages_distributions()
    needed = {
        module: {normal(name) for name in providers.get(module, [module])}
        for module in imported("feeds", "sources")
    }
    assert {module for module, names in needed.items() if not names & declared} == set()
    used = set().union(*needed.values())
    assert declared - used - WITHOUT_IMPORT == set()
