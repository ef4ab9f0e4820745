"""Figures within the texts of recommendations and papers: several in a line, or at odds with their own fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from waymark.domain.rows import Commentary, Comparator, Kpi, Passage, Reading, Recommendation, Row, Update
from waymark.domain.text import plain, quoted
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import listed
from waymark.services.meanings import value_of

READINGS = Family.readings
TEXTS = ("targets", "evidence", "further_actions", "text")
FEWEST_PARTS = 2
LONGEST_WORDS = 6
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SHARE_OF_COUNT = re.compile(rf"(?P<share>{_NUMBER})% of (?P<all>[0-9]+)\b(?!%)")
_TOTAL = re.compile(r"^(?:all|total|overall|together|both)\b", re.IGNORECASE)
_SHARE_AND_FRACTION = re.compile(
    rf"\b(?P<share>{_NUMBER}) ?(?:%|per ?cent)[^.;()%\n]{{0,30}}"
    r"\((?P<of>[0-9]+) (?:of|out of|/) (?:the )?(?P<all>[0-9]+)\b"
    rf"|\b(?P<of2>[0-9]+) (?:of|out of) (?:the |our )?(?P<all2>[0-9]+)\b[^.;()%\n]{{0,60}}\((?P<share2>{_NUMBER}) ?%\)"
)
_SHARE_AND_COUNT = re.compile(rf"\b{_NUMBER} ?% \((?!(?:19|20)[0-9]{{2}}\))[0-9]{{1,4}}\)")


@check(
    READINGS,
    Severity.warning,
    Kpi,
    Recommendation,
    reads="readings comparators",
    suggests="Give each measure a line of its own, with its figures behind it.",
    example="Recommendation 17 has 4 measures and 4 figures in one line, “12.4 | 215.5 | 6.1 | 12”.",
)
def several_in_one(look: Look, row: Kpi | Recommendation) -> Iterator[Note]:
    """Several measures share a line or a cell, and nobody can tell which figure belongs to which."""
    if isinstance(row, Kpi):
        cells: tuple[Reading | Comparator, ...] = look.plan.readings.where("kpi_id", row.id)
        for each in (*cells, *look.plan.comparators.where("kpi_id", row.id)):
            if count := _figures_in_cell(each.value):
                sentence = f"{thing(look, row)} has {count} figures in one cell, {quoted(each.value)}."
                yield Note(sentence, "value", (each.value,), each)
        return
    for name, label, told in _measures(row):
        labels, parts = label.split(";"), re.split(r"[|;]", told)
        figures = [part for part in parts if re.search("[0-9]", part)]
        if len(labels) >= FEWEST_PARTS <= len(figures) or told.count("|") >= FEWEST_PARTS:
            sentence = f"has {_many(labels, 'measure')} and {_many(figures, 'figure')} in one line, {quoted(told)}"
            yield Note(f"{thing(look, row)} {sentence}.", name, (label, told))


@check(
    READINGS,
    Severity.note,
    Recommendation,
    suggests="Give the figure, or “not collected” or “pending” in its place.",
    example="Recommendation 16 has “QA audit” among the figures of “Young people assessed”.",
)
def words_among_figures(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """Words stand in a figure's place: how something is counted, and not how much it is."""
    for name, label, told in _measures(recommendation):
        parts = [part.strip() for part in re.split(r"[|;]", told)]
        words = [part for part in parts if re.match(r"\w", part) and not re.search("[0-9]", part)]
        if len(words) < len(parts) and words and len(words[0].split()) <= LONGEST_WORDS:
            sentence = f"{thing(look, recommendation)} has {quoted(words[0])} among the figures of {quoted(label)}."
            yield Note(sentence, name, (label, words[0]))


