"""Rating schemes: the presets, one made of what a plan prints, their versions, and what a typed word means in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from waymark.domain.edits import Edits, new_id
from waymark.domain.errors import NotUnderstood
from waymark.domain.plan import Plan, Table
from waymark.domain.rank import spread
from waymark.domain.rows import Rating, RatingScheme, Row
from waymark.domain.rule_words import ALIASES
from waymark.domain.text import plain_signs, plain_words, quoted

KINDS = ("action", "kpi", "recommendation")
EVERYTHING = " ".join(KINDS)
USUAL = "Red, Amber, Green"
"""The preset that stands in where there is no plan to ask."""
SHAPES = ("circle", "square", "triangle", "diamond", "star")
"""The shapes that a rating may have, so that its colour is never alone."""
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


class Role(StrEnum):
    """How far an action is, as far as a rating can say it."""

    overdue = "overdue"
    on_track = "on track"
    complete = "complete"
    not_started = "not started"


def preset(name: str, applies_to: str = EVERYTHING) -> tuple[Row, ...]:
    """The rows of one of the schemes that ship with Waymark, for some or all of what can be rated."""
    printed = [(word, "", meaning) for word, meaning in _preset_meanings(name)]
    return _scheme(name, printed, applies_to)


def preset_names() -> tuple[str, ...]:
    """What the schemes that ship with Waymark are called."""
    return tuple(_data()["presets"])


def printed_scheme(printed: Iterable[tuple[str, str, str]]) -> tuple[Row, ...]:
    """The rows of a scheme as a plan prints it: word, letter (may be blank) and meaning of each rating."""
    return _scheme("As printed", list(printed), EVERYTHING)


def find_rating(plan: Plan, scheme_id: str | None, typed: str) -> Rating | None:
    """The rating of that scheme which a typed word or letter means; None where it means none."""
    known = plan.ratings.derived_where("scheme_id", scheme_id, _by_key)
    key = _key(typed)
    return known.get(key) or known.get(ALIASES.get(key, ""))


def scheme_for(plan: Plan, kind: str) -> RatingScheme | None:
    """The scheme in force for `action`, `kpi` or `recommendation`: of those for it, the latest version."""
    return plan.rating_schemes.derived(_in_force).get(kind)


def scheme_words(plan: Plan, kind: str) -> tuple[str, ...]:
    """The ratings of the scheme in force for `action`, `kpi` or `recommendation`, in order."""
    scheme = scheme_for(plan, kind)
    return tuple(rating.word for rating in plan.ratings.where("scheme_id", scheme.id)) if scheme else ()


def best_first(plan: Plan | None, kind: str) -> tuple[str, ...]:
    """The words of the scheme in force, the best first and last those that say nothing of how well a thing goes.

    Without a plan they are Green, Amber and Red.
    """
    if plan is None:
        return _sorted(_data()["presets"][USUAL])
    scheme = scheme_for(plan, kind)
    return plan.ratings.derived_where("scheme_id", scheme.id, _words_best_first) if scheme else ()


def every_word() -> tuple[str, ...]:
    """The words that say in any preset how good a figure is, best first: for a rule of no plan in particular."""
    return tuple(_data()["standing"]["of_figures"])


def standing(word: str) -> int | None:
    """How well a rating says that a thing goes, 1 for the best; None for a word that does not say."""
    return _standings().get(_key(word))


def role_word(plan: Plan, kind: str, role: Role) -> str:
    """The word in force that says of a thing that it is overdue, on track, complete or not started; blank if none does.

    Its meaning decides before its name: in one plan Amber is on track (B02). Of several the best counts, so that what
    is complete is Blue where Green may also mean on target (B01), and for what is overdue the worst.
    """
    rating = role_rating(plan, kind, role)
    return rating.word if rating else ""


def role_rating(plan: Plan, kind: str, role: Role) -> Rating | None:
    """The rating in force that `role_word` names."""
    scheme = scheme_for(plan, kind)
    fitting = [each for each in plan.ratings.where("scheme_id", scheme.id) if role in roles(each)] if scheme else []
    sign = -1 if role is Role.overdue else 1

    def place(rating: Rating) -> tuple[bool, int]:
        return not _says(role, rating.meaning), sign * (standing(rating.word) or len(_standings()))

    return min(fitting, key=place, default=None)


def roles(rating: Rating) -> frozenset[Role]:
    """What a rating says of how far a thing is: by its meaning, else by its name."""
    return meant(rating.meaning) or frozenset(
        role for role in Role if _key(rating.word) in map(_key, _data()["roles"][role]["names"])
    )


def meant(meaning: str) -> frozenset[Role]:
    """What a meaning alone says of how far a thing is."""
    return frozenset(role for role in Role if _says(role, meaning))


def kinds_of(plan: Plan, scheme: RatingScheme) -> tuple[str, ...]:
    """For which of `action`, `kpi` and `recommendation` a scheme is in force."""
    return tuple(kind for kind in KINDS if (found := scheme_for(plan, kind)) and found.id == scheme.id)


def next_version(plan: Plan) -> int:
    """The number of a version that is to be in force whatever there was before."""
    return max((each.version for each in plan.rating_schemes), default=0) + 1


def stays_in_place(plan: Plan, scheme: RatingScheme) -> bool:
    """Whether a scheme is to be changed in place, to be for the kinds that `scheme` names.

    Not where judgements stand under it, where it is to stay as it is for a kind that is no longer among them, or where
    it is to take a kind over from another scheme.
    """
    wanted = scheme.applies_to.split()
    others = (
        kind for kind in KINDS if (found := scheme_for(plan, kind)) and (found.id == scheme.id) != (kind in wanted)
    )
    known = scheme.id in plan.rating_schemes
    return known and not plan.judgements.where("scheme_id", scheme.id) and next(others, None) is None


def revised(plan: Plan, scheme: RatingScheme, ratings: Sequence[Rating], at: str) -> Edits:
    """The changes that make a scheme what is given: in place, or as a new version (see `stays_in_place`).

    `scheme` may have a new name, be for other things or be a first one; `ratings` are in order, and known by their ids
    as far as they have been there. What was judged keeps the version under which it was judged, and a kind that the
    scheme is no longer for the version in force. Where nothing differs, nothing changes. `at` is when a rating that is
    not among them is withdrawn (ISO 8601). Raises NotUnderstood for ratings that cannot be told apart.
    """
    expect_distinct(scheme, ratings)
    edits = Edits(plan)
    if _is_as_it_was(plan, scheme, ratings):
        return edits
    if not stays_in_place(plan, scheme):
        version = replace(scheme, id=new_id(), version=next_version(plan))
        edits.insert(version, *(replace(each, id=new_id(), scheme_id=version.id) for each in _ranked(ratings)))
        return edits
    edits.set(plan.rating_schemes[scheme.id], name=scheme.name, applies_to=scheme.applies_to)
    for rating in plan.ratings.where("scheme_id", scheme.id):
        if rating.id not in {each.id for each in ratings}:
            edits.set(rating, withdrawn_at=at)
    for rating in _ranked(ratings):
        _put(edits, plan, replace(rating, scheme_id=scheme.id))
    return edits


def expect_distinct(scheme: RatingScheme, ratings: Sequence[Rating]) -> None:
    """Raises NotUnderstood, in words, where what is typed for a rating would not say which one is meant."""
    if not scheme.name.strip():
        raise NotUnderstood("The scheme needs a name.")
    if not scheme.applies_to.split():
        raise NotUnderstood("Tick at least one kind of thing that is rated under it.")
    if not ratings:
        raise NotUnderstood("A scheme needs at least one rating.")
    known: dict[str, Rating] = {}
    for place, rating in enumerate(ratings, start=1):
        if not _key(rating.word):
            raise NotUnderstood(f"Rating {place} has no word. Type one, or remove the rating.")
        if ":" in rating.word:
            raise NotUnderstood(
                f"{quoted(rating.word)} has a colon in it, which stands between a rating and its reason."
            )
        if rating.colour:
            read_colour(rating.colour)
        for text in {_key(rating.word), _key(rating.letter)} - {""}:
            other = known.setdefault(text, rating)
            if other is not rating:
                raise NotUnderstood(_not_distinct(other, rating, text))


def begun_rating() -> Rating:
    """A rating that is to get its word."""
    return Rating(id=new_id(), scheme_id="", **_data()["other"])


def worded(rating: Rating, word: str) -> Rating:
    """The rating with that word; one just begun is given the letter, colour and shape that the word usually has."""
    is_begun = not rating.word and {"colour": rating.colour, "shape": rating.shape} == _data()["other"]
    return replace(rating, word=word, **(_looks(word, rating.letter) if is_begun else {}))


def read_colour(typed: str) -> str:
    """A colour as `#rrggbb`. Raises NotUnderstood for what is none."""
    code = _COLOUR.fullmatch(typed.strip())
    if code is None:
        raise NotUnderstood(f"{quoted(typed)} is no colour. Type # and six of 0–9 and a–f, such as #ffc000.")
    return f"#{code[1].lower()}"


def is_preset(plan: Plan, scheme: RatingScheme) -> bool:
    """Whether a scheme still is one that ships with Waymark, so that its meanings are nobody's own words."""
    ratings = plan.ratings.where("scheme_id", scheme.id)
    return scheme.name in preset_names() and [(each.word, each.meaning) for each in ratings] == _preset_meanings(
        scheme.name
    )


