"""Leads who are missing, named twice, or written in several ways."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from itertools import takewhile

from waymark.domain.rows import Action, Kpi, Officer, Recommendation, Row
from waymark.domain.text import plain_signs, quoted
from waymark.services.checks.finding import Alike, Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.people import field_words, people_in, post_words, posts_in
from waymark.services.checks.registry import check

LEADS = Family.leads
FEWEST_WORDS = 3


def _same_post(officer: Officer) -> Hashable | None:
    return post_words(officer.label) or None


def _same_field(officer: Officer) -> Hashable | None:
    """Only a field of several words: there may well be a head and a manager of early help."""
    field = field_words(officer.post)
    return field if len(field) >= FEWEST_WORDS and not _people(officer) else None


def _same_person(officer: Officer) -> Hashable | None:
    people = _people(officer)
    return people[0] if len(people) == 1 else None


@check(
    LEADS,
    Severity.warning,
    Action,
    Recommendation,
    reads="links",
    throughout="officers",
    suggests="Name the post that answers for it.",
    example="Action 3.2.1 has no lead.",
)
def no_lead(look: Look, row: Action | Recommendation) -> Iterator[Note]:
    """What nobody leads is nobody's to report on."""
    if look.plan.officers.live() and not look.plan.linked(row.id, Officer):
        yield Note(f"{thing(look, row)} has no lead.", "leads", (row.text,))


@check(
    LEADS,
    Severity.warning,
    Action,
    Kpi,
    Recommendation,
    reads="links",
    throughout="officers",
    suggests="Keep one of them.",
    example="Recommendation 2 has one lead twice: “Head of Fieldwork – A Person” and “A Person, Head of Fieldwork”.",
)
def lead_twice(look: Look, row: Row) -> Iterator[Note]:
    """One lead under two names on one thing looks like two people who share it."""
    seen: dict[Hashable, Officer] = {}
    for officer in look.plan.linked(row.id, Officer):
        keys = [key for key in (_same_person(officer), _same_post(officer)) if key]
        same = next((seen[key] for key in keys if key in seen), None)
        if same:
            sentence = f"has one lead twice: {quoted(same.label)} and {quoted(officer.label)}."
            yield Note(f"{thing(look, row)} {sentence}", "leads", (same.label, officer.label))
        seen.update(dict.fromkeys(keys, officer))


@check(
    LEADS,
    Severity.warning,
    Officer,
    alike=_same_post,
    suggests="Give everything to one of them and withdraw the other.",
    example="One post stands twice in the register: “Head of Care & Support” and “Head of Care and Support”.",
)
def post_spelt_twice(look: Look, officer: Officer) -> Iterator[Note]:
    """One post that is written in two ways counts as two leads, and each gets half of the tracker."""
    yield from _beside(look, officer, "One post stands twice in the register", _same_person)


@check(
    LEADS,
    Severity.note,
    Officer,
    alike=_same_field,
    suggests="If it is one post under an older name, give everything to one and withdraw the other.",
    example="Two posts may be one: “Manager, Skills, Work and Learning” and “Head of Work, Learning and Skills”.",
)
def post_renamed(look: Look, officer: Officer) -> Iterator[Note]:
    """Two posts for the same field may be one that was renamed in some places only."""
    yield from _beside(look, officer, "Two posts may be one", _same_post)


@check(
    LEADS,
    Severity.warning,
    Officer,
    alike=_same_person,
    suggests="Write the post in one way, with the person's name in a column of its own.",
    example="One person has two posts: “Head of Fieldwork – A Person” and “A Person, Head of Service”.",
)
def person_twice(look: Look, officer: Officer) -> Iterator[Note]:
    """A person who stands in the register with two posts counts as two leads, and each gets half of the tracker."""
    yield from _beside(look, officer, "One person has two posts")


@check(
    LEADS,
    Severity.note,
    Officer,
    suggests="Keep the post, and put the name into the register's own column for it.",
    example="A post and a person's name are one in “Head of Fieldwork – A Person”.",
)
def person_in_post(look: Look, officer: Officer) -> Iterator[Note]:
    """A name within a post has to be changed everywhere when somebody else takes it up."""
    if len(people_in(officer.post)) == 1:
        yield Note(f"A post and a person's name are one in {quoted(officer.post)}.", "post", (officer.post,))


@check(
    LEADS,
    Severity.warning,
    Officer,
    suggests="Part them with a line break, so that each has its own row and tracker.",
    example="More than one lead stands in “Head of Safeguarding Head of Children in Care”.",
)
def leads_joined(look: Look, officer: Officer) -> Iterator[Note]:
    """Several leads that stand in one name get no tracker of their own."""
    if posts_in(officer.post) > 1 or len(people_in(officer.post)) > 1:
        yield Note(f"More than one lead stands in {quoted(officer.post)}.", "post", (officer.post,))


def _people(officer: Officer) -> tuple[str, ...]:
    named = re.sub(r"\W+", "", plain_signs(officer.name)).casefold()
    return (named,) if named else people_in(officer.post)


def _beside(look: Look, officer: Officer, why: str, apart: Alike | None = None) -> Iterator[Note]:
    """A note on an officer beside the first who is alike and comes before; by `apart` the two must not be alike."""
    before = takewhile(lambda each: each is not officer, look.peers(officer))
    other = next((each for each in before if apart is None or not apart(each) or apart(each) != apart(officer)), None)
    if isinstance(other, Officer):
        names = quoted(other.label), quoted(officer.label)
        yield Note(f"{why}: {names[0]} and {names[1]}.", "post", (other.label, officer.label))
