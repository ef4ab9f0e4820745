"""Small numbers of children, by which one of them may be known, in what a public paper would print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.rows import Commentary, Kpi, Passage, Recommendation, Row, Update
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.measure_lines import TEXTS
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import listed, years_to
from waymark.services.reporting import stands_in
from waymark.services.small_numbers import counts_children, is_small, small_counts, small_parts

SMALL_NUMBERS = Family.small_numbers


@check(
    SMALL_NUMBERS,
    Severity.note,
    Kpi,
    reads="readings",
    suggests="Have the public copy leave them out, and keep them in the copy for the board.",
    example="KPI CP 10 counts children and has 5 for Sep 2017; a public copy must not print it.",
)
def small_number(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A count of 1 to 5 children, or a share that rests on one, may tell who they are; a public copy leaves it out."""
    if not counts_children(kpi):
        return
    small = [figure for figure in years_to(look.plan, kpi, look.period) if is_small(kpi, figure.value)]
    if small:
        told = listed([figure.words for figure in small])
        sentence = f"{thing(look, kpi)} counts children and has {told}; a public copy must not print {_them(small)}."
        yield Note(sentence, "value", tuple(figure.reading.value for figure in small), small[-1].reading)
    for part in small_parts(kpi.note):
        sentence = f"{thing(look, kpi)} counts children and has “{part}” in its note"
        yield Note(f"{sentence}; a public copy must not print it.", "note", (part,))


@check(
    SMALL_NUMBERS,
    Severity.note,
    Commentary,
    Passage,
    Update,
    Recommendation,
    reads="themes actions",
    suggests="Have the public copy say “a few”, and keep the number in the copy for the board.",
    example="Recommendation 5 speaks of “3 of 37 children”; a public copy must not print it.",
)
def small_number_in_text(look: Look, row: Row) -> Iterator[Note]:
    """A text of the month counts 1 to 5 children, which may tell who they are; a public copy leaves it out."""
    if not stands_in(getattr(row, "period", ""), look.period):
        return
    for name in TEXTS:
        if found := small_counts(getattr(row, name, "")):
            told = listed([f"“{words}”" for words in found])
            sentence = f"{thing(look, row)} speaks of {told}; a public copy must not print {_them(found)}."
            yield Note(sentence, name, found)


def _them(found: Sequence[object]) -> str:
    return "them" if len(found) > 1 else "it"