def _preset_meanings(name: str) -> list[tuple[str, str]]:
    data = _data()
    own = data["meanings"].get(name, {})
    return [(word, own.get(word) or data["words"][word]["meaning"]) for word in data["presets"][name]]


def _scheme(name: str, printed: list[tuple[str, str, str]], applies_to: str) -> tuple[Row, ...]:
    scheme = RatingScheme(id=new_id(), name=name, applies_to=applies_to, rank=spread(1)[0])
    ratings = (
        Rating(id=new_id(), scheme_id=scheme.id, rank=rank, word=word, meaning=meaning, **_looks(word, letter))
        for (word, letter, meaning), rank in zip(printed, spread(len(printed)), strict=True)
    )
    return (scheme, *ratings)


def _is_as_it_was(plan: Plan, scheme: RatingScheme, ratings: Sequence[Rating]) -> bool:
    known = plan.rating_schemes.get(scheme.id)
    same = known is not None and (known.name, set(kinds_of(plan, known))) == (
        scheme.name,
        set(scheme.applies_to.split()),
    )
    return same and [*map(_as_seen, plan.ratings.where("scheme_id", scheme.id))] == [*map(_as_seen, ratings)]


def _as_seen(rating: Rating) -> tuple[str, ...]:
    return rating.word, rating.letter, rating.meaning, rating.colour, rating.shape


