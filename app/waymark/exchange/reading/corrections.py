"""What a person has said of columns in other people's workbooks: kept in the plan by the header's fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import NAMESPACE_OID, uuid5

from waymark.domain.changes import Change
from waymark.domain.edits import Edits
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.domain.rows import ColumnRole
from waymark.domain.text import quoted
from waymark.exchange.reading.vocabulary import NO_ROLE, READING, fingerprint, vocabulary

LEAVE_OUT = "leave out"
"""What a person says of a column that is not to be read."""


def roles() -> tuple[str, ...]:
    """Every role that a column may be given, for people."""
    return (*(_words(role) for role in vocabulary()["roles"]), READING, LEAVE_OUT)


def corrections_in(plan: Plan) -> dict[str, str]:
    """What is kept in a plan: a header's fingerprint, its role."""
    return {row.fingerprint: row.role for row in plan.column_roles.live()}


def explained(said: Iterable[str]) -> dict[str, str]:
    """What was typed as “Header=role”. Raises Refused, in words, for what names no role or no header."""
    return dict(map(_explained, said))


def kept(plan: Plan, corrections: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes that keep corrections in a plan."""
    edits = Edits(plan)
    for header, role in corrections.items():
        id = str(uuid5(NAMESPACE_OID, f"column {header}"))
        known = plan.column_roles.get(id) or next(iter(plan.column_roles.where("fingerprint", header)), None)
        if known is None:
            edits.insert(ColumnRole(id=id, fingerprint=header, role=role))
        else:
            edits.set(known, role=role, withdrawn_at=None)
    return edits.changes()


def forgotten(plan: Plan, corrections: Mapping[str, str], at: str) -> tuple[Change, ...]:
    """The changes that take back what a plan keeps beside those corrections; `at` is the time of it (ISO 8601)."""
    edits = Edits(plan)
    for row in plan.column_roles.live():
        if row.fingerprint not in corrections:
            edits.set(row, withdrawn_at=at)
    return edits.changes()


def _explained(said: str) -> tuple[str, str]:
    header, is_said, role = said.rpartition("=")
    by_words = dict(_by_words())
    wanted = fingerprint(role)
    if not is_said or not fingerprint(header) or wanted not in by_words:
        raise Refused(
            f"{quoted(said)} does not say what a column is. Nothing was changed; write “Header=role” with one of the "
            f"roles {', '.join(roles())}."
        )
    return fingerprint(header), by_words[wanted]


def _by_words() -> Iterator[tuple[str, str]]:
    for role in (*vocabulary()["roles"], READING):
        yield fingerprint(_words(role)), role
    yield fingerprint(LEAVE_OUT), NO_ROLE


def _words(role: str) -> str:
    return role.replace("_", " ")
