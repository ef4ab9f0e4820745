"""A plan file for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.samples import make_plan, opened
from waymark_db.store import Store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that holds a row of every kind; nobody writes it."""
    return make_plan(tmp_path_factory.mktemp("template") / "plan.waymark")


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A plan file of this test's own."""
    return Path(shutil.copy(template, tmp_path / "plan.waymark"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """That plan, open for writing."""
    with opened(path) as store:
        yield store
