"""What the ratings of a scheme mean beside each other, and ratings stated in words that are not its own."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.domain.rows import Action, Kpi, Rating, RatingScheme, Recommendation
from waymark.domain.text import plain_signs, quoted
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.ratings import judgement_in
from waymark.services.schemes import Role, find_rating, is_preset, meant, scheme_for
from waymark.services.suggestions import tolerance

RATINGS = Family.ratings
SLIPPED = ("slipped", "slippage", "behind", "overdue", "late")


@check(
    RATINGS,
    Severity.warning,
    RatingScheme,
    reads="ratings",
    suggests="Say in each meaning how it differs, or do without one of them.",
    example="Green (“Done, or the figures have reached their target”) and Blue (“Done”) both mean complete.",
)
def scheme_overlap(look: Look, scheme: RatingScheme) -> Iterator[Note]:
    """Two ratings both mean that a thing is complete, so that two people rate the same thing differently."""
    if _is_in_force(look, scheme) and not is_preset(look.plan, scheme):
        said = [each for each in _ratings(look, scheme) if Role.complete in meant(each.meaning)]
        if len(said) > 1:
            named = " and ".join(f"{each.word} ({quoted(each.meaning)})" for each in said)
            yield Note(f"{named} both mean complete.", "meaning", tuple(each.meaning for each in said), said[0])


@check(
    RATINGS,
    Severity.note,
    RatingScheme,
    reads="ratings",
    suggests="Print the meanings with every table of ratings, so that nobody takes it for trouble.",
    example="Amber means “on track” in this scheme, which many readers take for trouble.",
)
def amber_on_track(look: Look, scheme: RatingScheme) -> Iterator[Note]:
    """Most plans call Amber what may go wrong; where it means on track, a reader from elsewhere is misled."""
    if _is_in_force(look, scheme) and not is_preset(look.plan, scheme):
        for each in _ratings(look, scheme):
            if each.word.casefold() == "amber" and meant(each.meaning) == {Role.on_track}:
                sentence = (
                    f"{each.word} means {quoted(each.meaning)} in this scheme, which many readers take for trouble."
                )
                yield Note(sentence, "meaning", (each.meaning,), each)


@check(
    RATINGS,
    Severity.note,
    RatingScheme,
    reads="ratings",
    suggests="Say how late is late, such as “slipped by more than a month”.",
    example="Red means “slipped”, and nobody has said by how much.",
)
def slipped_without_tolerance(look: Look, scheme: RatingScheme) -> Iterator[Note]:
    """A date that has slipped by a day is rated as one that has slipped by half a year."""
    if scheme_for(look.plan, "action") != scheme or is_preset(look.plan, scheme):
        return
    for each in _ratings(look, scheme):
        words = plain_signs(each.meaning).casefold()
        if (
            Role.overdue in meant(each.meaning)
            and any(word in words for word in SLIPPED)
            and not tolerance(each.meaning)
        ):
            sentence = f"{each.word} means {quoted(each.meaning)}, and nobody has said by how much."
            yield Note(sentence, "meaning", (each.meaning,), each)


@check(
    RATINGS,
    Severity.warning,
    Action,
    Kpi,
    Recommendation,
    reads="judgements rating_schemes ratings",
    suggests="Use a word of the scheme.",
    example="KPI W 1 is rated “Yellow” for Nov 2017; the scheme has no such word, and it is read as Amber.",
)
def rating_word(look: Look, row: Action | Kpi | Recommendation) -> Iterator[Note]:
    """A rating is stated in a word that its scheme does not have, and counts wrongly or not at all."""
    stated = judgement_in(look.plan, row, look.period)
    typed = stated.rating.strip() if stated else ""
    if stated is None or not typed or _schemeless(look, row):
        return
    rating = find_rating(look.plan, stated.scheme_id, typed)
    if rating and _key(typed) in (_key(rating.word), _key(rating.letter)):
        return
    read = f"it is read as {rating.word}" if rating else "it counts as no rating"
    sentence = f"is rated {quoted(typed)} for {look.period.label}; the scheme has no such word, and {read}."
    yield Note(f"{thing(look, row)} {sentence}", "rating", (typed,))


def _is_in_force(look: Look, scheme: RatingScheme) -> bool:
    return any(scheme_for(look.plan, kind) == scheme for kind in scheme.applies_to.split())


def _ratings(look: Look, scheme: RatingScheme) -> tuple[Rating, ...]:
    return look.plan.ratings.where("scheme_id", scheme.id)


def _schemeless(look: Look, row: Action | Kpi | Recommendation) -> bool:
    return scheme_for(look.plan, type(row).__name__.lower()) is None


def _key(typed: str) -> str:
    return plain_signs(typed).replace("*", "").strip().casefold()
