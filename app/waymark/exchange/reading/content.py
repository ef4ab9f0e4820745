"""The content of a plan, in the shape of a dump (docs/dump.md), out of what was found in somebody's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from waymark.domain.edits import new_id
from waymark.domain.errors import Refused
from waymark.domain.ref import parse_refs, same_ref
from waymark.domain.rows import Rating
from waymark.domain.text import plain_words, quoted
from waymark.exchange.dump.content import SCHEMA_VERSION, period_key
from waymark.exchange.dump.shape import filled
from waymark.exchange.reading.aligned import measures_of
from waymark.exchange.reading.doubts import Doubt, Told
from waymark.exchange.reading.found import Found, Kind, Statement, Table, What
from waymark.exchange.reading.headings import day_in, headed
from waymark.exchange.reading.indicators import Indicators
from waymark.exchange.reading.items import READERS, Item, Rows, posts_in, same_key
from waymark.exchange.reading.measured import Aim, Measured, scaled
from waymark.exchange.reading.remarks import gathered, remark
from waymark.exchange.reading.titles import STATEMENT
from waymark.exchange.reading.typed import Ignored
from waymark.services.schemes import preset, preset_names

LISTS = {
    Kind.actions: "actions",
    Kind.log: "log_entries",
    Kind.recommendations: "recommendations",
    Kind.officers: "officers",
    Kind.commentary: "commentary",
}
PLAN_LISTS = ("actions", "kpis", "recommendations", "log_entries")
"""Of these a plan has some; a file without any is no plan, whatever else stands in it."""
ALIKE = 90
"""So alike (rapidfuzz's partial ratio, of 100) are the titles of a theme that is named twice under one number."""
MEASURED = (Kind.kpis, Kind.series)


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file goes into a plan: `content` as a dump has it, each item with its address in `where`."""

    content: dict[str, Any]
    doubts: tuple[Doubt, ...]
    left_out: tuple[Ignored, ...]


def check_plan_in(taken: Taken, file: str) -> None:
    """Raises Refused, in words, for a file in which there is nothing of a plan."""
    if not any(taken.content.get(name) for name in PLAN_LISTS):
        raise Refused(
            f"Waymark found no actions, KPIs or recommendations in “{file}”. Nothing was changed; "
            "name the columns in one header row (Ref, Action, Lead, Due …), and try again."
        )


def taken_from(found: Found) -> Taken:
    """Everything that can be taken without guessing, with what the person must be told, and what is left out."""
    taking = _Taking(found)
    for table in found.tables:
        taking.take(table)
    for statement in found.statements:
        taking.state(statement)
    return taking.taken()


class _Taking:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._told = Told(left_out=[*found.left_out, *(Ignored(found.source.file, said) for said in found.source.told)])
        self._lists: dict[str, list[Item]] = {name: [] for name in LISTS.values()}
        self._themes: dict[str, Item] = {}
        self._named: dict[str, str] = {}
        self._objectives: dict[tuple[str, str], Item] = {}
        self._seen: dict[tuple[str, str, str], str] = {}
        self._refs: set[tuple[str, str]] = set()
        self._indicators = Indicators(self._told)
        self._posts = posts_in(found.tables)

    def take(self, table: Table) -> None:
        """Take in a table, and tell of what it holds besides."""
        if table.why_not:
            self._told.leave_out(table.where, f"{_called(table)}: {table.why_not}", "table")
            return
        remark(table, next(grid for grid in self._found.source.grids if grid.name == table.grid), self._told)
        self._statements(table)
        rows = Rows(table, self._found.key, self._told, self._posts)
        if table.section and table.kind in (*MEASURED, Kind.actions):
            self._theme(table.section)
        if table.kind in MEASURED:
            self._indicators.read(rows)
            for kpi in self._indicators.kpis:
                self._theme(kpi.item["section"])
        elif table.kind in READERS:
            for item in READERS[table.kind](rows):
                self._theme(next(iter(item.get("path", ())), ""))
                if line := item.pop("line", None):
                    item["measured"] = [self._indicators.add(kpi).name for kpi in measures_of(rows, line)]
                self._keep(LISTS[table.kind], item)

    def taken(self) -> Taken:
        """The content and all that is to be told."""
        cover = self._found.cover
        plan = {
            "title": cover.title,
            "organisation": cover.organisation,
            "marking": cover.marking,
            "subtitle": cover.subtitle,
            "version": cover.version,
            "version_date_raw": cover.dated,
        }
        placed, measured = self._placed(), self._measured()
        judgements = [*placed["judgements"], *measured["judgements"]]
        lists = {**placed, **measured, "judgements": judgements, "passages": self._passages()}
        content = {"schema_version": SCHEMA_VERSION, "plan": filled(plan), "rag_scheme": self._scheme(judgements)}
        content |= {key: [filled(item) for item in items] for key, items in lists.items() if items}
        return Taken(filled(content), tuple(self._told.doubts), tuple(gathered(self._told.left_out)))

    def _keep(self, name: str, item: Item) -> None:
        """An item, unless the same stands above; two with one ref and other words are both kept, and told."""
        ref, words = same_key(item)
        if (words or ref) and (name, ref, words) in self._seen:
            self._told.leave_out(item["where"], f"the same stands at {self._seen[name, ref, words]}", "duplicate_row")
            return
        if ref and (name, ref) in self._refs:
            self._told.about = item["ref"]
            self._told.doubt("duplicate_ref", f"The ref {item['ref']} stands on another row too.", item["where"], "ref")
        if words or ref:
            self._seen[name, ref, words] = item["where"]
            self._refs.add((name, ref))
        self._lists[name].append(item)

    def state(self, statement: Statement) -> None:
        """Keep the text beneath a theme's heading in a document."""
        self._state([statement.heading], statement.text, statement.where)

    def _statements(self, table: Table) -> None:
        """Keep the texts beneath headings: the one above the table, and those within it."""
        if table.statement:
            self._state([table.section], table.statement, table.where)
        for line in table.lines:
            if line.what is What.statement:
                cell = next(iter(line.cells.values()))
                self._state([table.section, *line.section], cell.text, cell.where)

    def _state(self, path: Sequence[str], text: str, where: str) -> None:
        """Keep the text beneath a theme's heading as its outcome; beneath no heading it could be anything."""
        heading = next(filter(None, path), "")
        if not heading:
            self._told.leave_out(where, f"a text across the table: {quoted(text)}")
            return
        self._theme(heading)
        theme = self._known_theme(*headed(heading)) or {}
        said = STATEMENT.sub("", text.strip(), count=1)
        theme["outcome_statement"] = "\n".join(filter(None, (theme.get("outcome_statement"), said)))

    def _placed(self) -> dict[str, list[Item]]:
        """Actions under their themes and objectives, with their updates; log entries with their meetings."""
        updates: list[Item] = []
        judgements: list[Item] = []
        for action in self._lists["actions"]:
            action |= self._place(action.pop("path"))
            judgements += [{"kind": "action", "ref": action["id"], **each} for each in action.pop("judgements")]
            reported = action.pop("updates")
            if len(reported) == 1 and not reported[0]["period_raw"]:
                action["update"] = reported[0]["text"]
            else:
                updates += [filled({"kind": "action", "ref": action["id"], **update}) for update in reported]
        for item in (*self._lists["log_entries"], *self._lists["recommendations"]):
            item |= self._referred(item.pop("refs"), item["where"])
            item["kpi_refs"] += item.pop("measured", [])
        meetings = dict.fromkeys(entry["raised_at"] for entry in self._lists["log_entries"] if entry["raised_at"])
        raised = [{"title": title, "date_raw": day_in(title)} for title in meetings]
        lists = dict(self._lists)
        said = (*lists["commentary"], *self._indicators.commentary)
        lists["commentary"] = [each | {"section": self._title(each["section"])} for each in said]
        return {
            **lists,
            "themes": [*self._themes.values()],
            "objectives": [*self._objectives.values()],
            "updates": updates,
            "judgements": judgements,
            "meetings": raised,
        }

    def _place(self, path: list[str]) -> Item:
        if not path:
            return {}
        theme = self._theme(path[0])
        if len(path) == 1:
            return theme
        ref, title = headed(path[-1])
        known = self._objectives.setdefault((path[0], path[-1]), {"id": new_id(), "ref": ref, "title": title, **theme})
        return {**theme, "objective_ref": known["id"]}

    def _referred(self, refs: Mapping[str, str], where: str) -> Item:
        """The refs that name an action or KPI of this file; others are told."""
        known = {
            "action_refs": [action["ref"] for action in self._lists["actions"] if action["ref"]],
            "kpi_refs": [kpi.item["ref"] for kpi in self._indicators.kpis if kpi.item["ref"]],
        }
        meant = {role: parse_refs(text, known[role]) for role, text in refs.items()}
        for each in meant.values():
            if each.unknown:
                self._told.leave_out(where, f"{', '.join(each.unknown)}: no ref in this file")
        return {role: [*each.refs] for role, each in meant.items()}

    def _title(self, heading: str) -> str:
        """The title of the theme with that heading; the heading itself where there is no such theme."""
        theme = self._known_theme(*headed(heading))
        return str(theme["title"]) if theme else heading

    def _theme(self, heading: str) -> Item:
        """How a theme is named, from its heading; it joins the themes where it is new."""
        if not heading:
            return {}
        ref, title = headed(heading)
        if (known := self._known_theme(ref, title)) is None:
            is_taken = any(same_ref(ref, theme["ref"]) for theme in self._themes.values())
            known = self._themes[plain_words(title)] = {"id": new_id(), "ref": ref, "title": title}
            self._named[known["id"]] = known["id"] if is_taken else ref
        return {"theme_ref": self._named[known["id"]], "theme_title": known["title"]}

    def _known_theme(self, ref: str, title: str) -> Item | None:
        """The theme with that title; one with that ref too whose title is longer or shorter by a few words."""
        words = plain_words(title)
        if known := self._themes.get(words):
            return known
        numbered = ((name, theme) for name, theme in self._themes.items() if ref and same_ref(ref, theme["ref"]))
        return next((theme for name, theme in numbered if fuzz.partial_ratio(name, words) >= ALIKE), None)

    def _measured(self) -> dict[str, list[Item]]:
        lists: dict[str, list[Item]] = {
            name: [] for name in ("kpis", "readings", "targets", "comparators", "judgements")
        }
        for kpi in self._indicators.kpis:
            named = {"kpi_id": kpi.item["id"]}
            for figure, text in scaled(kpi, self._told):
                reading = {
                    "period_raw": figure.period,
                    "period": figure.settled,
                    "raw": text,
                    "where": figure.cell.where,
                }
                lists["readings"].append(named | reading)
            first = kpi.targets[0] if kpi.targets else Aim("")
            lists["targets"] += [named | aim.item for aim in kpi.targets[1:]]
            lists["comparators"] += [named | comparator for comparator in kpi.comparators]
            lists["judgements"] += self._judgements(kpi)
            lists["kpis"].append(self._in_section(kpi) | {"target_raw": first.text, "target_due_raw": first.due})
        return lists

    def _judgements(self, kpi: Measured) -> Iterator[Item]:
        """The KPI's ratings by period, one for each: the first."""
        stated = {"kind": "kpi", "period_raw": self._found.cover.dated, "rating_raw": kpi.item.get("rating_raw", "")}
        told: set[str] = set()
        for each in (*kpi.judgements, stated) if kpi.judgements else ():
            period = period_key(each["period_raw"]) or each["period_raw"]
            if each["rating_raw"] and period not in told:
                told.add(period)
                yield each | {"ref": kpi.item["id"]}

    def _in_section(self, kpi: Measured) -> Item:
        places = [place | {"section": self._title(place["section"])} for place in kpi.item.get("also_in", ())]
        return kpi.item | {"section": self._title(kpi.item["section"]), "also_in": places}

    def _passages(self) -> list[Item]:
        return [{"heading": each.heading, "text": each.text, "where": each.where} for each in self._found.passages]

    def _scheme(self, judgements: Iterable[Item]) -> list[Item]:
        """The key that the file prints, else the smallest of Waymark's schemes that has all words in use."""
        if self._found.key:
            return [
                filled({"label": mark.word, "code": mark.letter, "definition": mark.meaning})
                for mark in self._found.key
            ]
        used = {plain_words(rating) for rating in self._ratings(judgements)}
        for name in preset_names():
            ratings = [row for row in preset(name) if isinstance(row, Rating)]
            words = {plain_words(rating.word) for rating in ratings} | {
                plain_words(rating.letter) for rating in ratings
            }
            if used - {"yellow"} <= words:
                return [
                    filled({"label": rating.word, "code": rating.letter, "definition": rating.meaning})
                    for rating in ratings
                ]
        return []

    def _ratings(self, judgements: Iterable[Item]) -> Iterable[str]:
        stated = (
            item for items in (*self._lists.values(), [kpi.item for kpi in self._indicators.kpis]) for item in items
        )
        yield from (item["rating_raw"] for item in stated if item.get("rating_raw"))
        yield from (each["rating_raw"] for each in judgements)


def _called(table: Table) -> str:
    return f"the table “{table.titles[-1]}”" if table.titles else f"the table on “{table.grid}”"
