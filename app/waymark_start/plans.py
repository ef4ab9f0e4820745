"""Plans opened for a command: begun, read, or edited with a backup at the end if something changed."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from importlib.resources import as_file
from pathlib import Path

from waymark.domain.changes import Change, Insert
from waymark.domain.edits import new_id
from waymark.domain.errors import WaymarkError
from waymark.domain.rows import Cover
from waymark.exchange.dump.content import read_content
from waymark.exchange.dump.loading import loaded
from waymark.services.editor import Editor
from waymark.services.schemes import preset
from waymark_db.backup import make_backup, thin
from waymark_db.store import Reader, Store, create_plan, open_plan, read_plan
from waymark_resources import example


def now() -> datetime:
    """The present moment, in this computer's time zone."""
    return datetime.now().astimezone()


def author() -> str:
    """Who is at work: WAYMARK_AUTHOR, or else the name under which they logged in."""
    return os.environ.get("WAYMARK_AUTHOR") or getpass.getuser()


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A plan, open for reading; somebody else may be writing it meanwhile."""
    with read_plan(path) as reader:
        yield reader


@contextmanager
def writing(path: Path) -> Iterator[Store]:
    """A plan, open for writing; backed up on closing if something changed."""
    with open_plan(path, who=author(), clock=now) as store:
        begun = store.position()
        yield store
        if store.position() != begun:
            back_up(path, "on closing")


@contextmanager
def editing(path: Path) -> Iterator[tuple[Editor, Store]]:
    """An editor and its store, as `writing`."""
    with writing(path) as store:
        yield Editor(store, now, author()), store


def back_up(path: Path, reason: str) -> Path:
    """A verified backup beside the plan; those that newer ones stand for are thinned out."""
    backup = make_backup(path, reason, now)
    thin(path)
    return backup.path


def begin(path: Path, label: str, changes: tuple[Change, ...], origin: str) -> None:
    """Make a new plan that holds those changes as its first step. A plan that cannot be filled is not left behind."""
    store = create_plan(path, who=author(), clock=now, program=version("waymark"))
    try:
        with store:
            Editor(store, now, author()).make(label, changes, origin)
    except WaymarkError:
        path.unlink(missing_ok=True)
        raise


def blank_plan(title: str) -> tuple[Change, ...]:
    """The first rows of a plan that somebody begins: its cover, and a rating scheme to start with."""
    return tuple(Insert(row) for row in (Cover(id=new_id(), title=title), *preset("Red, Amber, Green")))


def dumped_plan(path: Path) -> tuple[Change, ...]:
    """The rows of a plan from a dump."""
    return loaded(read_content(path))


def example_plan(*, earlier: bool) -> tuple[Change, ...]:
    """The rows of the example plan, or of its earlier version."""
    with as_file(example("plan-earlier.json" if earlier else "plan.json")) as path:
        return dumped_plan(path)
