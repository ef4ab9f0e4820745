"""Rating schemes: the presets, one made of what a plan prints, and the rating that a typed word means."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from waymark.domain.edits import new_id
from waymark.domain.plan import Plan
from waymark.domain.rank import spread
from waymark.domain.rows import Rating, RatingScheme, Row
from waymark.domain.text import plain_signs

EVERYTHING = "action kpi recommendation"
ALIASES = {"yellow": "amber"}
"""Words that people write for another one where the scheme lacks theirs (C14: “Yellow” was printed for Amber)."""


def preset(name: str) -> tuple[Row, ...]:
    """The rows of one of the schemes that ship with Waymark, for everything that can be rated."""
    data = _data()
    return _scheme(name, [(word, "", data["words"][word]["meaning"]) for word in data["presets"][name]])


def printed_scheme(printed: Iterable[tuple[str, str, str]]) -> tuple[Row, ...]:
    """The rows of a scheme as a plan prints it: word, letter (may be blank) and meaning of each rating."""
    return _scheme("As printed", list(printed))


def find_rating(plan: Plan, scheme_id: str | None, typed: str) -> Rating | None:
    """The rating of that scheme which a typed word or letter means; None where it means none."""
    ratings = plan.ratings.where("scheme_id", scheme_id)
    key = plain_signs(typed).replace("*", "").strip().casefold()
    for sought in (key, ALIASES.get(key)):
        for rating in ratings:
            if sought and sought in (plain_signs(rating.word).casefold(), rating.letter.casefold()):
                return rating
    return None


def scheme_for(plan: Plan, kind: str) -> RatingScheme | None:
    """The scheme in force for `action`, `kpi` or `recommendation`: of those for it, the latest version."""
    fitting = [scheme for scheme in plan.rating_schemes.live() if kind in scheme.applies_to.split()]
    return max(fitting, key=lambda scheme: scheme.version, default=None)


def scheme_words(plan: Plan, kind: str) -> tuple[str, ...]:
    """The ratings of the scheme in force for `action`, `kpi` or `recommendation`, in order."""
    scheme = scheme_for(plan, kind)
    return tuple(rating.word for rating in plan.ratings.where("scheme_id", scheme.id)) if scheme else ()


def is_preset(plan: Plan, scheme: RatingScheme) -> bool:
    """Whether a scheme still is one that ships with Waymark, so that its meanings are nobody's own words."""
    words, preset_words = _data()["words"], _data()["presets"].get(scheme.name)
    ratings = plan.ratings.where("scheme_id", scheme.id)
    return [(each.word, each.meaning) for each in ratings] == [
        (word, words[word]["meaning"]) for word in preset_words or ()
    ] and preset_words is not None


def _scheme(name: str, printed: list[tuple[str, str, str]]) -> tuple[Row, ...]:
    scheme = RatingScheme(id=new_id(), name=name, applies_to=EVERYTHING, rank=spread(1)[0])
    ratings = (
        Rating(id=new_id(), scheme_id=scheme.id, rank=rank, word=word, meaning=meaning, **_looks(word, letter))
        for (word, letter, meaning), rank in zip(printed, spread(len(printed)), strict=True)
    )
    return (scheme, *ratings)


def _looks(word: str, letter: str) -> dict[str, str]:
    data = _data()
    known = {name.casefold(): looks for name, looks in data["words"].items()}
    looks = known.get(plain_signs(word).casefold(), data["other"])
    return {
        "letter": letter or looks.get("letter", word[:1].upper()),
        "colour": looks["colour"],
        "shape": looks["shape"],
    }


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("waymark_resources").joinpath("schemes.toml").read_text(encoding="utf-8"))