def _not_distinct(one: Rating, other: Rating, key: str) -> str:
    """Which two ratings a text would mean, in words."""
    if _key(one.word) == _key(other.word):
        return f"Two ratings have the word {quoted(other.word)}. Give one of them another."
    letter = one.letter if _key(one.letter) == key else other.letter
    return f"{quoted(letter)} would mean both {quoted(one.word)} and {quoted(other.word)}. Give one another letter."


def _ranked(ratings: Sequence[Rating]) -> list[Rating]:
    return [replace(each, rank=rank) for each, rank in zip(ratings, spread(len(ratings)), strict=True)]


def _put(edits: Edits, plan: Plan, rating: Rating) -> None:
    known = plan.ratings.get(rating.id)
    if known is None:
        edits.insert(rating)
    else:
        names = ("rank", "letter", "word", "meaning", "colour", "shape", "withdrawn_at")
        edits.set(known, **{name: getattr(rating, name) for name in names})


def _looks(word: str, letter: str) -> dict[str, str]:
    data = _data()
    known = {name.casefold(): looks for name, looks in data["words"].items()}
    looks = known.get(plain_signs(word).casefold(), data["other"])
    return {
        "letter": letter or looks.get("letter", word[:1].upper()),
        "colour": looks["colour"],
        "shape": looks["shape"],
    }


def _key(typed: str) -> str:
    return plain_signs(typed).replace("*", "").strip().casefold()


def _by_key(ratings: tuple[Rating, ...]) -> Mapping[str, Rating]:
    known: dict[str, Rating] = {}
    for rating in ratings:
        for text in (rating.word, rating.letter):
            known.setdefault(_key(text), rating)
    known.pop("", None)
    return known


def _in_force(schemes: Table[RatingScheme]) -> Mapping[str, RatingScheme]:
    latest: dict[str, RatingScheme] = {}
    for scheme in schemes.live():
        for kind in scheme.applies_to.split():
            if kind not in latest or scheme.version > latest[kind].version:
                latest[kind] = scheme
    return latest


def _words_best_first(ratings: tuple[Rating, ...]) -> tuple[str, ...]:
    return _sorted(rating.word for rating in ratings)


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: standing(word) or len(_standings())))


def _says(role: Role, meaning: str) -> bool:
    return _forms()[role].search(plain_words(meaning)) is not None


@cache
def _forms() -> Mapping[Role, re.Pattern[str]]:
    """What a meaning says of each role; “not complete” and “not yet complete” do not say “complete”."""
    said = {role: "|".join(map(re.escape, _data()["roles"][role]["says"])) for role in Role}
    return {role: re.compile(rf"(?<!\bnot )(?<!\bnot yet )\b(?:{words})\b") for role, words in said.items()}


@cache
def _standings() -> Mapping[str, int]:
    lines = _data()["standing"]["best_first"]
    return {_key(word): place for place, words in enumerate(lines, start=1) for word in words}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("waymark_resources").joinpath("schemes.toml").read_text(encoding="utf-8"))
