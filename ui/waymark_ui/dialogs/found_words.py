"""What was found in somebody's file, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waymark.exchange.papers.wording import counted, listed
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.found import Kind
from waymark.exchange.reading.survey import Survey, SurveyedColumn, SurveyedTable, called
from waymark.exchange.reading.typed import Ignored

KINDS: Mapping[Kind, str] = {
    Kind.actions: "Actions",
    Kind.log: "Action log",
    Kind.kpis: "KPIs",
    Kind.series: "KPIs, a row for each period",
    Kind.recommendations: "Recommendations",
    Kind.commentary: "Commentary",
    Kind.officers: "Officers",
    Kind.summary: "Summary",
    Kind.register: "Register of risks",
    Kind.unknown: "Not understood",
}
COUNTED = {
    "actions": "action",
    "updates": "update",
    "kpis": "KPI",
    "readings": "reading",
    "recommendations": "recommendation",
    "log_entries": "log entry",
    "officers": "officer",
    "commentary": "commentary",
}
AS_FOUND, WHATEVER = "as found", "Whatever Waymark finds"
"""The choice that is no correction of a column, and how it is told."""
TABLES = ("Where", "Holds", "Items", "What becomes of it")
COLUMNS = ("Column", "Header", "Taken for", "Examples", "Why")
DOUBTS = ("Cell", "About", "What is doubtful")
LEFT_OUT = ("Where", "What is left out")


def summary(survey: Survey) -> str:
    """What can be taken of a file, in two sentences."""
    taken = sum(not table.why_not for table in survey.tables)
    if not survey.tables:
        return f"No table was found in “{survey.file}” that Waymark knows by its headers."
    tables = f"{taken} of {counted(len(survey.tables), 'table')} in “{survey.file}” can be taken"
    things = [*_things(survey)]
    return f"{tables}: {listed(things)}." if things else f"{tables}, and there is nothing in them for a plan."


def holds_anything(survey: Survey) -> bool:
    """Whether there is anything in a file for a plan."""
    return any(_things(survey))


def table_line(table: SurveyedTable) -> Sequence[str]:
    """A line of the list of tables."""
    title = f"“{table.title}” is taken" if table.title else "Is taken"
    return table.where, KINDS[table.kind], f"{table.items:,}", f"Left out: {table.why_not}" if table.why_not else title


def column_line(column: SurveyedColumn, wanted: str | None) -> Sequence[str]:
    """A line of the list of columns; `wanted` is what a person has chosen since the file was read."""
    chosen = "" if wanted is None else WHATEVER if wanted == AS_FOUND else called(wanted)
    taken_for = f"{chosen} (not read yet)" if chosen else role_words(column)
    return column.letters, column.header, taken_for, " · ".join(column.examples), column.why


def role_words(column: SurveyedColumn) -> str:
    """What a column is taken for."""
    return f"{called(column.role)}: {column.period}" if column.period and column.role else called(column.role)


def doubt_line(doubt: Doubt) -> Sequence[str]:
    """A line of the list of doubts."""
    return doubt.where, doubt.about, doubt.say


def ignored_line(ignored: Ignored) -> Sequence[str]:
    """A line of the list of what is left out."""
    return ignored.where, ignored.what


def _things(survey: Survey) -> Iterator[str]:
    for key, thing in COUNTED.items():
        if count := len(survey.taken.content.get(key, ())):
            yield counted(count, thing)
