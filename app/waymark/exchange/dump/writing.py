"""From a plan to its dump."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from waymark.domain import rows
from waymark.domain.assignment import kpis_of, kpis_text
from waymark.domain.day import parse_month_name
from waymark.domain.due import due_as_typed
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import Action, Kpi, Row
from waymark.domain.state import is_complete
from waymark.domain.value import parse_value
from waymark.exchange.dump.content import SCHEMA_VERSION, period_key
from waymark.exchange.dump.register import name_key, names_of
from waymark.exchange.dump.shape import PLAIN, SUBJECTS, WORDS, filled
from waymark.services.reporting import polarity_of
from waymark.services.schemes import find_rating

Content = dict[str, Any]


def dumped(plan: Plan) -> Content:
    """Everything that a plan holds, in the shape of docs/dump.md; empty fields are left out."""
    dumping = _Dumping(plan)
    return {"schema_version": SCHEMA_VERSION, "plan": dumping.cover(), **filled(dumping.lists())}


class _Dumping:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._called = Counter(key for row in plan.rows() for key in _name_keys(row))
        self._places: dict[str, list[Content]] = defaultdict(list)
        for row in plan.placements.live():
            place = {**self._section(row), "block": row.block, "place": row.rank}
            self._places[row.kpi_id].append(filled(place))

    def cover(self) -> Content:
        cover = self.plan.cover
        words = {level: getattr(cover, field) for level, field in WORDS.items()}
        parsed = filled({"version_date": due_as_typed(cover.version_date).parsed})
        return filled({**_plain(cover), "words": words, "parsed": parsed})

    def lists(self) -> dict[str, list[Content]]:
        """The dump's lists in the order of docs/dump.md."""
        makers: dict[str, tuple[Table[Any], Callable[[Any], Content]]] = {
            "rating_schemes": (self.plan.rating_schemes, self._scheme),
            "officers": (self.plan.officers, _plain),
            "themes": (self.plan.themes, _plain),
            "objectives": (self.plan.objectives, self._objective),
            "actions": (self.plan.actions, self._action),
            "kpis": (self.plan.kpis, self._kpi),
            "readings": (self.plan.readings, self._reading),
            "comparators": (self.plan.comparators, self._figure),
            "recommendations": (self.plan.recommendations, self._recommendation),
            "judgements": (self.plan.judgements, self._judgement),
            "updates": (self.plan.updates, self._update),
            "commentary": (self.plan.commentary, self._commentary),
            "meetings": (self.plan.meetings, _plain),
            "log_entries": (self.plan.log_entries, self._log_entry),
            "pictures": (self.plan.pictures, _plain),
            "passages": (self.plan.passages, self._passage),
            "waivers": (self.plan.waivers, self._waiver),
            "dispatches": (self.plan.dispatches, self._dispatch),
            "receipts": (self.plan.receipts, _plain),
            "answers": (self.plan.answers, self._answer),
            "column_roles": (self.plan.column_roles, _plain),
        }
        listed = {key: [filled(make(row)) for row in _ordered(table)] for key, (table, make) in makers.items()}
        return {"rag_scheme": self._printed_scheme(), **listed, "targets": self._further_targets()}

    def _printed_scheme(self) -> list[Content]:
        first = next(iter(self.plan.rating_schemes.live()), None)
        ratings = self.plan.ratings.where("scheme_id", first.id) if first else ()
        return [filled({"label": each.word, "code": each.letter, "definition": each.meaning}) for each in ratings]

    def _scheme(self, scheme: rows.RatingScheme) -> Content:
        ratings = (row for row in _ordered(self.plan.ratings) if row.scheme_id == scheme.id)
        return {
            **_plain(scheme),
            "applies_to": scheme.applies_to.split(),
            "ratings": [_plain(rating) for rating in ratings],
        }

    def _objective(self, objective: rows.Objective) -> Content:
        return {**_plain(objective), **self._theme(objective.theme_id)}

    def _action(self, action: Action) -> Content:
        objective = self.plan.objectives.get(action.objective_id)
        parsed = {
            "due": due_as_typed(action.due).parsed,
            "review_date": due_as_typed(action.review_date).parsed,
            "kpi_refs": [kpi.ref for kpi in kpis_of(self.plan, action)],
            "rating": self._rating(action),
        }
        return {
            **_plain(action),
            **self._theme(action.theme_id),
            "objective_ref": self._name(objective) if objective else "",
            "kpi_refs_raw": kpis_text(self.plan, action),
            "leads": self._officers(action),
            **self._stated(action),
            "parsed": filled(parsed),
        }

    def _kpi(self, kpi: Kpi) -> Content:
        places = self._places[kpi.id]
        target = next(iter(self._targets(kpi)), None)
        parsed = {
            "polarity": polarity_of(kpi).value,
            "target_due": due_as_typed(target.by).parsed if target else None,
            "rating": self._rating(kpi),
        }
        return {
            **_plain(kpi),
            **(places[0] if places else {}),
            "also_in": places[1:],
            "owners": self._officers(kpi),
            "target_raw": target.value if target else "",
            "target_due_raw": target.by if target else "",
            "definitions": [_plain(each) for each in _ordered(self.plan.definitions) if each.kpi_id == kpi.id],
            **self._stated(kpi),
            "parsed": filled(parsed),
        }

    def _reading(self, reading: rows.Reading) -> Content:
        value = parse_value(reading.value).parsed
        period = {"period": reading.period} if reading.period else {"month": parse_month_name(reading.period_typed)}
        # Told apart only where what was typed does not say it: a month whose year somebody settled.
        settled = reading.period if reading.period != period_key(reading.period_typed) else ""
        return {**self._figure(reading), "period": settled, "parsed": filled(value | period)}

    def _figure(self, row: rows.Reading | rows.Target | rows.Comparator) -> Content:
        return {**self._kpi_name(row.kpi_id), **_plain(row)}

    def _further_targets(self) -> list[Content]:
        first = {targets[0].id for kpi in self.plan.kpis if (targets := self._targets(kpi))}
        return [filled(self._figure(row)) for row in _ordered(self.plan.targets) if row.id not in first]

    def _recommendation(self, row: rows.Recommendation) -> Content:
        return {**_plain(row), "leads": self._officers(row), **self._links(row), **self._stated(row)} | {
            "parsed": filled({"rating": self._rating(row)})
        }

    def _judgement(self, row: rows.Judgement) -> Content:
        scheme = self.plan.rating_schemes.get(row.scheme_id)
        named = {"scheme": scheme.name, "scheme_version": scheme.version} if scheme else {}
        return {**self._subject(row.subject_id), **_plain(row), **named}

    def _update(self, row: rows.Update) -> Content:
        return {**self._subject(row.subject_id), **_plain(row)}

    def _waiver(self, row: rows.Waiver) -> Content:
        return {**self._subject(row.subject_id), **_plain(row)}

    def _dispatch(self, row: rows.Dispatch) -> Content:
        officer = self.plan.officers.get(row.officer_id)
        return {"to": self._name(officer) if officer else "", **_plain(row)}

    def _answer(self, row: rows.Answer) -> Content:
        return {**self._subject(row.subject_id), **_plain(row)}

    def _commentary(self, row: rows.Commentary) -> Content:
        return {**_plain(row), **self._section(row), "kpi_refs": self._links(row).get("kpi_refs", [])}

    def _passage(self, row: rows.Passage) -> Content:
        picture = self.plan.pictures.get(row.picture_id)
        return {**_plain(row), "picture": self._name(picture) if picture else ""}

    def _log_entry(self, row: rows.LogEntry) -> Content:
        meeting, owners = self.plan.meetings.get(row.meeting_id), self._officers(row)
        parsed = {"when": due_as_typed(row.due).parsed, "complete": is_complete(row.complete)}
        return {
            **_plain(row),
            "owner": next(iter(owners), ""),
            "further_owners": owners[1:],
            "raised_at": self._name(meeting) if meeting else "",
            **self._links(row),
            "parsed": filled(parsed),
        }

    def _links(self, row: Row) -> Content:
        """The refs of what a thing is linked to; withdrawn things too, so that a link is not lost on the way."""
        found: dict[str, list[str]] = {"action_refs": [], "kpi_refs": [], "recommendation_refs": []}
        for link in self.plan.links.where("from_id", row.id):
            for word, kind in SUBJECTS.items():
                if link.to_id in self.plan.table(kind):
                    found[f"{word}_refs"].append(self._name(self.plan.table(kind)[link.to_id]))
        return filled(found)

    def _officers(self, row: Row) -> list[str]:
        links = self.plan.links.where("from_id", row.id)
        return [self._name(officer) for link in links if (officer := self.plan.officers.get(link.to_id))]

    def _stated(self, row: Row) -> Content:
        judgements = self.plan.judgements.where("subject_id", row.id)
        updates = self.plan.updates.where("subject_id", row.id)
        return {
            "rating_raw": judgements[-1].rating if judgements else "",
            "update": updates[-1].text if updates else "",
        }

    def _rating(self, row: Row) -> str:
        judgements = self.plan.judgements.where("subject_id", row.id)
        rating = find_rating(self.plan, judgements[-1].scheme_id, judgements[-1].rating) if judgements else None
        return rating.word if rating else ""

    def _theme(self, theme_id: str | None) -> Content:
        theme = self.plan.themes.get(theme_id)
        return {"theme_ref": self._theme_ref(theme), "theme_title": theme.title} if theme else {}

    def _theme_ref(self, theme: rows.Theme) -> str:
        """Blank where the title that stands beside it names the theme."""
        return theme.id if self._name(theme) == theme.id else theme.ref

    def _section(self, row: rows.Placement | rows.Commentary) -> Content:
        theme = self.plan.themes.get(row.theme_id)
        return {"theme_ref": self._theme_ref(theme), "section": theme.title} if theme else {"section": row.section}

    def _targets(self, kpi: Kpi) -> list[rows.Target]:
        return [row for row in _ordered(self.plan.targets) if row.kpi_id == kpi.id]

    def _subject(self, id: str) -> Content:
        found = ((word, self.plan.table(kind).get(id)) for word, kind in SUBJECTS.items())
        return next({"kind": word, "ref": self._name(row)} for word, row in found if row is not None)

    def _name(self, row: Row) -> str:
        """What a thing is called, or its id where it has no name of its own."""
        name = next(iter(names_of(row)), "")
        return name if name and self._called[type(row), name_key(name)] == 1 else row.id

    def _kpi_name(self, id: str) -> Content:
        kpi = self.plan.kpis[id]
        if self._name(kpi) == kpi.ref:
            return {"kpi_ref": kpi.ref}
        place = next(iter(self.plan.placements.where("kpi_id", id)), None)
        section = self._section(place).get("section", "") if place else ""
        return {"kpi_id": id, "kpi_ref": kpi.ref, "section": section, "kpi_title": kpi.title}


def _plain(row: Row) -> Content:
    told = {key: getattr(row, name) for key, name in PLAIN[type(row)].items()}
    return filled({"id": row.id, "withdrawn_at": row.withdrawn_at, **told})


def _name_keys(row: Row) -> set[tuple[type[Row], str]]:
    return {(type(row), name_key(name)) for name in names_of(row)}


def _ordered(table: Table[Any]) -> Iterable[Any]:
    return sorted(table, key=lambda row: row.order)
