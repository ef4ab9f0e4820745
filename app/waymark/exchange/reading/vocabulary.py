"""The words of headers: which roles a header may name, and the period that stands in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from waymark.domain.day import parse_month_name
from waymark.domain.errors import NotUnderstood
from waymark.domain.number_words import one_of
from waymark.domain.period import Period, PeriodKind, find_period, numbered_period
from waymark.domain.text import plain_words

# A header so near a known word (rapidfuzz's ratio, of 100) is that word with a slip in it.
MISSPELT = 86
SHORTEST_MISSPELT = 5
LONGEST_HEADER = 90
LONGEST_PERIOD = 40
LONGEST_BLANK = 24
READING = "reading"
QUESTIONS = ("who", "when")
ASKED = 0.76
"""How well a header that asks one of these fits what answers it; a known word in it may fit better."""
LABELS = ("improvement_activity", "next_steps")
"""Rows that begin with one of these words are commentary on the rows above."""
NO_ROLE = ""
"""The role of a column that a person has said to leave out."""
_NUMBER_SIGN = re.compile(r"(?:^|(?<=\s))#")
_SIGNS = re.compile(r"[^\w%]+")
_PLURAL_IN_BRACKETS = re.compile(r"\((?:s|es)\)")
_MARKS = re.compile(r"[\s*†‡#]+$")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SPAN = r"20[0-9]{2} ?(?:/|-|–|to) ?(?:20)?[0-9]{2}"
_YEAR = r"(?:20|19)[0-9]{2}"
_PART = r"(?:q|qtr|quarter|h|half|half year|term) ?[1-4]"
_DAY = r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:20)?[0-9]{2}"
_DATED = re.compile(
    rf"\b(?:{_PART}[ ,:-]*\(?(?:{_SPAN}|{_YEAR}|[0-9]{{2}}/[0-9]{{2}})\)?|(?:{_SPAN})[ ,:-]*{_PART}"
    rf"|{_MONTH}\.?[ ,'’–-]*(?:{_YEAR}|[0-9]{{2}})\b|{_DAY}|(?:fy ?)?{_SPAN}|(?:fy ?)?[0-9]{{2}}/[0-9]{{2}}|{_YEAR})"
    r"(?![0-9/])",
    re.IGNORECASE,
)
_UNDATED = re.compile(rf"(?:{_MONTH}\.?|{_PART})", re.IGNORECASE)
_NEUTRAL = frozenset(
    {
        *("", "actual", "actuals", "performance", "value", "result", "reading", "data", "figure", "month", "position"),
        *("figures", "score"),
    }
)


@cache
def vocabulary() -> Mapping[str, Any]:
    """The tables of columns.toml."""
    return tomllib.loads(files("waymark_resources").joinpath("columns.toml").read_text(encoding="utf-8"))


# Columns hold few texts many times, and every row is asked whether it is a header.
@lru_cache(maxsize=16384)
def fingerprint(header: str) -> str:
    """What two spellings of a header have in common: its words, in small letters."""
    words = _NUMBER_SIGN.sub("no ", _PLURAL_IN_BRACKETS.sub("", plain_words(header)))
    return " ".join(_SIGNS.sub(" ", words).split())


@lru_cache(maxsize=4096)
def roles_named(header: str) -> Mapping[str, tuple[float, str]]:
    """The roles that a header may name, each with how well (0 to 1) and why."""
    key = fingerprint(header)
    if not key or len(key) > LONGEST_HEADER:
        return {}
    found: dict[str, tuple[float, str]] = {}
    for word, score, why in _words_in(key):
        for role in _by_word()[word]:
            if score > found.get(role, (0.0, ""))[0]:
                found[role] = (score, why)
    return found


def commentary_label(text: str) -> str:
    """Which kind of commentary a row's first cell announces: `improvement_activity`, `next_steps`, or blank."""
    named = roles_named(text) if len(text) < 40 else {}
    return next((role for role in LABELS if named.get(role, (0.0, ""))[0] >= 0.9), "")


def is_word(header: str) -> bool:
    """Whether a header is one of the known words exactly; cheap enough to ask of every cell."""
    return len(header) <= LONGEST_HEADER and fingerprint(header) in _by_word()


def comparator_named(header: str) -> str:
    """Whom a header compares with, in the dump's words; as printed where it is none of the usual."""
    return _usual_comparator(header) or header.strip()


def comparator_in(value: str) -> str:
    """Whom a value in such a column names in brackets, as in `90% (England ave.)`; blank where it names none."""
    note = re.search(r"\(([^()]*)\)", value)
    return _usual_comparator(note[1]) if note else ""


