"""What a small number of children is, by which one of them may be known: in a figure, and in a text.

Numbers of 1 to 5 are small and 0 is not (domain notes 2.7; DfE, children in need). So is a share whose numerator, or
the rest of whose denominator, is such a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from waymark.domain.rows import Kpi
from waymark.domain.text import Paragraph, format_text, parse_text, plain
from waymark.domain.value import Value
from waymark.services.measures import is_average

SMALLEST, LARGEST_SMALL = 1, 5
BULLET = "- "
"""What `plain` puts before a bullet."""
Span = tuple[int, int]
"""From where to where in a text."""
LEFT_OUT = "[c]"
"""What stands in the place of a number left out (DfE: c for confidential)."""
CONFIDENTIAL = (
    "Confidential, so that no child can be known by it: a number of 1 to 5, a share that rests on one, or a figure from"
    " which one could be worked out."
)
"""What that means, for the public."""
_CHILD = (
    r"(?:children|child|young (?:people|persons?)|care (?:leavers?|experienced)|babies|baby|infants?|siblings?|pupils?"
    r"|teenagers?|girls?|boys?|adoptions?)"
)
_CHILDREN = re.compile(rf"\b{_CHILD}\b(?!['’]s?\b)", re.IGNORECASE)
_NUMBER_OF_CHILDREN = re.compile(rf"\b(?:no\.?|numbers?|count) of\b.*\b{_CHILD}\b(?!['’])", re.IGNORECASE)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ONE_TO_FIVE = rf"(?:[1-5]|{'|'.join(_WORDS)})"
_BETWEEN = (
    r"(?:(?!(?:year|month|week|day|term|hour|time|home|percent)s?\b|per\b|of\b|to\b|or\b|and\b|in\b|for\b|with\b|by\b"
    r"|the\b|than\b|at\b|on\b|a\b)[a-z-]+ ){0,2}"
)
_COUNTED = re.compile(
    rf"(?<![\w.,/£:%–-])(?P<count>{_ONE_TO_FIVE}) {_BETWEEN}"
    rf"(?P<who>{_CHILD}\b(?!['’]s?\b)|(?:PF|(?:private )?fostering) (?:assess\w*|arrangements?))",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?<![\w.,/£])(?P<of>[0-9]+) (?:of|out of|in) (?:the |our )?(?P<all>[0-9]+) {_BETWEEN}{_CHILD}\b(?!['’])"
    rf"|\bof (?:the |our )(?P<all2>[0-9]+) {_BETWEEN}{_CHILD}\b[^.;\n]{{0,80}}, (?P<of2>[0-9]+) (?=[a-z])",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![\w.,/£])(?P<of>[0-9]+) (?:of|out of) (?:the |our )?(?P<all>[0-9]+)\b(?!%)")
_NUMBER = re.compile(rf"\b(?:[0-9]+|{'|'.join(_WORDS)})\b", re.IGNORECASE)
_GRADES = frozenset({"tier", "band", "stage", "level", "year", "years", "phase", "priority", "grade", "aged", "age"})
"""Words before a number that counts nothing."""
_GENERAL = frozenset({"child", "young person", "care leaver", "baby", "pupil"})


def counts_children(kpi: Kpi) -> bool:
    """Whether a KPI counts children, by what it says of itself, its title or its unit; an average counts nothing."""
    if is_average(kpi):
        return False
    return bool(kpi.counts_children) or bool(_NUMBER_OF_CHILDREN.search(kpi.title) or _CHILDREN.search(kpi.unit))


def is_small(kpi: Kpi, value: Value) -> bool:
    """Whether a figure is a small count, or its numerator or the rest of its denominator is one."""
    if value.denominator is not None and value.numerator is not None:
        return is_small_number(value.numerator) or is_small_number(value.denominator - value.numerator)
    units = {value.unit, kpi.unit}
    return value.figure is not None and "%" not in units and not units & _MEASURED and is_small_number(value.figure)


_MEASURED = frozenset({"days", "weeks", "months", "years", "hours", "£", "FTE", "per 10,000"})


def is_confidential(kpi: Kpi, value: Value) -> bool:
    """Whether a public copy leaves a figure out: a small count of children, or a small fraction of a KPI about them."""
    if value.denominator is not None and not is_average(kpi):
        return is_about_children(kpi) and is_small(kpi, value)
    return counts_children(kpi) and is_small(kpi, value)


def is_small_number(number: Decimal | int) -> bool:
    """Whether so many children may be known by their number: 1 to 5, and not 0."""
    return SMALLEST <= number <= LARGEST_SMALL


@lru_cache(maxsize=16384)
def small_counts(text: str) -> tuple[str, ...]:
    """The words with which a text counts 1 to 5 children, or all but so many; each once, without markup, on a line."""
    words = plain(text)
    return tuple(dict.fromkeys(" ".join(match[0].split()) for match in _counts_in(words)))


def is_about_children(kpi: Kpi) -> bool:
    """Whether a KPI counts children or tells of a share of them."""
    return counts_children(kpi) or bool(_CHILDREN.search(kpi.title))


def public_note(kpi: Kpi) -> str:
    """A KPI's note without small counts; of one about children, without any small fraction (`1 of 9`)."""
    note = without_small_counts(kpi.note)
    if not is_about_children(kpi):
        return note
    return _PART.sub(lambda match: LEFT_OUT if _is_small_fraction(match) else match[0], note)


