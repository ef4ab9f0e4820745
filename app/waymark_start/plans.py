"""Plans opened for a command: begun, read, or edited with a backup at the end if something changed."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.errors import WaymarkError
from waymark_start.files import Files

if TYPE_CHECKING:
    from waymark.services.editor import Editor
    from waymark_db.store import Reader, Store


def now() -> datetime:
    """The present moment, in this computer's time zone."""
    return datetime.now().astimezone()


def author() -> str:
    """Who is at work: WAYMARK_AUTHOR, or else the name under which they logged in."""
    try:
        name = os.environ.get("WAYMARK_AUTHOR") or getpass.getuser()
    except (KeyError, OSError):
        # An account without a name: services and containers have them.
        name = ""
    return " ".join(name.split()) or "somebody"


FILES = Files(author, now)
"""The plan files that commands work on."""

begin, back_up = FILES.begin, FILES.back_up


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A plan, open for reading; somebody else may be writing it meanwhile."""
    with FILES.read(path) as reader:
        yield reader


@contextmanager
def writing(path: Path) -> Iterator[Store]:
    """A plan, open for writing; backed up on closing if something changed."""
    with FILES.open(path) as store:
        begun = store.position()
        yield store
        if store.position() != begun:
            _back_up_at_the_end(path)


def _back_up_at_the_end(path: Path) -> None:
    """What was done is done: a backup that fails is told of and no refusal."""
    import click

    try:
        back_up(path, "on closing")
    except WaymarkError as problem:
        click.echo(f"What was done is saved. {problem}", err=True)


@contextmanager
def editing(path: Path) -> Iterator[tuple[Editor, Store]]:
    """An editor and its store, as `writing`."""
    from waymark.services.editor import Editor

    with writing(path) as store:
        yield Editor(store, now, author()), store
