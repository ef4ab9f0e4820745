"""What the dialog says of schemes: which is in force for what, and what becomes of what was rated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from waymark.domain.plan import Plan
from waymark.domain.rows import RatingScheme
from waymark.exchange.papers.wording import capital, counted, listed, plural
from waymark.services.schemes import KINDS, kinds_of, next_version, scheme_for, stays_in_place

IN_PLACE = "Nothing is rated under it yet; it is changed in place."


def kind_names(plan: Plan) -> Mapping[str, str]:
    """What this council calls the kinds of things that are rated, in the plural."""
    words = (plural(plan.cover.action_word), f"{plan.cover.kpi_word}s", "recommendations")
    return dict(zip(KINDS, map(capital, words), strict=True))


def in_force(plan: Plan, kind: str) -> str:
    """A kind of thing with the scheme in force for it: `Actions: Red, Amber, Green (version 1)`."""
    scheme = scheme_for(plan, kind)
    return f"{kind_names(plan)[kind]}: {f'{scheme.name} (version {scheme.version})' if scheme else 'none yet'}"


def consequence(plan: Plan, scheme: RatingScheme) -> str:
    """What becomes of what was rated when a scheme is changed, to be for the kinds that `scheme` names."""
    return IN_PLACE if stays_in_place(plan, scheme) else " ".join(_of_a_version(plan, scheme))


def _of_a_version(plan: Plan, scheme: RatingScheme) -> Iterator[str]:
    names, wanted, held = kind_names(plan), scheme.applies_to.split(), kinds_of(plan, scheme)
    stated = len(plan.judgements.where("scheme_id", scheme.id))
    if stated:
        stands, keeps = ("stands", "it keeps") if stated == 1 else ("stand", "they keep")
        yield f"{counted(stated, 'rating')} {stands} under version {scheme.version}; {keeps} it."
    if left := [names[kind] for kind in held if kind not in wanted]:
        yield f"Version {scheme.version} stays in force for {listed(left)}."
    for kind in wanted:
        other = scheme_for(plan, kind)
        if other is not None and other.id != scheme.id:
            yield f"For {names[kind]} it takes the place of “{other.name}” (version {other.version})."
    known = scheme.id in plan.rating_schemes
    yield f"{'What you change' if known else 'This'} becomes version {next_version(plan)}."