def _usual_comparator(words: str) -> str:
    key = f" {fingerprint(words)} "
    usual = vocabulary()["comparators"].items()
    return next((name for name, forms in usual if any(f" {form}" in key for form in forms)), "")


@lru_cache(maxsize=16384)
def split_period(header: str) -> tuple[str, str]:
    """The period that a header names, as printed, and the words that stand beside it; blank where it names none.

    A month or quarter without a year counts where nothing else stands in the header but a neutral or a known word.
    """
    text = _MARKS.sub("", " ".join(header.split()))
    if len(text) <= LONGEST_PERIOD and period_of(text):
        return text, ""
    if match := _DATED.search(text):
        rest = fingerprint(text[: match.start()] + " " + text[match.end() :])
        named = match[0].replace("(", "").replace(")", "").strip()
        if period_of(named):
            return named, "" if rest in _NEUTRAL else rest
    words = text.replace("-", " ").split()
    for cut in range(1, min(3, len(words)) + 1):
        for part, others in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            named, beside = " ".join(part), fingerprint(" ".join(others))
            if _UNDATED.fullmatch(named) and (beside in _NEUTRAL or beside in _by_word()):
                return named, "" if beside in _NEUTRAL else beside
    return "", fingerprint(text)


def period_of(text: str) -> Period | None:
    """The period that a text names, or None; also for one that cannot exist."""
    try:
        return find_period(text.removeprefix("FY").strip() or text)
    except NotUnderstood:
        return None


def settled_in(undated: str, year: str) -> Period | None:
    """The month or quarter without a year in the year that stands above it; None where they make no period."""
    whole = period_of(year)
    month = parse_month_name(undated)
    if whole is None or whole.kind not in (
        PeriodKind.financial_year,
        PeriodKind.calendar_year,
        PeriodKind.academic_year,
    ):
        return None
    if month is None:
        return period_of(f"{undated} {year}")
    candidates = (numbered_period(PeriodKind.month, whole.year + more, month) for more in (0, 1))
    return next((each for each in candidates if whole.contains(each.first_day)), None)


def is_aside(sheet: str) -> bool:
    """Whether a sheet's name says that it explains or lists things."""
    return _named(sheet, "aside")


def is_general(title: str) -> bool:
    """Whether a title says nothing of what stands beneath it, so that it is no section."""
    return _named(re.sub(r"\d+$", "", title), "general") or _named(title, "aside")


def is_blank(text: str) -> bool:
    """Whether a text only says that nothing stands here."""
    return len(text) < LONGEST_BLANK and fingerprint(text) in vocabulary()["blank"]["words"]


def is_closed(title: str) -> bool:
    """Whether a title says that what stands beneath is done with."""
    return _named(title, "closed")


def _named(title: str, key: str) -> bool:
    return fingerprint(title) in vocabulary()["sheets"][key]


def _words_in(key: str) -> Sequence[tuple[str, float, str]]:
    known = _by_word()
    if key in known:
        return [(key, 1.0, f"is called “{key}”")]
    found = []
    if len(key) >= SHORTEST_MISSPELT:
        near = process.extract(key, _long_words(), scorer=fuzz.ratio, score_cutoff=MISSPELT, limit=3)
        found = [(word, ratio / 105, f"is nearly “{word}”") for word, ratio, _ in near]
    question, _, rest = key.partition(" ")
    if question in QUESTIONS and rest:
        found.append((question, ASKED, f"asks “{question}”"))
    for match in _phrases().finditer(key):
        word = match[1]
        place = 0.1 if match.end(1) == len(key) else 0.05 if match.start() == 0 else 0.0
        found.append((word, 0.45 + place + 0.35 * len(word) / len(key), f"holds “{word}”"))
    return found


@cache
def _by_word() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for role, entry in vocabulary()["roles"].items():
        for word in entry["words"]:
            found.setdefault(word, []).append(role)
    return found


@cache
def _long_words() -> Sequence[str]:
    return [word for word in _by_word() if len(word) >= SHORTEST_MISSPELT]


@cache
def _phrases() -> re.Pattern[str]:
    """Every place at which a known word of some length stands in a header; at one place the longest."""
    words = [
        word
        for word in _by_word()
        if len(word) >= 3 and word not in ("what", "who", "when", "name", "post", "the", "data", "board")
    ]
    return re.compile(rf"(?<!\w)(?=({one_of(words)})(?!\w))")
