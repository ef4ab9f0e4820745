"""Refs: the numbers and letters by which people name actions and KPIs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from waymark.domain.errors import NotUnderstood
from waymark.domain.text import plain_signs, quoted

LONGEST_REF = 40
_CHUNK = re.compile(r"(\d{1,18})|([^\W\d_]+)")
_SEPARATOR = re.compile(r"([,;/&\n]|(?<=\s)and(?=\s))", re.IGNORECASE)
_RANGE = re.compile(r"(.+?)(?:-|to(?=\d|.$))(.+)")
_TAIL = re.compile(r"(.*?)([a-z]+|\d+)", re.DOTALL)
_EVERYTHING = frozenset({"all", "allkpis", "allindicators", "allmeasures", "allactions", "everykpi"})

Order = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A ref as typed. Refs are shown to people and matched by `key`; a row's identity is its id."""

    typed: str

    def __str__(self) -> str:
        return self.typed

    @property
    def key(self) -> str:
        """What two spellings of a ref have in common: no white space, no final dot, hyphens, lower case."""
        return "".join(plain_signs(self.typed).split()).rstrip(".").casefold()

    @property
    def order(self) -> Order:
        """Sorts as people count: 1.2.9 before 1.2.10, `W 1` before `W1 a` before `W 2`."""
        key = self.key
        chunks = [(0, int(figures), "") if figures else (1, 0, letters) for figures, letters in _CHUNK.findall(key)]
        return (*chunks, (-1, 0, key))


@dataclass(frozen=True, slots=True)
class RefList:
    """A cell that names several refs, and which of the known ones it means, in the order typed.

    `everything` stands for “All”: the refs of today and those to come. `unknown` are the parts that name nothing.
    """

    typed: str
    refs: tuple[str, ...] = ()
    everything: bool = False
    unknown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.typed

    @property
    def words(self) -> str:
        """The list written out."""
        return "All" if self.everything else ", ".join((*self.refs, *self.unknown))


def parse_ref(text: str) -> Ref:
    """Read one ref; blank is a ref not given. Raises NotUnderstood for what can only be another field's text."""
    ref = Ref(text.strip())
    if not ref.typed:
        return ref
    if "\n" in ref.typed or len(ref.typed) > LONGEST_REF:
        raise NotUnderstood(f"A ref is one line of at most {LONGEST_REF} characters, such as “1.2.3” or “LAC 19”.")
    if not _CHUNK.search(ref.key):
        raise NotUnderstood(
            f"{quoted(text)} has no letter or figure to know it by. Try a ref such as “1.2.3” or “LAC 19”."
        )
    return ref


def same_ref(one: str, other: str) -> bool:
    """Whether two spellings name the same thing; a blank names nothing."""
    key = Ref(one).key
    return bool(key) and key == Ref(other).key


def parse_refs(text: str, known: Sequence[str]) -> RefList:
    """Read a list of refs against the known ones. Never raises.

    Understood are groups (`1` for 1a to 1e where there is no 1), shared numbers (`6a,b`), ranges (`17a-c`), “All”, and
    refs that hold blanks or separators themselves.
    """
    if Ref(text).key in _EVERYTHING:
        return RefList(text, tuple(known), everything=True)
    register = _register(tuple(known))
    found: dict[str, None] = {}
    unknown: dict[str, None] = {}
    before = ""
    for part in _parts(text, register):
        meant = _meant(part, before, register)
        found.update(dict.fromkeys(meant))
        if not meant:
            unknown[part] = None
        before = Ref(meant[-1]).key if meant else before
    return RefList(text, tuple(found), unknown=tuple(unknown))


@lru_cache(maxsize=8)
def _register(known: tuple[str, ...]) -> Mapping[str, str]:
    """Known refs by key, in natural order; the first spelling of a ref counts."""
    by_key: dict[str, str] = {}
    for ref in sorted(known, key=lambda ref: Ref(ref).order):
        by_key.setdefault(Ref(ref).key, ref)
    by_key.pop("", None)
    return by_key


def _parts(text: str, register: Mapping[str, str]) -> list[str]:
    """The text at its separators, except where what stands on both sides of one is a known ref as a whole."""
    pieces = _SEPARATOR.split(text)
    parts, start = [], 0
    while start < len(pieces):
        ends = (end for end in range(min(len(pieces), start + 5), start, -2) if _whole(pieces[start:end], register))
        end = next(ends, start + 1)
        parts.append("".join(pieces[start:end]).strip())
        start = end + 1
    return [part for part in parts if Ref(part).key]


def _whole(pieces: Sequence[str], register: Mapping[str, str]) -> bool:
    return Ref("".join(pieces)).key in register


def _meant(part: str, before: str, register: Mapping[str, str]) -> tuple[str, ...]:
    key = Ref(part).key
    return _named(key, before, register) or _range(key, before, register) or _words(part, register)


def _named(key: str, before: str, register: Mapping[str, str]) -> tuple[str, ...]:
    """A ref, a group of refs, or one that borrows its beginning from the ref before it."""
    for whole in (key, _borrowed(key, before)):
        if whole in register:
            return (register[whole],)
        if group := _group(whole, register):
            return group
    return ()


def _group(key: str, register: Mapping[str, str]) -> tuple[str, ...]:
    if not key[-1:].isdigit():
        return ()
    return tuple(ref for known, ref in register.items() if known.startswith(key) and known[len(key) :].isalpha())


def _borrowed(key: str, before: str) -> str:
    """`b` after 6a is 6b, `11` after LAC 10 is LAC 11; empty where nothing can be borrowed."""
    tail = _TAIL.fullmatch(before)
    if tail is None or tail[2].isdigit() != key.isdigit() or not key.isalnum():
        return ""
    return tail[1] + key


def _range(key: str, before: str, register: Mapping[str, str]) -> tuple[str, ...]:
    ends = _RANGE.fullmatch(key)
    first = _named(ends[1], before, register) if ends else ()
    if ends is None or not first:
        return ()
    last = _named(ends[2], Ref(first[0]).key, register)
    refs = list(register.values())
    return tuple(refs[refs.index(first[0]) : refs.index(last[-1]) + 1]) if last else ()


def _words(part: str, register: Mapping[str, str]) -> tuple[str, ...]:
    """Refs apart by blanks alone; only where each of them is known, for `W 1 e` is not `W 1`."""
    words = [Ref(word).key for word in part.split()]
    return tuple(register[word] for word in words) if all(word in register for word in words) else ()
