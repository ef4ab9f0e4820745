"""What the layout promises: the core stands alone, and an installation is the same everywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN_TO_THE_CORE = ["PySide6", "sqlite3", "openpyxl", "docx", "waymark_db", "waymark_ui", "waymark_start"]

IMPORT_THE_CORE = """
import importlib, json, pkgutil, sys
import waymark

def walk(package):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if found.name != "waymark.exchange":
            module = importlib.import_module(found.name)
            yield found.name
            if found.ispkg:
                yield from walk(module)

print(json.dumps({"imported": list(walk(waymark)), "loaded": list(sys.modules)}))
"""


@pytest.fixture(scope="module")
def core():
    """Return what a fresh Python imported of the core, Office files apart, and all that it had loaded then."""
    run = subprocess.run([sys.executable, "-c", IMPORT_THE_CORE], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def pinned_lines() -> list[str]:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def required_names() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(each for extra in project["project"]["optional-dependencies"].values() for each in extra),
    ]
    return {canonical(re.split(r"[\s<>=!~;\[]", requirement)[0]) for requirement in requirements}


def canonical(name: str) -> str:
    """Spell a distribution's name as package indexes compare it: lower case, one hyphen between words."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("foreign", FOREIGN_TO_THE_CORE)
def test_that_the_core_loads_nothing_that_belongs_to_another_room(core, foreign):
    assert "waymark.services.editor" in core["imported"]
    assert foreign not in core["loaded"]


def test_that_the_packaging_folder_never_hides_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_that_constraints_pin_exact_versions_and_name_no_registry():
    for line in pinned_lines():
        assert re.fullmatch(r"[\w.-]+==[\w.]+", line)


def test_that_every_dependency_is_pinned():
    pinned = {canonical(line.split("==")[0]) for line in pinned_lines()}

    assert required_names() <= pinned