@check(
    READINGS,
    Severity.warning,
    Recommendation,
    suggests="See which of the numbers is wrong, or whether they count different things.",
    example="Recommendation 9 has 84 for “All children”; the parts, 24 and 39, make 63.",
)
def parts_do_not_add_up(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """The numbers of the parts do not make that of the whole: a part is missing, or they count different things."""
    counted = [(*line, match) for line in _measures(recommendation) if (match := _SHARE_OF_COUNT.search(line[2]))]
    parts = [int(match["all"]) for _, label, _, match in counted if not _TOTAL.search(label)]
    for name, label, told, match in counted:
        if _TOTAL.search(label) and len(parts) >= FEWEST_PARTS and sum(parts) != int(match["all"]):
            numbers = listed([str(part) for part in parts])
            sentence = f"has {match['all']} for {quoted(label)}; the parts, {numbers}, make {sum(parts)}"
            yield Note(f"{thing(look, recommendation)} {sentence}.", name, (told, numbers))


@check(
    READINGS,
    Severity.warning,
    Kpi,
    Recommendation,
    Commentary,
    Passage,
    Update,
    reads="readings themes actions",
    suggests="See which of the numbers is wrong.",
    example="Recommendation 2 has 42% beside 18 of 31, which is 58%.",
)
def value_contradicts_fraction(look: Look, row: Row) -> Iterator[Note]:
    """A percentage is not that of the numbers beside it."""
    if isinstance(row, Kpi):
        for reading in look.plan.readings.where("kpi_id", row.id):
            if wrong := _contradicting_cell(reading.value):
                yield Note(f"{thing(look, row)} has {wrong}.", "value", (reading.value,), reading)
        return
    for name, text in _texts(row):
        for wrong in _contradictions(text):
            yield Note(f"{thing(look, row)} has {wrong}.", name, (wrong,))


@check(
    READINGS,
    Severity.note,
    Kpi,
    Recommendation,
    Commentary,
    Passage,
    Update,
    reads="readings themes actions",
    suggests="Write “28% (11 of 39)”.",
    example="Recommendation 4 has “28% (11)”, and does not say whether 11 were counted or were all that there are.",
)
def count_without_total(look: Look, row: Row) -> Iterator[Note]:
    """A number in brackets behind a percentage may be what was counted or what it was counted among."""
    if isinstance(row, Kpi):
        bare = [each for each in look.plan.readings.where("kpi_id", row.id) if "(" in each.value and _bare(each.value)]
        for each in bare[-1:]:
            yield Note(f"{thing(look, row)} has {_how_many(each.value.strip())}.", "value", (each.value,), each)
        return
    for name, text in _texts(row):
        for found in _bare(text)[:1]:
            yield Note(f"{thing(look, row)} has {_how_many(found)}.", name, (found,))


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    """The long texts of a row with the names of their fields."""
    return ((name, text) for name in TEXTS if (text := getattr(row, name, "")) and "%" in text)


def _measures(recommendation: Recommendation) -> Iterator[tuple[str, str, str]]:
    """The lines `label: figures`: the field in which they stand, label and figures."""
    for name in ("targets", "evidence"):
        for label, told in _lines(getattr(recommendation, name)):
            yield name, label, told


@lru_cache(maxsize=4096)
def _lines(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.removeprefix("- ").partition(": ") for line in plain(text).splitlines())
    return tuple((label.strip(), told.strip()) for label, _, told in pairs if re.search("[0-9]", told))


@lru_cache(maxsize=16384)
def _figures_in_cell(text: str) -> int:
    """How many figures a cell holds that should hold one; 0 where it holds no more."""
    parts = [part for part in re.split(r"[|;\n]|, (?=[0-9])", text) if part.strip()]
    return len(parts) if len(parts) > 1 and all(value_of(part).figure is not None for part in parts) else 0


@lru_cache(maxsize=16384)
def _contradicting_cell(text: str) -> str:
    value = value_of(text)
    if value.unit != "%" or value.number is None or value.numerator is None or not value.denominator:
        return ""
    return _contradiction(value.number, value.numerator, value.denominator)


@lru_cache(maxsize=4096)
def _contradictions(text: str) -> tuple[str, ...]:
    found = []
    for match in _SHARE_AND_FRACTION.finditer(plain(text)):
        share, of, whole = (match[name] or match[f"{name}2"] for name in ("share", "of", "all"))
        found.append(_contradiction(Decimal(share), Decimal(of), Decimal(whole)))
    return tuple(filter(None, found))


def _contradiction(share: Decimal, of: Decimal, whole: Decimal) -> str:
    """What contradicts what, in words; a percentage may be rounded or cut off."""
    if not 0 < whole >= of:
        return ""
    places = max(0, -int(share.as_tuple().exponent))
    right = 100 * of / whole
    if abs(right - share) < Decimal(1).scaleb(-places):
        return ""
    return f"{share:f}% beside {of:f} of {whole:f}, which is {right:.{places}f}%"


@lru_cache(maxsize=16384)
def _bare(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _SHARE_AND_COUNT.finditer(plain(text)))


def _how_many(found: str) -> str:
    number = found[found.rindex("(") + 1 : -1]
    return f"“{found}”, and does not say whether {number} were counted or were all that there are"


def _many(things: list[str], word: str) -> str:
    return f"{len(things)} {word}{'s' if len(things) != 1 else ''}"
