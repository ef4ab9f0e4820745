"""From rows to things of a plan: actions, log entries, recommendations, officers, each with its cell's address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from waymark.domain.due import Precision
from waymark.domain.edits import new_id
from waymark.domain.leads import split_leads
from waymark.domain.ref import Ref
from waymark.domain.state import State
from waymark.domain.text import shortened
from waymark.exchange.dump.content import period_key
from waymark.exchange.reading.doubts import Doubt, Told
from waymark.exchange.reading.found import Column, Kind, Line, Mark, Table, What
from waymark.exchange.reading.headings import led_ref
from waymark.exchange.reading.labelled import parts_of
from waymark.exchange.reading.looks import due_said
from waymark.exchange.reading.rows import DATES
from waymark.exchange.reading.sheet import Holding, SheetCell
from waymark.exchange.reading.values import Dates, due_of, kpi_refs_of, rating_of, ref_of, state_of, text_of
from waymark.exchange.reading.vocabulary import fingerprint, is_closed

Item = dict[str, Any]
MOST_WITH_REFS = 0.6
OUTER = ("theme", "objective", "recommendation")
"""The roles of columns that say under what an action stands, the outermost first."""
FEWEST_GROUPS = 2
_BETWEEN_LEADS = re.compile(r"[/,]")
_SEVERAL = re.compile(r"[/;]")
_INITIALS = re.compile(r"[A-Z]{2,4}")


class Rows:
    """The items of a table, read cell by cell; whatever is doubtful is told."""

    def __init__(self, table: Table, key: Sequence[Mark], told: Told, posts: Sequence[str]) -> None:
        self.table, self.key, self.told = table, key, told
        self._by_role: dict[str, list[Column]] = {}
        for column in table.columns:
            self._by_role.setdefault(column.role, []).append(column)
        self._dates = {role: Dates.of(self._cells_under(role)) for role in DATES}
        self._subject = next(
            (role for role in ("action", "kpi", "recommendation", "text") if role in self._by_role), ""
        )
        self._led = "ref" not in self._by_role and self._is_led()
        self._groups = {role: self._said_once(role) for role in OUTER}
        self._refs: list[str] = []
        self._leads: dict[str, list[str]] = {}
        self._posts = posts

    def groups(self) -> Iterator[tuple[Line, list[Line]]]:
        """Each item with the rows that go on with it."""
        item: Line | None = None
        steps: list[Line] = []
        for line in self.table.lines:
            if line.what is What.step and item:
                steps.append(line)
            elif line.what not in (What.left_out, What.joined):
                if item:
                    yield item, steps
                item, steps = (line, []) if line.what is What.item else (None, [])
        if item:
            yield item, steps

    def columns(self, *roles: str) -> list[Column]:
        """The columns with one of these roles."""
        return [column for role in roles for column in self._by_role.get(role, ())]

    def cell(self, line: Line, role: str) -> SheetCell | None:
        """The first cell with that role that holds anything."""
        cells = [cell for column in self.columns(role) if (cell := line.cells.get(column.place))]
        return next(
            (cell for cell in cells if cell.text.strip() or cell.holding is not Holding.text),
            cells[0] if cells else None,
        )

    def addresses(self, line: Line) -> dict[str, str]:
        """Where what stands under each role of a row stands; that of the words which name it under `text`."""
        cells = {role: cell for role in self._by_role if (cell := self.cell(line, role))}
        return {"text" if role == self._subject else role: cell.where for role, cell in cells.items()}

    def named(self, line: Line) -> tuple[str, str, str]:
        """An item's ref, its words and where these stand; without a column of refs they may lead the words."""
        cell = self.cell(line, self._subject)
        words = text_of(cell, Told(), "text")
        words, _ = self._parts(words)
        self.told.about = shortened(words)
        ref = ref_of(self.cell(line, "ref"), self._refs, self.told)
        if not ref and self._led:
            ref, words = led_ref(words)
        where = cell.where if cell else next(iter(line.cells.values())).where
        if ref:
            self._refs.append(ref)
        self.told.about = ref or shortened(words)
        text_of(cell, self.told, "text")
        return ref, words, where

    def text(self, line: Line, role: str, steps: Sequence[Line] = ()) -> str:
        """What stands under a role, and in the rows that go on with the item."""
        if not self.columns(role):
            return self._labelled(line, role)
        return self._text(self.columns(role), role, (line, *steps))

    def aims(self, line: Line, steps: Sequence[Line] = ()) -> str:
        """What is aimed at in words: what stands under targets, but for those of a date, which are figures (L22)."""
        columns = self.columns("target")
        return self._text([column for column in columns if not column.period] or columns, "target", (line, *steps))

    def due(self, line: Line, role: str, steps: Sequence[Line] = ()) -> str:
        """A due date; of several, in the rows that go on with the item, all."""
        cells = [cell for each in (line, *steps) if (cell := self.cell(each, role))]
        if not self.columns(role):
            return self._labelled(line, role)
        found = [*dict.fromkeys(filter(None, (due_of(cell, self._dates[role], self.told, role) for cell in cells)))]
        if len(found) > 1:
            self.told.doubt(
                "due_several",
                f"Several dates stand here: {', '.join(found)}. Say which one holds.",
                cells[0].where,
                role,
            )
        return "\n".join(found)

    def rating(self, line: Line, column: Column | None = None) -> str:
        """The rating of a row."""
        cell = line.cells.get(column.place) if column else self.cell(line, "rating")
        return rating_of(cell, list(line.cells.values()), self.key, self.told)

    def leads(self, line: Line, steps: Sequence[Line] = ()) -> list[str]:
        """The leads, each once. A slash or comma parts two that stand alone elsewhere, or are initials."""
        text = self.text(line, "lead", steps)
        if text not in self._leads:
            parted = "\n".join(map(self._parted, text.split("\n")))
            self._leads[text] = [*dict.fromkeys(split_leads(parted, self._posts))]
        return [*self._leads[text]]

    def state(self, line: Line, steps: Sequence[Line] = ()) -> str:
        """The state as stated, else complete where it has a day of completion, else closed among closed items."""
        stated = state_of(self.cell(line, "state"), self.told)
        if stated:
            return stated
        done = text_of(self.cell(line, "completed_on"), self.told, "progress")
        if _is_day(done):
            return State.complete.value
        return State.closed.value if is_closed(self.table.grid) or any(map(is_closed, self.table.titles[-1:])) else ""

    def path(self, line: Line) -> list[str]:
        """The theme and the objective (or recommendation) under which a row stands, as title, rows and columns tell."""
        columns = [self._groups[role].get(line.number) or self.text(line, role) for role in OUTER]
        above = [self.table.section, self.table.inner, *line.section]
        return [" ".join(text.split()) for text in (*above, *columns) if text]

    def _said_once(self, role: str) -> Mapping[int, str]:
        """What stands under a role over each group of rows but once, by the numbers of the rows of its group.

        A text that comes again is said on every row, so that a blank says something too.
        """
        cells = {line.number: self.cell(line, role) for line in self.table.items}
        texts = {number: text_of(cell, Told(), role) for number, cell in cells.items()}
        said = [text for text in texts.values() if text]
        if len(said) < FEWEST_GROUPS or len(set(said)) < len(said):
            return {}
        held = ""
        return {number: (held := text or held) for number, text in texts.items()}

    def _labelled(self, line: Line, role: str) -> str:
        """What stands behind the label of a role in the text of an action, where its table has no column for it."""
        _, labelled = self._parts(text_of(self.cell(line, self._subject), Told(), "text"))
        return labelled.get(role, "")

    def _parts(self, text: str) -> tuple[str, Mapping[str, str]]:
        """A text without what it says behind labels for which its table has no column, and that."""
        if self.table.kind is not Kind.actions or "\n" not in text:
            return text, {}
        words, labelled = parts_of(text)
        return (text, {}) if any(self.columns(role) for role in labelled) else (words, labelled)

    def _text(self, columns: Sequence[Column], role: str, lines: Sequence[Line]) -> str:
        texts = [text_of(each.cells.get(column.place), self.told, role) for each in lines for column in columns]
        return "\n".join(dict.fromkeys(filter(None, texts)))

    def _parted(self, text: str) -> str:
        parts = [part.strip() for part in _BETWEEN_LEADS.split(text)]
        known = {post.casefold() for post in self._posts}
        is_several = len(parts) > 1 and all(part.casefold() in known or _INITIALS.fullmatch(part) for part in parts)
        return "\n".join(parts) if is_several else text

    def _cells_under(self, role: str) -> list[SheetCell]:
        places = [column.place for column in self._by_role.get(role, ())]
        return [cell for line in self.table.lines for place in places if (cell := line.cells.get(place))]

    def _is_led(self) -> bool:
        texts = [cell.text for cell in self._cells_under(self._subject)] if self._subject else []
        return bool(texts) and sum(bool(led_ref(text)[0]) for text in texts) >= MOST_WITH_REFS * len(texts)