def without_small_counts(text: str) -> str:
    """A text, with its markup, in which those numbers are left out and `[c]` stands in their place."""
    words = plain(text)
    spans = [
        (match.start() + number.start(), match.start() + number.end())
        for match in _counts_in(words)
        for number in _NUMBER.finditer(match[0])
    ]
    return format_text([*_without(parse_text(text), spans)]) if spans else text


def _without(paragraphs: Iterable[Paragraph], spans: Sequence[Span]) -> Iterator[Paragraph]:
    """The paragraphs with `[c]` for the words at those places of their plain text, in whatever style they stand."""
    at = 0
    for paragraph in paragraphs:
        at += len(BULLET) * paragraph.bullet
        runs = []
        for run in paragraph.runs:
            kept = _cut(run.text, at, spans)
            # Within the brackets of a link `[c]` would not be read as text.
            runs.append(run if kept == run.text else replace(run, text=kept, link=""))
            at += len(run.text)
        yield replace(paragraph, runs=tuple(runs))
        at += 1


def _cut(text: str, at: int, spans: Sequence[Span]) -> str:
    """A stretch of text that begins at `at`, without what is in the spans; of one it holds no beginning of, nothing."""
    parts, done = [], 0
    for first, last in spans:
        begin, end = max(first - at, 0), min(last - at, len(text))
        if begin < end:
            parts += [text[done:begin], LEFT_OUT if first >= at else ""]
            done = end
    return "".join((*parts, text[done:]))


def _counts_in(words: str) -> list[re.Match[str]]:
    if not _CHILDREN.search(words) and "ostering" not in words and "PF" not in words:
        return []
    spans = [match for match in _FRACTION.finditer(words) if _is_small_fraction(match)]
    taken = [range(match.start(), match.end()) for match in spans]
    counted = [
        match
        for match in _COUNTED.finditer(words)
        if _is_count(words, match) and not any(match.start() in span for span in taken)
    ]
    return sorted((*spans, *counted), key=lambda match: match.start())


def _is_small_fraction(match: re.Match[str]) -> bool:
    found = {name.rstrip("2"): int(number) for name, number in match.groupdict().items() if number}
    part, whole = found["of"], found["all"]
    return part <= whole and (is_small_number(part) or is_small_number(whole - part))


def _is_count(words: str, match: re.Match[str]) -> bool:
    """Whether the number counts: not that of a level, and not “one child” in general."""
    before = words[: match.start()].split()
    if before and before[-1].strip("(,.").casefold() in _GRADES:
        return False
    return match["count"].casefold() != "one" or match["who"].casefold() not in _GENERAL


def small_parts(note: str) -> tuple[str, ...]:
    """The fractions in a note (`3 of 37`) that are small."""
    return tuple(match[0] for match in _PART.finditer(note) if _is_small_fraction(match))


def small_shares(note: str) -> tuple[Decimal, ...]:
    """The percentages that the small fractions in a note make."""
    found = (match for match in _PART.finditer(note) if _is_small_fraction(match) and int(match["all"]))
    return tuple(Decimal(100 * int(match["of"])) / int(match["all"]) for match in found)
