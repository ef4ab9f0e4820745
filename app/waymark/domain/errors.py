"""What can go wrong, in sentences for the person at the keyboard.

Every error here carries a sentence that is shown as it stands: what happened, what was kept, what to try. An exception
that is not a `WaymarkError` is a bug, and nobody catches it on the way.
"""

from __future__ import annotations


class WaymarkError(Exception):
    """Something a person can understand and act on."""


class NotUnderstood(WaymarkError):
    """A text was typed that cannot be read as what its field holds."""


class Refused(WaymarkError):
    """The request is understood and cannot be done; nothing was changed."""


class StaleEdit(Refused):
    """A change was made against values that are no longer there."""


class NotAPlan(Refused):
    """The file is not a Waymark plan, or too damaged to be opened as one."""


class NewerPlan(Refused):
    """The file was made by a newer version of Waymark."""


class PlanInUse(Refused):
    """Somebody else has the plan open for writing."""


class ReadOnlyPlan(Refused):
    """The plan is open for reading only, or cannot be written where it is."""


class SaveFailed(Refused):
    """The plan file could not be written; it holds what it held before."""