def posts_in(tables: Sequence[Table]) -> list[str]:
    """Whoever stands alone in a cell of leads, or on a line of one, anywhere in a file; not two run together (B20)."""
    cells = (
        cell
        for table in tables
        if not table.why_not
        for column in table.of("lead")
        for line in table.lines
        if line.what is not What.left_out and (cell := line.cells.get(column.place))
    )
    lines = (line.strip() for cell in cells for line in cell.text.split("\n"))
    found = [*dict.fromkeys(line for line in lines if line and not _SEVERAL.search(line))]
    return [post for post in found if len(split_leads(post, [other for other in found if other != post])) == 1]


def actions_of(rows: Rows) -> Iterator[Item]:
    """The actions of a table, with `path` (theme and objective); each has an id, by which updates name it."""
    for line, steps in rows.groups():
        ref, words, where = rows.named(line)
        under = [text for each in (line, *steps) if (text := rows.text(each, "step"))]
        text = "\n".join([words, *(f"- {step}" for step in dict.fromkeys(under))]) if under else words
        rows.told.doubts.extend(_after_start(rows, line))
        yield {
            "id": new_id(),
            "where": where,
            "ref": ref,
            "path": rows.path(line),
            "text": text,
            "kpi_refs_raw": kpi_refs_of(rows.cell(line, "kpi_refs"), rows.told),
            "due_raw": rows.due(line, "due", steps),
            "review_date_raw": rows.due(line, "review_date", steps),
            "leads": rows.leads(line, steps),
            "outcomes_expected": rows.text(line, "outcomes", steps),
            "measures": rows.text(line, "measures", steps),
            "state": rows.state(line, steps),
            "rating_raw": rows.rating(line),
            "judgements": judgements_of(rows, line),
            "updates": updates_of(rows, line, steps),
            "cells": rows.addresses(line),
        }


