"""A plan that is open in the window: what pages show, and the way by which they have it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from waymark.domain.changes import Change, ChangeSet
from waymark.domain.errors import ReadOnlyPlan, WaymarkError
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.ports import Clock, PlanReader, PlanStore
from waymark.preferences import Preferences
from waymark.services.editor import Editor
from waymark.services.reporting import reporting_period

Touched = Mapping[str, set[str]]


class Session(QObject):
    """An open plan, its reporting period, and the signals that pages listen to.

    `changed` carries `{table: ids}`; `period_changed` the new period; `saved` the label of the step just made;
    `refused` a sentence for the person; `refusal` is then what it came of.
    """

    changed = Signal(object)
    period_changed = Signal(object)
    saved = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        reader: PlanReader,
        editor: Editor | None,
        clock: Clock,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.reader = reader
        self.clock = clock
        self.preferences = preferences
        self.begun = clock()
        self.refusal: WaymarkError | None = None
        self._editor = editor
        self._read = reader.load() if editor is None else None
        self._period = reporting_period(self.plan, self.begun.date())
        if editor is not None:
            editor.listen(self.changed.emit)

    @classmethod
    def writing(cls, store: PlanStore, author: str, clock: Clock, preferences: Preferences) -> Session:
        """A session on a plan that is open for writing."""
        return cls(store, Editor(store, clock, author), clock, preferences)

    @classmethod
    def reading(cls, reader: PlanReader, clock: Clock, preferences: Preferences) -> Session:
        """A session on a plan that somebody else is writing, or that cannot be written where it is."""
        return cls(reader, None, clock, preferences)

    @property
    def path(self) -> Path:
        """Where the plan file is."""
        return self.reader.path

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self._editor.plan if self._editor else self._read or Plan()

    @property
    def read_only(self) -> bool:
        """Whether the plan can only be looked at."""
        return self._editor is None

    @property
    def editor(self) -> Editor:
        """Who changes the plan. Raises ReadOnlyPlan where it can only be looked at."""
        if self._editor is None:
            raise ReadOnlyPlan("This plan is open for reading only; nothing was changed.")
        return self._editor

    @property
    def period(self) -> Period:
        """The month reported on, which every page obeys."""
        return self._period

    def report_on(self, period: Period) -> None:
        """Set the month reported on."""
        if period.month_column != self._period:
            self._period = period.month_column
            self.period_changed.emit(self._period)

    def now(self) -> str:
        """The present moment as change sets keep it."""
        return self.clock().isoformat(timespec="seconds")

    def make(self, label: str, changes: Iterable[Change], origin: str) -> bool:
        """Make changes happen as one step; where they are refused, says so and gives False."""
        return self.tried(lambda: self.editor.make(label, changes, origin))

    def undo(self) -> bool:
        """Take the last step back."""
        return self.tried(lambda: self.editor.undo())

    def redo(self) -> bool:
        """Do again what was last undone."""
        return self.tried(lambda: self.editor.redo())

    def tried(self, work: Callable[[], ChangeSet | None]) -> bool:
        """Do something that changes the plan; a refusal becomes a sentence, and nothing is lost."""
        try:
            made = work()
        except WaymarkError as refusal:
            self.refusal = refusal
            self.refused.emit(str(refusal))
            return False
        if made is not None:
            self.saved.emit(made.header.label)
        return True

    def is_from_before(self, at: str) -> bool:
        """Whether a step was made before this session began: undoing it asks first."""
        return datetime.fromisoformat(at) < self.begun.replace(microsecond=0)
