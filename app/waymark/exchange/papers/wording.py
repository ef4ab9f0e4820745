"""How papers say things: names, counts, ratings, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from waymark.domain.day import MONTHS
from waymark.domain.period import Period, PeriodKind
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Officer, Rating, Row, Update
from waymark.domain.text import Run
from waymark.domain.value import ValueState, format_number
from waymark.exchange.papers.content import Cell, Prose, Table, said
from waymark.services.meanings import value_of
from waymark.services.overview import NOT_RATED
from waymark.services.ratings import Rated
from waymark.services.reporting import named_period, stands_in

NOBODY = "None named"
LONGEST_ABBREVIATION = 3
LONGER_ABBREVIATIONS = frozenset({"camhs", "lado", "mash", "neet", "send"})
INSPECTORATE = "ofsted"
SHORT_WORDS = frozenset({"a", "and", "as", "at", "by", "for", "in", "of", "on", "or", "our", "the", "to"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def period_words(period: Period) -> str:
    """The period with its month in full: `November 2017`."""
    month = period.kind is PeriodKind.month
    return f"{MONTHS[period.first_day.month - 1]} {period.year}" if month else period.label


def short_label(period: Period) -> str:
    """The period without its months where it is longer than one: `Q2 2017/18`."""
    return period.label.partition(" (")[0]


def figure_words(kpi: Kpi, typed: str) -> str:
    """A figure with as many decimals as its KPI is reported with: `87.0%` beside `86.4%` (C24). It is never rounded."""
    value = value_of(typed)
    is_plain = value.state is ValueState.reported and not value.qualifiers and value.denominator is None
    if not is_plain or value.number is None or value.decimals >= (kpi.decimals or 0):
        return typed
    return format_number(value.number, value.unit, kpi.decimals or 0)


def capital(words: str) -> str:
    """The words with a capital at the beginning and the rest as it is."""
    return words[:1].upper() + words[1:]


def plural(word: str) -> str:
    """The plural of what a council calls its levels: priorities, themes, KPIs."""
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"


def counted(number: int, word: str) -> str:
    """The number with its noun: `1 action`, `59 actions`."""
    return f"{number} {word if number == 1 else plural(word)}"


def listed(parts: Sequence[str]) -> str:
    """The parts as a sentence lists them: `a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def named(ref: str, title: str) -> str:
    """A thing by its ref and title, or whichever it has."""
    return f"{ref} {title_words(title)}".strip()


def title_words(title: str) -> str:
    """A title as a heading says it: one typed in capitals throughout in small letters, abbreviations such as CIN apart.

    Capitals throughout are read out letter by letter by some screen readers, and slowly by everybody.
    """
    words = title.split(" ")
    if title != title.upper() or all(len(word) <= LONGEST_ABBREVIATION for word in words):
        return title
    return capital(" ".join(word if _is_abbreviation(word) else _small(word) for word in words))


def _small(word: str) -> str:
    """A word in small letters, the inspectorate's name with its capital."""
    return word.capitalize() if word.lower() == INSPECTORATE else word.lower()


def _is_abbreviation(word: str) -> bool:
    letters = "".join(filter(str.isalpha, word)).lower()
    return letters in LONGER_ABBREVIATIONS or (len(letters) <= LONGEST_ABBREVIATION and letters not in SHORT_WORDS)


def leads(plan: Plan, subject: Row) -> Cell:
    """Who leads or owns a thing, a line each; blank where nobody does."""
    return Cell(tuple(said(officer.label) for officer in plan.linked(subject.id, Officer)))


def updates_for(plan: Plan, subject: Row, period: Period) -> list[Update]:
    """What was reported of a thing for the month, for a longer period that ends in it, or for none."""
    updates = plan.updates.where("subject_id", subject.id)
    return [each for each in updates if each.text and stands_in(each.period, period)]


def update_words(update: Update, period: Period) -> str:
    """An update after its own date, or after its period where that is not the one reported on."""
    named = named_period(update.period)
    when = update.dated or ("Undated" if named is None else named.label if named != period else "")
    return f"{when}: {update.text}" if when else update.text


def updates_heading(updates: Sequence[Update], period: Period) -> str:
    """What stands over updates; of undated ones nobody knows for when they are."""
    undated = [each for each in updates if named_period(each.period) is None]
    return "Update" if undated and len(undated) == len(updates) else f"Update for {period_words(period)}"


def rating_words(rated: Rated) -> Prose:
    """A rating in words: its letter in bold, then its word."""
    letter = rated.rating.letter if rated.rating else ""
    if letter and letter != rated.word:
        return Prose((Run(letter, bold=True), Run(f"\u00a0{rated.word}")))
    return said(rated.word or NOT_RATED)


def rating_cell(rated: Rated, *more: Prose) -> Cell:
    """A rating in words on its colour; blank where there is neither one nor more to say."""
    if not rated.word and not more:
        return Cell(())
    undated = (said("Undated"),) if rated.undated else ()
    return Cell((rating_words(rated), *undated, *more), fill_of(rated.rating) if rated.rating else "")


def fill_of(rating: Rating) -> str:
    """The rating's colour, if what the scheme holds is one."""
    return rating.colour if _COLOUR.fullmatch(rating.colour) else ""


def data_table(caption: str, description: str, columns: Mapping[str, Sequence[Cell]]) -> Table:
    """A table of columns of cells; a column in which every cell is blank is left out."""
    used = {heading: cells for heading, cells in columns.items() if any(each.content for each in cells)}
    return Table(caption, description, tuple(used), tuple(zip(*used.values(), strict=True)))
