"""What each column of a table is: from the words of its header, and from the values beneath it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from waymark.exchange.reading.found import Column, Kind
from waymark.exchange.reading.headers import SURE, Header, known_as, read_period
from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.looks import looks
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.vocabulary import NO_ROLE, READING, comparator_named, fingerprint, vocabulary

ENOUGH = 0.55
WEIGHT_OF_VALUES = 0.3
UNHEADED = 0.62
"""What the values alone make of a column without a header."""
MOST_OF = 0.6
NEARLY_ALL = 0.8
FEWEST_TO_COMPARE = 3
WIDEST_ROWS = 300
"""How many rows beneath a header are looked at."""
REF, STEP = "ref", "step"
UNKNOWN = "unknown"
UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Strip:
    """A column before anybody knows what it is: its header's levels, and what its values look like."""

    place: int
    names: tuple[str, ...]
    looks: Mapping[str, float]
    hidden: bool = False

    @property
    def header(self) -> str:
        """The composed header."""
        return " – ".join(self.names)

    def share(self, look: str) -> float:
        """The share of its values that look so."""
        return self.looks.get(look, 0.0)


def strips_of(lattice: Lattice, header: Header, bottom: int) -> list[Strip]:
    """The columns under a header down to a row, with the unheaded ones that stand among or right beside them."""
    below = range(header.bottom + 1, min(bottom, header.bottom + WIDEST_ROWS) + 1)
    rows = [row for row in below if lattice.row(row, header.left, header.right)]
    left, right = header.left, header.right
    while left > 1 and left - 1 not in header.cells and _is_beside(lattice, rows, left - 1):
        left -= 1
    while _is_beside(lattice, rows, right + 1):
        right += 1
    strips = (_strip(lattice, header, rows, place) for place in range(left, right + 1))
    return _shared([strip for strip in strips if strip.names or strip.looks["count"]], header)


