"""All checks that there are, in the order in which people read of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from waymark.domain.rows import Cover, Officer, Rating, RatingScheme, Row
from waymark.services.checks.finding import Alike, Check, Family, Looking, Severity

EVERYWHERE = frozenset(kind.table for kind in (Cover, Officer, Rating, RatingScheme))
"""Tables of which a row has to do with the whole plan."""
_CHECKS: dict[str, Check] = {}
CHECKS: Mapping[str, Check] = MappingProxyType(_CHECKS)
"""The checks by their code. Importing `waymark.services.checks` fills it."""


def check(
    family: Family,
    severity: Severity,
    *looks_at: type[Row],
    reads: str = "",
    throughout: str = "",
    suggests: str,
    example: str,
    alike: Alike | None = None,
) -> Callable[[Looking], Looking]:
    """Register a function as a check, with its name as the code and its docstring as what it explains to a secretary.

    `reads` names the tables that it reads beside those of the rows it looks at, `throughout` those of them of which any
    row may decide what it says of any other; both with blanks between. Every check reads the front page, which has the
    words in which it speaks.
    """

    def register(function: Looking) -> Looking:
        code = function.__name__
        if code in _CHECKS:
            raise ValueError(f"There are two checks of the name {code}.")
        explains = " ".join((function.__doc__ or "").split())
        everywhere = frozenset(throughout.split())
        tables = {Cover.table, *(kind.table for kind in looks_at), *reads.split(), *everywhere}
        _CHECKS[code] = Check(
            code,
            family,
            severity,
            looks_at,
            frozenset(tables),
            everywhere | (tables & EVERYWHERE),
            explains,
            suggests,
            example,
            function,
            alike,
        )
        return function

    return register
