"""An import in words: what came back, what was taken, and what was not, to mail to whoever filled it in."""

from __future__ import annotations

from collections.abc import Callable

from waymark.domain.text import quoted
from waymark.exchange.trackers.layout import UNSTAMPED
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark_ui.dialogs.messages import counted
from waymark_ui.dialogs.proposed import row_name

IN_WORDS = {Verdict.new: "new", Verdict.changed: "changed", Verdict.conflict: "in conflict", Verdict.refused: "refused"}


def summary(proposal: Proposal) -> str:
    """What came back, in a sentence."""
    found = proposal.counts
    counts = ", ".join(f"{found[verdict]:,} {words}" for verdict, words in IN_WORDS.items())
    what = "somebody’s file, read" if proposal.stamp == UNSTAMPED else "the tracker"
    return (
        f"“{proposal.file}”, {what} for {proposal.period.label}: {counts}; "
        f"{counted(proposal.unchanged, 'cell')} as they were."
    )


def notes(proposal: Proposal) -> list[str]:
    """What the person should know beside the cells, a sentence each."""
    told = {each.where for each in proposal.flags if each.where}
    flags = [_note(each.where, row_name(each.subject) if each.subject else "", each.say) for each in proposal.flags]
    ignored = [
        _note(each.where, "", f"Waymark does not read this: {each.what}.")
        for each in proposal.ignored
        if not (each.reason and each.where in told)
    ]
    return flags + ignored


def not_taken(proposal: Proposal, takes: Callable[[Cell], bool]) -> str:
    """What was not taken and why, a line a cell; blank where everything was."""
    left = [cell for cell in proposal.cells if not takes(cell)]
    if not left:
        return ""
    head = f"Of “{proposal.file}” ({proposal.period.label}) this was not taken:"
    return "\n".join([head, *map(_line, left)])


def _line(cell: Cell) -> str:
    why = cell.say or "It was left out this time."
    return f"{cell.where}: {row_name(cell.subject)}, {cell.column.header}, {quoted(cell.raw)}. {why}"


def _note(where: str, name: str, say: str) -> str:
    return ": ".join(part for part in (where, name, say) if part)
