"""Whatever is done to a plan in whatever order: the file, the plan in memory and the replayed log agree."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.db.samples import EVERY_KIND, opened, step
from waymark.domain.changes import Change, ChangeSet, Insert, Update, applied
from waymark.domain.plan import Plan
from waymark.domain.rows import Link, Reading, Row, Scalar

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KINDS = st.sampled_from(EVERY_KIND)
WITHDRAWN = "2017-11-20T10:00:00+00:00"


@dataclass
class Sequence:
    """Change sets made one after another, each fitting the plan that the last one left."""

    plan: Plan
    steps: list[ChangeSet] = field(default_factory=list)

    def make(self, *changes: Change) -> None:
        self.take(step(*changes))

    def take(self, made: ChangeSet) -> None:
        self.plan = applied(self.plan, made.changes)
        self.steps.append(made)


def _insert(sequence: Sequence, row: Row, text: str) -> None:
    """Another row like one of the samples; there is no second link of the same two things."""
    id = f"{row.id} {len(sequence.steps)}"
    if isinstance(row, Reading):
        sequence.make(Insert(replace(row, id=id, period=id, value=text)))
    elif not isinstance(row, Link):
        sequence.make(Insert(_with_text(replace(row, id=id), text)))


def _with_text(row: Row, text: str) -> Row:
    return replace(row, **{_words(row)[-1]: text})


def _words(row: Row) -> list[str]:
    """The fields of a row that may hold any text."""
    closed = ("id", "withdrawn_at", "period")
    return [
        each.name
        for each in fields(row)
        if not each.name.endswith("_id") and each.name not in closed and isinstance(getattr(row, each.name), str)
    ]


def _update(sequence: Sequence, row: Row, text: str) -> None:
    now = getattr(sequence.plan, row.table)[row.id]
    pairs: dict[str, tuple[Scalar, Scalar]] = {name: (getattr(now, name), text) for name in _words(row)}
    sequence.make(Update(row.table, row.id, pairs))


def _withdraw_or_restore(sequence: Sequence, row: Row, text: str) -> None:
    now = getattr(sequence.plan, row.table)[row.id]
    after = WITHDRAWN if now.withdrawn_at is None else None
    sequence.make(Update(row.table, row.id, {"withdrawn_at": (now.withdrawn_at, after)}))


def _take_back(sequence: Sequence, row: Row, text: str) -> None:
    """Undo the last step; done again, it is redo."""
    if sequence.steps:
        sequence.take(sequence.steps[-1].inverse(step().header))


ACTS = st.sampled_from([_insert, _update, _withdraw_or_restore, _take_back])


@given(st.lists(st.tuples(ACTS, KINDS, TEXTS), max_size=25))
@settings(max_examples=60)
def test_that_file_memory_and_history_agree_whatever_is_done(template, acts):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, folder))
        with opened(path) as store:
            sequence = Sequence(store.load())
            for act, row, text in acts:
                act(sequence, row, text)
            for made in sequence.steps:
                store.apply(made)

        with opened(path) as store:
            assert store.load() == sequence.plan
            assert store.verify() == []
            assert [row.changeset for row in store.log(after=1)] == sequence.steps