def judgements_of(rows: Rows, line: Line) -> list[Item]:
    """The ratings of a row, where it has one for each of several periods; of two for one period, the first."""
    found: dict[str, Item] = {}
    columns = [column for column in rows.columns("rating") if column.period]
    for column in columns if len(columns) > 1 else ():
        if rating := rows.rating(line, column):
            period = column.settled or column.period
            judged = {"period_raw": period, "rating_raw": rating, "where": line.cells[column.place].where}
            found.setdefault(period_key(period) or period, judged)
    return [*found.values()]


def updates_of(rows: Rows, line: Line, steps: Sequence[Line] = ()) -> list[Item]:
    """What was reported, column by column: `period_raw` is what the header names, blank where it names none.

    Where a table of actions has no updates, its next steps and evidence stand for them.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    further = ("next_steps", "evidence") if rows.table.kind is Kind.actions else ()
    for column in rows.columns("update") or rows.columns(*further):
        period = column.settled or column.period
        cells = [cell for each in (line, *steps) if (cell := each.cells.get(column.place))]
        texts = [text_of(cell, rows.told, "progress") for cell in cells]
        if text := "\n".join(filter(None, texts)):
            when = (period_key(period) or period, period if _is_day(period) else "")
            found.setdefault(when, []).append((text, cells[0].where))
    return [
        {
            "period_raw": period,
            "dated_raw": dated,
            "text": "\n".join(text for text, _ in texts),
            "where": texts[0][1],
        }
        for (period, dated), texts in found.items()
    ]


def entries_of(rows: Rows) -> Iterator[Item]:
    """The entries of a board's log."""
    for line, steps in rows.groups():
        ref, words, where = rows.named(line)
        leads = rows.leads(line, steps)
        yield {
            "where": where,
            "ref": ref,
            "action": words,
            "owner": leads[0] if leads else "",
            "further_owners": leads[1:],
            "when_raw": rows.due(line, "due", steps),
            "complete_raw": rows.text(line, "state") or rows.state(line),
            "raised_at": rows.text(line, "raised") or _meeting(rows, line),
            "refs": {role: rows.text(line, role) for role in ("action_refs", "kpi_refs")},
        }


