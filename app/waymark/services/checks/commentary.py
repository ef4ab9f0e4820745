"""Texts that are not finished, not there where they are owed, or that do not keep what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from waymark.domain.rows import (
    Action,
    Commentary,
    Kpi,
    LogEntry,
    Passage,
    Placement,
    Recommendation,
    Row,
    Theme,
    Update,
)
from waymark.domain.text import parse_text, quoted
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.prose import LABEL, fields_of
from waymark.services.checks.registry import check
from waymark.services.checks.told import listed
from waymark.services.overview import latest_rating
from waymark.services.reporting import stands_in
from waymark.services.schemes import standing

COMMENTARY = Family.commentary
NAMED_BY = "themes actions recommendations kpis"
"""Tables that the names of texts come from."""
_PLACEHOLDER = re.compile(
    r"(?<![\w-])\(?[xX]{2,}(?:\.[xX]+)? ?(?:%|\b)\)?|\b(?:TBC|TBD|tbc|tbd) ?%|\?{3,}|\bX%"
    r"|[\[<{](?:please )?(?:insert|add|enter|update|complete|figure|name|date|number|text|tbc|tbd|to follow|to be added"
    r"|to be confirmed)\b[^\]>}]*[\]>}](?!\()|\b(?:to be inserted|lorem ipsum)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"</?(?:p|br|li|ul|ol|b|i|u|em|strong|sup|sub|div|span|td|tr|table)\b[^<>]{0,80}>|&(?:amp|nbsp|lt|gt|quot|#[0-9]+);"
)
_NUMERAL = re.compile(r"\b(?:part|schedule|chapter|article|section|volume|title|annex) $", re.IGNORECASE)
_BARE_LABEL = re.compile(rf"(?:- |•)?\s*(?P<label>{LABEL}) ?(?::|[-–—])?\s*")
_ENDED_EARLY = re.compile(r"(?::|,|\b(?:and|the|of|because))\s*$")
_PHONE = re.compile(r"(?<![\w.,/£-])(?:\+44 ?(?:\(0\) ?)?|0)[0-9](?:[ -]?[0-9]){7,14}(?![\w/-]|[.,][0-9])")
_BARE_LINK = re.compile(r"(?<!\]\()(?<![\w@/(])(?:https?://|www\.)[^\s()<>]+[^\s()<>.,;:]")
_KINDS = {"improvement_activity": "improvement activity", "next_steps": "next steps"}


@check(
    COMMENTARY,
    Severity.error,
    Commentary,
    Passage,
    Update,
    Recommendation,
    Action,
    Theme,
    LogEntry,
    Kpi,
    reads=NAMED_BY,
    suggests="Put in the figure or the words that belong there.",
    example="The summary of “Assessment” for Nov 2017 still has “(xx%)”.",
)
def placeholder(look: Look, row: Row) -> Iterator[Note]:
    """A gap that somebody meant to fill later would be printed as it stands."""
    for field, text in fields_of(row).items():
        for words in _placeholders(text):
            yield Note(f"{thing(look, row)} still has {quoted(words)}.", field, (words,))


@check(
    COMMENTARY,
    Severity.warning,
    Commentary,
    Update,
    Recommendation,
    reads=NAMED_BY,
    suggests="Say what belongs there, or take the ref out.",
    example="The next steps of “Protection” for Nov 2017 have nothing after “CIN 5:”.",
)
def nothing_after_ref(look: Look, row: Row) -> Iterator[Note]:
    """A ref or a heading within a text has nothing after it: a reader will look for what is missing."""
    for field, text in fields_of(row).items():
        for words in _left_open(text):
            yield Note(f"{thing(look, row)}: there is nothing after {quoted(words)}.", field, (words,))


@check(
    COMMENTARY,
    Severity.warning,
    Commentary,
    Passage,
    Update,
    Recommendation,
    Action,
    reads=NAMED_BY,
    suggests="Take the marks out, and make paragraphs and bullets of what they stand for.",
    example="Recommendation 3 has “<li>” in its text.",
)
def marks_left_in(look: Look, row: Row) -> Iterator[Note]:
    """Marks of a web page were pasted with a text and would be printed among its words."""
    for field, text in fields_of(row).items():
        if marks := tuple(dict.fromkeys(_MARKS.findall(text))):
            yield Note(f"{thing(look, row)} has {listed([quoted(each) for each in marks])} in its text.", field, marks)


@check(
    COMMENTARY,
    Severity.warning,
    Theme,
    Kpi,
    reads="placements readings judgements targets ratings rating_schemes links actions",
    throughout="commentary",
    suggests="Write what is being done about it, and what comes next.",
    example="Section “Front door” has no next steps for Nov 2017, and FD 3 is Red.",
)
def red_section_untold(look: Look, row: Theme | Kpi) -> Iterator[Note]:
    """What is Red wants an answer: what is being done, and what will be done next."""
    placements = _places(look, row)
    if not placements or not _is_told(look, placements[0]):
        return
    silent: dict[tuple[str, ...], list[str]] = {}
    for placement in placements:
        kpi = look.plan.kpis.get(placement.kpi_id)
        missing = tuple(words for kind, words in _KINDS.items() if not _has(look, placement, kind))
        if missing and kpi and kpi.withdrawn_at is None and (word := _worst(look, kpi)):
            silent.setdefault((word, *missing), []).append(kpi.ref or kpi.title)
    for (word, *kinds), refs in silent.items():
        section = row.title if isinstance(row, Theme) else placements[0].section
        words = " or ".join(kinds)
        are = f"{listed(refs)} {'is' if len(refs) == 1 else 'are'} {word}"
        sentence = f"{quoted(section)} has no {words} for {look.period.label}, and {are}."
        yield Note(sentence, "title" if isinstance(row, Theme) else "", (look.period.key, words, *refs))


@check(
    COMMENTARY,
    Severity.note,
    Commentary,
    Passage,
    Update,
    Recommendation,
    reads=NAMED_BY,
    suggests="Dial the number, and write it with ten or eleven figures.",
    example="The scrutiny paper under “Contacts” has a telephone number of 13 figures, “01632 96 0960304”.",
)
def odd_telephone_number(look: Look, row: Row) -> Iterator[Note]:
    """A telephone number with a group too many or too few reaches nobody; British ones have ten or eleven figures."""
    for field, text in fields_of(row).items():
        for number, count in _odd_numbers(text):
            sentence = f"{thing(look, row)} has a telephone number of {count} figures, {quoted(number)}."
            yield Note(sentence, field, (number,))


@check(
    COMMENTARY,
    Severity.note,
    Commentary,
    Passage,
    Update,
    Recommendation,
    reads=NAMED_BY,
    suggests="Write what the link leads to, as in [the inspection report](address).",
    example="The scrutiny paper under “Background papers” has the bare address “http://council.example/plan”.",
)
def bare_link(look: Look, row: Row) -> Iterator[Note]:
    """A bare address says nothing of where it leads, and is read out letter by letter to who cannot see it."""
    for field, text in fields_of(row).items():
        for address in _bare_links(text):
            yield Note(f"{thing(look, row)} has the bare address {quoted(address)}.", field, (address,))


@lru_cache(maxsize=16384)
def _placeholders(text: str) -> tuple[str, ...]:
    return tuple(
        match[0].strip() for match in _PLACEHOLDER.finditer(text) if not _NUMERAL.search(text[: match.start()])
    )


@lru_cache(maxsize=16384)
def _left_open(text: str) -> tuple[str, ...]:
    """Lines that are a ref and no more, before another of the kind or at the end; and an end that is none."""
    lines = [paragraph.plain.strip() for paragraph in parse_text(text)]
    pairs = zip_longest(lines, lines[1:], fillvalue="")
    bare = [line for line, then in pairs if _is_bare(line) and (not then or _begins(then))]
    if lines and lines[-1] not in bare and _ENDED_EARLY.search(lines[-1]):
        bare.append(lines[-1][-40:])
    return tuple(bare)


def _is_bare(line: str) -> bool:
    match = _BARE_LABEL.fullmatch(line)
    return match is not None and any(sign.isdigit() for sign in match["label"]) and line.endswith((":", "-", "–", "—"))


def _begins(line: str) -> bool:
    match = _BARE_LABEL.match(line)
    return match is not None and any(sign.isdigit() for sign in match["label"])


@lru_cache(maxsize=16384)
def _odd_numbers(text: str) -> tuple[tuple[str, int], ...]:
    found = ((match[0], sum(map(str.isdigit, match[0].replace("(0)", "")))) for match in _PHONE.finditer(text))
    return tuple((number, count) for number, count in found if count != 11 + number.startswith("+") and count != 10)


@lru_cache(maxsize=16384)
def _bare_links(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _BARE_LINK.finditer(text))


def _places(look: Look, row: Theme | Kpi) -> Sequence[Placement]:
    """The places under a theme, or those of a KPI under headings that are no themes."""
    if isinstance(row, Theme):
        return look.plan.placements.where("theme_id", row.id)
    return [place for place in look.plan.placements.where("kpi_id", row.id) if not place.theme_id and place.section]


def _is_told(look: Look, placement: Placement) -> bool:
    """Whether the plan tells of that section by commentary: some was written, or there are no actions to tell of it."""
    if _commentary(look, placement):
        return True
    acted_on = placement.theme_id and look.plan.actions.where("theme_id", placement.theme_id)
    return bool(look.plan.commentary.live()) and not acted_on


def _commentary(look: Look, placement: Placement) -> Sequence[Commentary]:
    field: Any = ("theme_id", placement.theme_id) if placement.theme_id else ("section", placement.section)
    return look.plan.commentary.where(*field)


def _has(look: Look, placement: Placement, kind: str) -> bool:
    """Whether something was written of that kind for the KPI, or for the table in which it stands."""
    written = [
        each
        for each in _commentary(look, placement)
        if each.kind == kind and each.text.strip() and stands_in(each.period, look.period)
    ]
    linked = {kpi.id for each in written for kpi in look.plan.linked(each.id, Kpi)}
    return placement.kpi_id in linked or any(each.block == placement.block for each in written)


def _worst(look: Look, kpi: Kpi) -> str:
    """The KPI's rating if it is the worst that there is; blank otherwise."""
    word = latest_rating(look.plan, kpi, look.period).word
    return word if standing(word) == standing("Red") else ""
