"""The actions in an improvement plan: under each theme what is wanted, and what is done for it, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.assignment import kpis_text
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Objective, Theme
from waymark.domain.text import Run
from waymark.exchange.papers.actions import theme_title, undertaken
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Prose, Section, Style, Table, cell, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import NOBODY, capital, data_table, leads, named, plural
from waymark.services.ordering import Group, themes_with_actions

Columns = tuple[Column[Action], ...]
PERIODS_END = "What is due in a month, a quarter or a year is due by its end."


def planned_actions(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The actions by theme; nothing where the plan has none."""
    tables = _one_table if issue.council else _tables
    columns = used(_columns(plan), plan.actions.live())
    themes = themes_with_actions(plan)
    blocks = [block for theme, groups in themes for block in (*_theme(plan, theme), *tables(plan, groups, columns))]
    if blocks:
        yield Section((*blocks, said(PERIODS_END, Style.note)))


def _columns(plan: Plan) -> Columns:
    cover = plan.cover
    return (
        Column("Ref", lambda action: cell(action.ref)),
        Column(capital(cover.action_word), undertaken),
        Column(capital(plural(cover.kpi_word)), lambda action: cell(kpis_text(plan, action)), "None"),
        Column("Due", lambda action: cell(action.due), "No date"),
        Column("Review date", lambda action: cell(action.review_date), "None"),
        Column("Leads", lambda action: leads(plan, action), NOBODY),
    )


def _theme(plan: Plan, theme: Theme | None) -> Iterator[Block]:
    yield Heading(theme_title(plan, theme), 3)
    if theme and theme.outcome_statement:
        yield Prose((Run("Outcome statement", bold=True),))
        yield from prose(theme.outcome_statement)


def _tables(plan: Plan, groups: Sequence[Group], columns: Columns) -> Iterator[Block]:
    """A table for each objective, under a heading of its own: so no cell is merged, and every row is what it says."""
    for group in groups:
        title = _title(group.objective) or theme_title(plan, group.theme)
        if group.objective:
            yield Heading(title, 4)
        words = plural(plan.cover.action_word)
        description = f"A row for each of the {words} of {title}."
        yield data_table(f"{capital(words)}: {title}", description, filled(columns, group.actions))


def _one_table(plan: Plan, groups: Sequence[Group], columns: Columns) -> Iterator[Block]:
    """One table for a theme, with each objective in a row across it above its actions."""
    title, words = theme_title(plan, groups[0].theme), plural(plan.cover.action_word)
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        if group.objective:
            rows.append((Cell((Prose((Run(_title(group.objective), bold=True),)),)),))
        rows.extend(zip(*filled(columns, group.actions).values(), strict=True))
    word = plan.cover.objective_word
    description = f"A row for each of the {words} of {title}, and above those of an {word} a row across with its title."
    yield Table(f"{capital(words)}: {title}", description, tuple(each.heading for each in columns), tuple(rows))


def _title(objective: Objective | None) -> str:
    return named(objective.ref, objective.title) if objective else ""
