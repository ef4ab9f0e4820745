"""Order keys: texts that sort bytewise, with room for another between any two."""

from __future__ import annotations

import string

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
BASE = len(DIGITS)
# Appending counts on in the first four digits, so that a list typed row by row keeps short keys (7 million appends).
_HEAD = 4


def between(before: str | None, after: str | None) -> str:
    """A key that sorts after `before` and before `after`; None is the open end.

    Raises ValueError where there is no room: keys in the wrong order, or ending in the lowest digit.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no rank between {before!r} and {after!r}")
    if any(key is not None and (not key or key.endswith(DIGITS[0])) for key in (before, after)):
        raise ValueError(f"not rank keys: {before!r}, {after!r}")
    if before is not None and after is None:
        return _counted_on(before, 1) or _middle(before, None)
    if after is not None and before is None:
        return _counted_on(after, -1) or _middle("", after)
    return _middle(before or "", after)


def spread(count: int) -> list[str]:
    """`count` short keys in order, evenly apart: for a fresh list."""
    width = 1
    while BASE**width <= count:
        width += 1
    return [_digits_of(place * BASE**width // (count + 1), width) for place in range(1, count + 1)]


def _counted_on(key: str, step: int) -> str | None:
    """The key whose first digits are one more or one less; None where they are used up."""
    head = 0
    for digit in key[:_HEAD].ljust(_HEAD, DIGITS[0]):
        head = head * BASE + DIGITS.index(digit)
    return _digits_of(head + step, _HEAD) if 0 < head + step < BASE**_HEAD else None


def _digits_of(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        digits = DIGITS[digit] + digits
    return digits.rstrip(DIGITS[0])


def _middle(low: str, high: str | None) -> str:
    """The shortest key about half-way, the keys read as fractions between 0 and 1."""
    key = ""
    while True:
        place = len(key)
        floor = DIGITS.index(low[place]) if place < len(low) else 0
        ceiling = DIGITS.index(high[place]) if high is not None else BASE
        if ceiling - floor > 1:
            return key + DIGITS[(floor + ceiling) // 2]
        if ceiling > floor:
            high = None
        key += DIGITS[floor]
