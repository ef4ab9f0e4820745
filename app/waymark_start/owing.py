"""Who owes what for a period, told on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.text import shortened
from waymark.exchange.papers.wording import counted
from waymark.services.returns import Owed, Returns

NOBODY = "Nobody is named"


def in_words(found: Returns) -> str:
    """A paragraph for each lead."""
    owing = [each for each in found.owed if each.count]
    updates = {row.id for each in owing for row in (*each.actions, *each.recommendations)}
    readings = {row.id for each in owing for row in each.kpis}
    head = (
        f"For {found.period.label}, {len(owing)} of {len(found.owed)} leads still owe something: "
        f"{counted(len(updates), 'update')} and {counted(len(readings), 'reading')}."
    )
    general = [*_trackers(found.sent, found.taken_in)]
    told = ["", "Trackers for everybody", *general] if general else []
    return "\n".join([head, *(line for each in found.owed for line in _lead(each)), *told])


def as_json(found: Returns) -> str:
    """The same for programs."""
    content = {
        "period": found.period.key,
        "leads": [_lead_as_json(each) for each in found.owed],
        "sent_to_everybody": [*map(_sent, found.sent)],
        "taken_in_of_no_lead": [*map(_taken, found.taken_in)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _lead(owed: Owed) -> Iterator[str]:
    yield ""
    done = f"owes {owed.count} of {owed.of}" if owed.count else f"has reported all {owed.of}"
    yield f"{owed.officer.label if owed.officer else NOBODY}: {done}"
    yield from (f"  update   {_named(row.ref, row.text)}" for row in owed.actions)
    yield from (f"  update   {_named(row.ref, row.text)}" for row in owed.recommendations)
    yield from (f"  reading  {_named(row.ref, row.title)}" for row in owed.kpis)
    yield from _trackers(owed.sent, owed.taken_in)


def _trackers(sent: Sequence[Dispatch], taken: Sequence[Receipt]) -> Iterator[str]:
    yield from (f"  sent     {each.at[:10]}, {each.file}" for each in sent)
    for each in taken:
        counts = f"{each.new} new, {each.changed} changed, {each.conflicts} in conflict, {each.refused} refused"
        yield f"  came     {each.at[:10]}, {each.file}: {counts}"


def _named(ref: str, text: str) -> str:
    return f"{ref}  {shortened(text)}".strip()


def _lead_as_json(owed: Owed) -> dict[str, Any]:
    return {
        "lead": owed.officer.label if owed.officer else None,
        "of": owed.of,
        "owes": owed.count,
        "actions": [{"ref": row.ref, "text": row.text} for row in owed.actions],
        "kpis": [{"ref": row.ref, "title": row.title} for row in owed.kpis],
        "recommendations": [{"ref": row.ref, "text": row.text} for row in owed.recommendations],
        "sent": [*map(_sent, owed.sent)],
        "taken_in": [*map(_taken, owed.taken_in)],
    }


def _sent(dispatch: Dispatch) -> dict[str, Any]:
    return {"tracker": dispatch.id, "file": dispatch.file, "at": dispatch.at, "position": dispatch.position}


def _taken(receipt: Receipt) -> dict[str, Any]:
    counts = {name: getattr(receipt, name) for name in ("new", "changed", "conflicts", "refused")}
    return {"tracker": receipt.tracker, "file": receipt.file, "at": receipt.at, **counts}
