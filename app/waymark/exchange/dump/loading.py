"""From a dump to the changes that make a plan of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from waymark.domain.assignment import named_field
from waymark.domain.changes import Change, Insert
from waymark.domain.edits import link_id, new_id
from waymark.domain.errors import Refused
from waymark.domain.rank import between, spread
from waymark.domain.ref import parse_refs
from waymark.domain.rows import (
    Action,
    Answer,
    ColumnRole,
    Commentary,
    Comparator,
    Cover,
    Definition,
    Dispatch,
    Judgement,
    Kpi,
    Link,
    LogEntry,
    Meeting,
    Objective,
    Officer,
    Passage,
    Picture,
    Placement,
    Ranked,
    Rating,
    RatingScheme,
    Reading,
    Receipt,
    Recommendation,
    Row,
    Target,
    Theme,
    Update,
    Waiver,
)
from waymark.exchange.dump.content import Item, items, period_key, plain_fields, text, texts
from waymark.exchange.dump.register import Register, in_section, names_of
from waymark.exchange.dump.shape import SUBJECTS, WORDS
from waymark.services.schemes import preset, printed_scheme

R = TypeVar("R", bound=Row)
T = TypeVar("T")


def loaded(content: Item) -> tuple[Change, ...]:
    """The changes that make an empty plan the dumped one. Raises Refused, in words, for a dump that cannot be right."""
    loading = _Loading(content)
    for step in (
        loading.cover,
        loading.schemes,
        loading.officers,
        loading.themes,
        loading.kpis,
        loading.figures,
        loading.actions,
        loading.recommendations,
        loading.log,
        loading.prose,
        loading.judgements,
        loading.updates,
        loading.waivers,
        loading.trackers,
    ):
        step()
    return tuple(Insert(row) for row in loading.rows)


class _Loading:
    def __init__(self, content: Item) -> None:
        self.content = content
        self.rows: list[Row] = []
        self._register = Register()
        self._linked: set[tuple[str, str]] = set()
        self._told: set[tuple[str, ...]] = set()
        self._stated: list[tuple[Row, Item]] = []
        self._placed: list[tuple[Kpi, Item]] = []
        self._targets: list[tuple[Kpi, Item]] = []

    def cover(self) -> None:
        about = self.content["plan"]
        words = about.get("words") or {}
        called = {WORDS[level]: text(words, level) for level in WORDS if text(words, level)}
        self._add(Cover, about, **called)

    def schemes(self) -> None:
        listed = [*items(self.content, "rating_schemes")]
        for item, rank in _ranked(listed):
            scheme = self._add(RatingScheme, item, rank, applies_to=" ".join(texts(item, "applies_to")))
            for rating, place in _ranked(items(item, "ratings")):
                self._add(Rating, rating, place, scheme_id=scheme.id)
        if not listed:
            printed = [
                (text(i, "label"), text(i, "code"), text(i, "definition")) for i in items(self.content, "rag_scheme")
            ]
            for row in printed_scheme(printed) if printed else preset("Red, Amber, Green"):
                self._keep(row)

    def officers(self) -> None:
        for item, rank in _ranked(items(self.content, "officers")):
            self._add(Officer, item, rank)

    def themes(self) -> None:
        for item, rank in _ranked(items(self.content, "themes")):
            self._add(Theme, item, rank)
        for item, rank in _ranked(items(self.content, "objectives")):
            self._add(Objective, item, rank, theme_id=self._theme_id(item, "objectives"))

    def kpis(self) -> None:
        for item, rank in _ranked(items(self.content, "kpis")):
            places = [item, *items(item, "also_in")]
            kpi = self._add(
                Kpi, item, rank, names=[in_section(text(p, "section"), text(item, "title")) for p in places]
            )
            self._placed.extend((kpi, place) for place in places)
            for definition, place_rank in _ranked(items(item, "definitions")):
                self._add(Definition, definition, place_rank, kpi_id=kpi.id)
            if text(item, "target_raw") or text(item, "target_due_raw"):
                self._targets.append((kpi, {"raw": item.get("target_raw"), "due_raw": item.get("target_due_raw")}))
            self._lead(kpi, texts(item, "owners"))
            self._stated.append((kpi, item))
        self._placements()

    def figures(self) -> None:
        for item in items(self.content, "readings"):
            kpi = self._register.kpi(item, "readings")
            period = period_key(text(item, "period") or text(item, "period_raw"))
            if period:
                self._only_one("readings", kpi, item, period)
            self._add(Reading, item, kpi_id=kpi.id, period=period)
        further = [(self._register.kpi(item, "targets"), item) for item in items(self.content, "targets")]
        for (kpi, item), rank in _ranked([*self._targets, *further]):
            self._add(Target, item, rank, kpi_id=kpi.id)
        for item, rank in _ranked(items(self.content, "comparators")):
            self._add(Comparator, item, rank, kpi_id=self._register.kpi(item, "comparators").id)

    def actions(self) -> None:
        known = [row.ref for row in self.rows if isinstance(row, Kpi) and row.ref and row.withdrawn_at is None]
        for item, rank in _ranked(items(self.content, "actions")):
            theme, objective = self._theme_id(item, "actions"), self._objective_id(item)
            action = self._add(Action, item, rank, theme_id=theme, objective_id=objective)
            meant = parse_refs(action.kpis, known)
            self._link(action, Kpi, () if meant.everything else meant.refs)
            self._lead(action, texts(item, "leads"))
            self._stated.append((action, item))

    def recommendations(self) -> None:
        for item, rank in _ranked(items(self.content, "recommendations")):
            recommendation = self._add(Recommendation, item, rank)
            self._link(recommendation, Action, texts(item, "action_refs"))
            self._link(recommendation, Kpi, texts(item, "kpi_refs"))
            self._lead(recommendation, texts(item, "leads"))
            self._stated.append((recommendation, item))

    def log(self) -> None:
        for item, rank in _ranked(items(self.content, "meetings")):
            self._add(Meeting, item, rank)
        for item, rank in _ranked(items(self.content, "log_entries")):
            raised = text(item, "raised_at")
            meeting = self._register.find(Meeting, raised, "log entries").id if raised else None
            entry = self._add(LogEntry, item, rank, meeting_id=meeting)
            for kind, key in ((Action, "action_refs"), (Kpi, "kpi_refs"), (Recommendation, "recommendation_refs")):
                self._link(entry, kind, texts(item, key))
            self._lead(entry, [each for each in (text(item, "owner"), *texts(item, "further_owners")) if each])

    def prose(self) -> None:
        for item, rank in _ranked(items(self.content, "commentary")):
            place = self._place(item) | {"period": period_key(text(item, "period_raw")) or self._issue(item)}
            self._link(self._add(Commentary, item, rank, **place), Kpi, texts(item, "kpi_refs"))
        for item in items(self.content, "pictures"):
            self._add(Picture, item)
        for item, rank in _ranked(items(self.content, "passages")):
            period, shown = _key_or_typed(text(item, "period_raw")), text(item, "picture")
            picture = self._register.find(Picture, shown, "passages").id if shown else None
            self._add(Passage, item, rank, period=period, picture_id=picture)

    def judgements(self) -> None:
        told = set()
        for item in items(self.content, "judgements"):
            subject = self._subject(item, "judgements")
            told.add(subject.id)
            period = _key_or_typed(text(item, "period_raw"))
            self._only_one("judgements", subject, item, period)
            self._add(Judgement, item, subject_id=subject.id, period=period, scheme_id=self._scheme_id(item, subject))
        for subject, item in self._stated:
            if text(item, "rating_raw") and subject.id not in told:
                stated = {"rating_raw": item["rating_raw"]}
                scheme, period = self._scheme_id({}, subject), self._issue({})
                self._add(Judgement, stated, subject_id=subject.id, scheme_id=scheme, period=period)

    def updates(self) -> None:
        told = set()
        for item in items(self.content, "updates"):
            subject = self._subject(item, "updates")
            told.add(subject.id)
            period = _key_or_typed(text(item, "period_raw"))
            self._only_one("updates", subject, item, period, text(item, "dated_raw"))
            self._add(Update, item, subject_id=subject.id, period=period)
        for subject, item in self._stated:
            if text(item, "update") and subject.id not in told:
                self._add(Update, {"text": item["update"]}, subject_id=subject.id, period=self._issue({}))

    def waivers(self) -> None:
        for item in items(self.content, "waivers"):
            self._add(Waiver, item, subject_id=self._subject(item, "waivers").id)

    def trackers(self) -> None:
        for item in items(self.content, "dispatches"):
            to = text(item, "to")
            self._add(Dispatch, item, officer_id=self._register.find(Officer, to, "dispatches").id if to else None)
        for item in items(self.content, "receipts"):
            self._add(Receipt, item)
        for item in items(self.content, "answers"):
            self._add(Answer, item, subject_id=self._subject(item, "answers").id)
        for item in items(self.content, "column_roles"):
            self._add(ColumnRole, item)

    def _add(self, kind: type[R], item: Item, rank: str = "", names: Iterable[str] = (), **more: Any) -> R:
        values = plain_fields(item, kind) | more | ({"rank": rank} if issubclass(kind, Ranked) else {})
        row = kind(id=text(item, "id") or new_id(), withdrawn_at=text(item, "withdrawn_at") or None, **values)
        self._keep(row, *names)
        return row

    def _keep(self, row: Row, *names: str) -> None:
        self._register.add(row, *names_of(row), *names)
        self.rows.append(row)

    def _lead(self, subject: Row, labels: Iterable[str]) -> None:
        for label in labels:
            if self._register.seek(Officer, label) is None:
                last = max((row.rank for row in self.rows if isinstance(row, Officer)), default=None)
                self._add(Officer, {named_field(label): label}, between(last, None))
        self._link(subject, Officer, labels)

    def _link(self, row: Row, kind: type[Row], names: Iterable[str]) -> None:
        found = [self._register.find(kind, name, f"{row.table.replace('_', ' ')}") for name in names]
        for other, rank in zip(found, spread(len(found)), strict=True):
            if (row.id, other.id) not in self._linked:
                self._linked.add((row.id, other.id))
                self.rows.append(Link(id=link_id(row.id, other.id), from_id=row.id, to_id=other.id, rank=rank))

    def _theme_id(self, item: Item, told: str) -> str | None:
        name = text(item, "theme_ref") or text(item, "theme_title")
        return self._register.find(Theme, name, told).id if name else None

    def _objective_id(self, item: Item) -> str | None:
        name = text(item, "objective_ref")
        return self._register.find(Objective, name, "actions").id if name else None

    def _placements(self) -> None:
        """Places come in the order of the dump, unless they bring order keys of their own."""
        for (kpi, place), rank in _ranked(self._placed):
            self._add(Placement, {}, text(place, "place") or rank, kpi_id=kpi.id, **self._place(place))

    def _place(self, item: Item) -> dict[str, Any]:
        """Where a KPI or commentary stands; a section that is no theme keeps its own heading."""
        section, block = text(item, "section"), plain_fields(item, Placement).get("block", 1)
        theme = self._register.seek(Theme, text(item, "theme_ref") or section)
        return {"theme_id": theme.id if theme else None, "section": "" if theme else section, "block": block}

    def _subject(self, item: Item, told: str) -> Row:
        kind = SUBJECTS.get(text(item, "kind"))
        if kind is None:
            raise Refused(
                f"The dump's {told} are of an “action”, “kpi” or “recommendation”; one is not. Nothing was loaded."
            )
        return self._register.find(kind, text(item, "ref"), told)

    @cached_property
    def _schemes(self) -> list[RatingScheme]:
        """All schemes; they come before whatever is rated by them."""
        return [row for row in self.rows if isinstance(row, RatingScheme)]

    def _scheme_id(self, item: Item, subject: Row) -> str | None:
        schemes = self._schemes
        named = [
            s for s in schemes if s.name == text(item, "scheme") and str(s.version) == text(item, "scheme_version")
        ]
        word = next(word for word, kind in SUBJECTS.items() if isinstance(subject, kind))
        fitting = named or [scheme for scheme in schemes if word in scheme.applies_to.split()] or schemes
        return fitting[0].id if fitting else None

    def _issue(self, item: Item) -> str:
        """The period of what a dump states without one: the month that the plan's version is dated with."""
        return (
            "" if "period_raw" in item or "id" in item else period_key(text(self.content["plan"], "version_date_raw"))
        )

    def _only_one(self, what: str, subject: Row, item: Item, *when: str) -> None:
        """Of what there is one a period, refuse a second that stands: nobody could say which of them counts."""
        key = (what, subject.id, *when)
        if item.get("withdrawn_at") is None and key in self._told:
            called = getattr(subject, "ref", "") or getattr(subject, "title", "") or getattr(subject, "text", "")
            period = " ".join(filter(None, when)) or "no period in particular"
            raise Refused(f"The dump has two {what} of “{called}” for {period}; nothing was loaded.")
        if item.get("withdrawn_at") is None:
            self._told.add(key)


def _ranked(listed: Iterable[T]) -> Iterator[tuple[T, str]]:
    found = list(listed)
    return zip(found, spread(len(found)), strict=True)


def _key_or_typed(typed: str) -> str:
    return period_key(typed) or typed