def recommendations_of(rows: Rows) -> Iterator[Item]:
    """The recommendations, each with its `line`, in which the figures of its measures may stand."""
    for line, steps in rows.groups():
        ref, words, where = rows.named(line)
        updates = updates_of(rows, line, steps)
        yield {
            "where": where,
            "ref": ref,
            "text": words,
            "rating_raw": rows.rating(line),
            "targets": rows.aims(line, steps),
            "evidence": rows.text(line, "evidence", steps),
            "further_actions": rows.text(line, "further_actions", steps),
            "leads": rows.leads(line, steps),
            "update": "\n".join(update["text"] for update in updates),
            "cells": rows.addresses(line),
            "refs": {role: rows.text(line, role) for role in ("action_refs", "kpi_refs")},
            "line": line,
        }


def officers_of(rows: Rows) -> Iterator[Item]:
    """The officers of a table of contacts."""
    for line, _ in rows.groups():
        fields = {role: rows.text(line, role) for role in ("post", "name", "initials", "email")}
        if fields["post"] or fields["name"]:
            yield {"where": next(iter(line.cells.values())).where, **fields}


def commentary_of(rows: Rows) -> Iterator[Item]:
    """The commentary of a table that has a row for each section."""
    for line, _ in rows.groups():
        for role in ("summary", "improvement_activity", "next_steps"):
            if text := rows.text(line, role):
                yield {
                    "where": line.cells[rows.columns(role)[0].place].where,
                    "section": rows.text(line, "theme"),
                    "kind": role,
                    "text": text,
                }


def same_key(item: Mapping[str, Any]) -> tuple[str, str]:
    """What two rows about one thing have in common: ref and words, and where there is no ref what they stand under."""
    ref = Ref(str(item.get("ref") or "")).key
    words = str(item.get("text") or item.get("action") or item.get("post") or item.get("name") or "")
    under = () if ref else (*item.get("path", ()), item.get("section", ""), item.get("kind", ""))
    return ref, " ".join((words, *under)).strip().casefold()


READERS: Mapping[Kind, Callable[[Rows], Iterator[Item]]] = {
    Kind.actions: actions_of,
    Kind.log: entries_of,
    Kind.recommendations: recommendations_of,
    Kind.officers: officers_of,
    Kind.commentary: commentary_of,
}


def _meeting(rows: Rows, line: Line) -> str:
    """The meeting in whose list an entry stands: the heading or title right above it."""
    named = [*rows.table.titles[-1:], *line.section]
    return named[-1] if named and "meeting" in fingerprint(named[-1]).split() else ""


def _is_day(text: str) -> bool:
    return due_said(text).precision is Precision.day


def _after_start(rows: Rows, line: Line) -> Iterator[Doubt]:
    """A due date before the day of beginning: perhaps swapped."""
    starts = [
        column for column in rows.columns("unplaced") if column.header.casefold().startswith(("start", "planned start"))
    ]
    if not starts:
        return
    start = next((cell for column in starts if (cell := line.cells.get(column.place))), None)
    due = rows.cell(line, "due")
    begins, ends = (due_said(cell.text).last_day if cell else None for cell in (start, due))
    if due and begins and ends and ends < begins:
        yield Doubt("due_ambiguous", f"It is due on {due.text}, before it begins.", due.where, rows.told.about, "due")
