"""The editor: the one who holds the plan and the only one who has it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from waymark.domain.changes import Change, ChangeSet, Header, applied
from waymark.domain.edits import Edits, new_id
from waymark.domain.entry import understood
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.ports import Clock, Draft, PlanStore, Position
from waymark.services.history import Stacks

Listener = Callable[[Mapping[str, set[str]]], None]


class Editor:
    """Holds an immutable `Plan`, writes change sets through the store and tells its listeners which rows changed.

    `author` is the name that stands in the history. A change that the store refuses leaves the plan as it was.
    """

    def __init__(self, store: PlanStore, clock: Clock, author: str) -> None:
        self._store = store
        self._clock = clock
        self._author = author
        self._plan = store.load()
        self._stacks = Stacks.left_by(store)
        self._listeners: list[Listener] = []

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self._plan

    @property
    def author(self) -> str:
        """Who is at work: the name that stands in the history."""
        return self._author

    @property
    def position(self) -> Position:
        """Where the change log ends."""
        return self._store.position()

    @property
    def next_undo(self) -> Header | None:
        """What Undo would take back."""
        return self._stacks.undo[-1] if self._stacks.undo else None

    @property
    def next_redo(self) -> Header | None:
        """What Redo would do again."""
        return self._stacks.redo[-1] if self._stacks.redo else None

    def listen(self, listener: Listener) -> None:
        """Have `listener` called with `{table: ids}` after every change."""
        self._listeners.append(listener)

    def type_into(self, row: Row, field: str, typed: str, origin: str = "grid") -> ChangeSet | None:
        """Put what a person typed into a field. Raises NotUnderstood, in words, for what the field cannot hold."""
        edits = Edits(self._plan)
        edits.set(row, **{field: understood(type(row), field, typed)})
        return self.make(f"Change {field.replace('_', ' ')}", edits.changes(), origin)

    def withdraw(self, row: Row, origin: str = "grid") -> ChangeSet | None:
        """Take a row out; it stays in the file and can be restored."""
        edits = Edits(self._plan)
        edits.set(row, withdrawn_at=self._now())
        return self.make("Withdraw", edits.changes(), origin)

    def restore(self, row: Row, origin: str = "grid") -> ChangeSet | None:
        """Put a withdrawn row back."""
        edits = Edits(self._plan)
        edits.set(row, withdrawn_at=None)
        return self.make("Restore", edits.changes(), origin)

    def make(self, label: str, changes: Iterable[Change], origin: str) -> ChangeSet | None:
        """Make changes happen as one step under that label; None where there is nothing to change."""
        made = tuple(changes)
        return self._commit(ChangeSet(self._header(label, origin), made)) if made else None

    def undo(self) -> ChangeSet:
        """Take the last step back. Raises Refused where there is none but the plan's beginning."""
        if self.next_undo is None:
            raise Refused("There is nothing to undo.")
        return self._take_back(self.next_undo)

    def redo(self) -> ChangeSet:
        """Do again what was last undone. Raises Refused where nothing was."""
        if self.next_redo is None:
            raise Refused("There is nothing to redo.")
        return self._take_back(self.next_redo)

    def keep_draft(self, row_id: str, field: str, text: str) -> None:
        """Keep long text that is being typed and is not yet a change."""
        self._store.save_draft(Draft(row_id, field, text, self._now()))

    def discard_draft(self, row_id: str, field: str) -> None:
        """Forget a draft, because it became a change or nobody wants it."""
        self._store.discard_draft(row_id, field)

    def _take_back(self, header: Header) -> ChangeSet:
        step = self._store.changeset(header.id)
        return self._commit(step.inverse(self._header(header.label, header.origin)))

    def _commit(self, changeset: ChangeSet) -> ChangeSet:
        after = applied(self._plan, changeset.changes)
        self._store.apply(changeset)
        self._plan = after
        self._stacks.add(changeset.header)
        touched = changeset.touched()
        for listener in self._listeners:
            listener(touched)
        return changeset

    def _header(self, label: str, origin: str) -> Header:
        return Header(id=new_id(), label=label, author=self._author, origin=origin, at=self._now())

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")