def assigned(strips: Sequence[Strip], kind: Kind, corrections: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a table if it is of that kind: the best fitting role first.

    Most roles are for one column only, or for one of each period. `corrections` are what a person has said.
    """
    roles: Sequence[str] = vocabulary()["kinds"][kind]["roles"]
    columns = {strip.place: fixed for strip in strips if (fixed := _fixed(strip, kind, corrections))}
    for strip in strips:
        if strip.place not in columns and _holds_refs_of_another(strip, strips, kind):
            columns[strip.place] = Column(strip.place, strip.header, REF, 1.0, "holds the refs of what stands beside")
    taken = {(column.role, column.period) for column in columns.values()}
    claims = sorted(
        (claim for strip in strips if strip.place not in columns for claim in _claims(strip, kind, roles)),
        key=lambda claim: (-round(claim.score, 1), roles.index(claim.role), claim.place),
    )
    for claim in claims:
        if claim.place not in columns and ((claim.role, claim.period) not in taken or _several(claim.role)):
            columns[claim.place] = claim
            taken.add((claim.role, claim.period))
    rest = {strip.place: _unknown(strip) for strip in strips if strip.place not in columns}
    return tuple(column for _, column in sorted((columns | rest).items()))


def _strip(lattice: Lattice, header: Header, rows: Sequence[int], place: int) -> Strip:
    """A column; a row that holds one cell only is no example of its values, but perhaps a heading."""
    examples = [row for row in rows if len(lattice.rows[row]) > 1 or len(header.cells) < FEWEST_TO_COMPARE]
    cells = [cell for row in examples if (cell := lattice.grid.cells.get((row, place)))]
    return Strip(place, header.names(place), looks(cells), place in lattice.grid.hidden_columns)


def _shared(strips: Sequence[Strip], header: Header) -> list[Strip]:
    """The columns, with a header that stands over refs and over what these name given to the latter alone (B24)."""
    found = [*strips]
    for place, (first, second) in enumerate(pairwise(strips)):
        over = header.cells.get(first.place, ())
        is_wide = bool(over) and over[-1].columns > 1 and first.names == (second.names or first.names)
        if is_wide and first.share("ref") >= MOST_OF and second.looks["count"]:
            found[place : place + 2] = [replace(first, names=()), replace(second, names=first.names)]
    return found


def _is_beside(lattice: Lattice, rows: Sequence[int], place: int) -> bool:
    """Whether a column without a header belongs to the table: most rows reach into it."""
    filled = sum(_reaches(lattice.at(row, place)) for row in rows)
    return place <= lattice.right and bool(rows) and filled >= MOST_OF * len(rows) and len(rows) > 1


def _reaches(cell: SheetCell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _several(role: str) -> bool:
    return role == READING or bool(vocabulary()["roles"][role].get("several"))


def _holds_refs_of_another(strip: Strip, strips: Sequence[Strip], kind: Kind) -> bool:
    """Whether a column is headed by what it numbers, and one at its right tells what that is: `PI`, `Description`."""
    subjects = {*vocabulary()["kinds"][kind]["subjects"], STEP}
    if (
        strip.share("ref") < NEARLY_ALL
        or not _is_called(strip, subjects)
        or any(_is_called(each, {REF}) for each in strips)
    ):
        return False
    return any(
        other.place > strip.place
        and _is_called(other, subjects)
        and other.share("words") >= MOST_OF
        and other.share("ref") < MOST_OF
        for other in strips
    )


def _is_called(strip: Strip, roles: Set[str]) -> bool:
    return any(role in roles and score >= SURE for role, (score, _) in known_as(strip.names).items())


def _fixed(strip: Strip, kind: Kind, corrections: Mapping[str, str]) -> Column | None:
    """What a person has said of a column."""
    role = corrections.get(fingerprint(strip.header))
    if role is None:
        return None
    period, settled, _ = read_period(strip.names)
    return Column(
        strip.place, strip.header, role or NO_ROLE, 1.0, "a person said so", period, settled, hidden=strip.hidden
    )


def _claims(strip: Strip, kind: Kind, roles: Sequence[str]) -> Iterator[Column]:
    period, settled, rest = read_period(strip.names)
    column = Column(strip.place, strip.header, UNKNOWN, 0.0, "", period, settled, hidden=strip.hidden)
    if kind is Kind.kpis and strip.share("figure kind") >= NEARLY_ALL:
        yield replace(
            column, role="figure_kind", score=1.3, why="says of each row whether it is the figure or its target"
        )
        return
    if period and not rest:
        yield from _dated_claims(column, strip, kind, roles)
        return
    if not strip.names:
        yield from _unheaded_claims(column, strip, kind, roles)
        return
    named = dict(known_as((rest,) if period else strip.names))
    if not period and len(strip.names) > 1:
        named = {**known_as(strip.names), **named}
    for role, (score, why) in named.items():
        is_figures = kind is Kind.series and role == UNPLACED and strip.share("number") >= MOST_OF
        if role in roles and not is_figures:
            fit, seen = _fit(strip, role)
            about = _about(strip, role, rest if period else strip.header, kind)
            whole = replace(column, role=role, score=score + fit, why=f"{why}{seen}", about=about)
            if whole.score >= ENOUGH:
                yield _as_reading(whole) if role == "latest" and kind is Kind.series else whole
    if kind is Kind.series and not period and strip.share("number") >= MOST_OF:
        yield replace(column, role=READING, score=0.7, why="holds figures", about=strip.header)


def _dated_claims(column: Column, strip: Strip, kind: Kind, roles: Sequence[str]) -> Iterator[Column]:
    """A column headed by a period alone: readings, or in a table of actions what was reported for it."""
    if READING in roles and kind is not Kind.series:
        yield replace(column, role=READING, score=1.0, why=f"is headed by the period {column.period}")
    elif "update" in roles and strip.share("long") >= MOST_OF:
        yield replace(column, role="update", score=0.8, why=f"holds long texts under the period {column.period}")


def _unheaded_claims(column: Column, strip: Strip, kind: Kind, roles: Sequence[str]) -> Iterator[Column]:
    for role, look in (
        ("period_name", "period"),
        ("ref", "ref"),
        ("rating", "fill"),
        ("theme", "tall"),
        ("kpi", "words"),
    ):
        if role in roles and strip.share(look) >= MOST_OF:
            yield replace(column, role=role, score=UNHEADED, why=f"has no header, and its values look like {look}s")


def _about(strip: Strip, role: str, words: str, kind: Kind) -> str:
    """Whom a comparator is, and what a column of a series is of: the group above `Actual` or `Target`."""
    if role == "comparator":
        return comparator_named(words)
    return " – ".join(strip.names[:-1]) if kind is Kind.series else ""


def _as_reading(column: Column) -> Column:
    return replace(column, role=READING) if column.role == "latest" else column


def _fit(strip: Strip, role: str) -> tuple[float, str]:
    """What the values say for or against a role."""
    look = vocabulary()["roles"][role]["holds"]
    if not strip.looks["count"]:
        return 0.0, ""
    share = strip.share(look)
    if role == "rating" and strip.share("fill"):
        share = max(share, strip.share("fill"))
    if look == "words" and not share and (strip.share("rating") or strip.share("level")):
        return -WEIGHT_OF_VALUES, ", but holds ratings or levels"
    if look in ("words", "long", "ref"):
        return WEIGHT_OF_VALUES * (share - 0.5) / 2, ""
    return WEIGHT_OF_VALUES * (share - 0.5), f"; {share:.0%} of the values look like a {look}"


def _unknown(strip: Strip) -> Column:
    said = f"“{strip.header}” is no header that Waymark knows" if strip.names else "it has no header"
    period, settled, _ = read_period(strip.names)
    return Column(strip.place, strip.header, UNKNOWN, 0.0, said, period, settled, hidden=strip.hidden)
