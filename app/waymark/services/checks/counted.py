"""Lists that hold more or fewer things than the words before them announce."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from waymark.domain.rows import Action, Commentary, Passage, Recommendation, Row, Update
from waymark.domain.text import Paragraph, parse_text
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.prose import fields_of, stems
from waymark.services.checks.registry import check

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = """
actions aims areas causes challenges changes decisions elements examples factors findings goals indicators issues items
kpis measures objectives parts places points principles priorities questions reasons recommendations risks stages steps
strands streams targets tasks themes things topics ways workstreams
"""
_ANNOUNCED = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS[2:])}|[2-9]|1[0-2])(?: of)?(?: (?:the|these|our|its|their))?(?: [\w-]+){{0,2}}?"
    rf" (?:{'|'.join(_COUNTED.split())})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBERS[2:])}|[2-9]|1[0-2])\b", re.IGNORECASE)
LONGEST_LIST = 30
LONGEST_ITEM = 200


def _place(row: Row) -> Hashable | None:
    """Passages that follow each other under one heading."""
    return (row.paper, row.heading, row.period) if isinstance(row, Passage) and row.heading else None


@check(
    Family.commentary,
    Severity.warning,
    Passage,
    Commentary,
    Update,
    Recommendation,
    Action,
    reads="themes kpis",
    alike=_place,
    suggests="Count again: one is missing from the list, or the number is an old one.",
    example="The scrutiny paper announces six recommendations, and five follow.",
)
def list_miscounted(look: Look, row: Row) -> Iterator[Note]:
    """A text announces so many things and then lists another number of them."""
    for field, text in fields_of(row).items():
        for announced, words, count in _within(text):
            yield _note(look, row, field, announced, words, count)
    if isinstance(row, Passage) and row.text.rstrip().endswith(":"):
        for announced, words, count in _across(*_neighbours(look, row)):
            yield _note(look, row, "text", announced, words, count)


def _neighbours(look: Look, passage: Passage) -> tuple[str, str, tuple[str, ...]]:
    """The text before a passage, its own, and those after it."""
    peers = look.peers(passage) or (passage,)
    at = peers.index(passage)
    texts = [each.text for each in peers[max(at - 1, 0) : at + LONGEST_LIST] if isinstance(each, Passage)]
    before, own, *rest = texts if at else ["", *texts]
    return before, own, tuple(rest)


def _note(look: Look, row: Row, field: str, announced: int, words: str, count: int) -> Note:
    follow = "one follows" if count == 1 else f"{_in_words(count)} follow"
    sentence = f"{thing(look, row)} announces “{words}”, and {follow}."
    return Note(sentence, field, (words, str(count)))


@lru_cache(maxsize=4096)
def _within(text: str) -> tuple[tuple[int, str, int], ...]:
    """Bullets within one text, where the line before them announces how many."""
    if ":" not in text:
        return ()
    found: list[tuple[int, str, int]] = []
    lines = parse_text(text)
    for at, line in enumerate(lines):
        count = _bullets(lines[at + 1 :])
        if not line.bullet and line.plain.rstrip().endswith(":") and count:
            found += _miscounted(line.plain, count)
    return tuple(found)


def _across(before: str, announcing: str, rest: Sequence[str]) -> list[tuple[int, str, int]]:
    """The passages after one that announces them: bullets, else short ones up to the end or to a longer one."""
    if not _ANNOUNCED.search(announcing) and stems(before) & stems(announcing) and not before.rstrip().endswith(":"):
        announcing = before
    following = [parse_text(text) for text in rest]
    if following and all(line.bullet for line in following[0]):
        lines = [line for lines in following for line in (*lines, *_GAP[: not all(each.bullet for each in lines)])]
        return _miscounted(announcing, _bullets(lines))
    count = next((at for at, text in enumerate(rest) if _is_no_item(text)), len(rest))
    # Where the list ends cannot be seen if it is no list: what follows it may be taken for a part of it.
    return [each for each in _miscounted(announcing, count) if 1 < count < each[0]]


_GAP: tuple[Paragraph, ...] = (Paragraph(bullet=False, runs=()),)


def _is_no_item(text: str) -> bool:
    return len(text) > LONGEST_ITEM or text.rstrip().endswith(":")


def _bullets(lines: Sequence[Paragraph]) -> int:
    """How many bullets stand at the beginning; none where they count something themselves."""
    count = next((at for at, line in enumerate(lines) if not line.bullet), len(lines))
    return 0 if any(line.plain[:1].isdigit() for line in lines[:count]) else count


def _miscounted(announcing: str, count: int) -> list[tuple[int, str, int]]:
    found = [(tuple(map(_number, _NUMBER.findall(match[0]))), match[0]) for match in _ANNOUNCED.finditer(announcing)]
    if not count or not found or any(count in numbers for numbers, _ in found):
        return []
    [*_, (numbers, words)] = found
    return [(numbers[0], words, count)]


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else NUMBERS.index(typed.lower())


def _in_words(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
