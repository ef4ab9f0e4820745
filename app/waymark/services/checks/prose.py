"""What long texts say: their clauses, which KPI a clause speaks of, and the figures and directions in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from waymark.domain.ref import Ref
from waymark.domain.rows import TABLES, Kpi, Row
from waymark.domain.text import parse_text, plain_signs
from waymark.services.checks.dated import sentences

FIELDS = (
    *("text", "targets", "evidence", "further_actions"),
    *("expected_outcome", "success_measures", "outcome_statement", "note"),
)
"""Fields that people read as prose, of whatever kind of row has them."""
LABEL = r"[A-Z]{1,4} ?[0-9]{0,3} ?[a-z]?(?: ?\([0-9a-z]+\))?"
"""A KPI's ref at the head of a paragraph that is about it."""
_LABELLED = re.compile(rf"(?P<label>{LABEL}) ?(?::|[-–—](?= )) *(?P<rest>.*)")
_CLAUSES = re.compile(
    r"(?:,? \b(?:but|although|though|while|whilst|however|despite|because|after an?)\b"
    r"|, (?:and|so|which|yet|as)\b|;) ?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+|[0-9]+(?![0-9]*(?:[.,][0-9]+)*%)")
_PERCENT = re.compile(r"(?<![\w.,])(?P<sign>[+-]?)(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})?) ?(?:%|per cent\b)")
# Words that say nothing of what a KPI counts: they stand in too many titles, or in too many sentences.
_PLAIN = """
a about aged all an and are around as at average be been birthday by case cases child children current during each
first for from had has have held in is it its last least less long longer made month months more most no number
numbers of on one open or other over own past per percent percentage previous rate rates share than that the their
them these they this those time times to total two under up was week weeks were which who whose with within year
years young people completed finished received come back post posts taken taking place held
"""
_PLAIN_WORDS = frozenset(_PLAIN.split())
STEM = 5
# Five letters do not tell compliments from complaints, nor interviews from internal ones.
_MANY_BEGIN_WITH = frozenset({"compl", "inter", "trans", "super", "progr", "parti"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing; `label` is the key of the ref at the head of its paragraph."""

    words: str
    sentence: str
    label: str = ""


@lru_cache(maxsize=16384)
def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs and bullets of a text without its marks."""
    return tuple(paragraph.plain.strip() for paragraph in parse_text(text) if paragraph.plain.strip())


@lru_cache(maxsize=16384)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, sentence by sentence."""
    found: list[Clause] = []
    for paragraph in paragraphs(text):
        labelled = _LABELLED.match(paragraph)
        label = Ref(labelled["label"]).key if labelled else ""
        for sentence in sentences(labelled["rest"] if labelled else paragraph):
            found += (Clause(part.strip(), sentence, label) for part in _CLAUSES.split(sentence) if part.strip())
    return tuple(found)


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words, without those that say little: “vacancies” and “vacant” begin alike."""
    words = (word for word in _WORD.findall(plain_signs(text).casefold()) if word not in _PLAIN_WORDS)
    return frozenset(_stem(word) for word in words if len(word) > 1)


def _stem(word: str) -> str:
    if len(word) <= STEM:
        return word.rstrip("s")
    return word[: STEM + 2] if word[:STEM] in _MANY_BEGIN_WITH else word[:STEM]


@lru_cache(maxsize=16384)
def percentages(text: str) -> tuple[tuple[str, Decimal], ...]:
    """The percentages in a text: as written and as numbers; a sign that is written counts."""
    found = ((match, Decimal(match["number"])) for match in _PERCENT.finditer(plain_signs(text)))
    return tuple((match[0].strip(), -number if match["sign"] == "-" else number) for match, number in found)


def same_when_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are equal to as many places as the less exact of them is written with (S25)."""
    places = max(_exponent(one), _exponent(other))
    unit = Decimal(1).scaleb(places)
    return one.quantize(unit, ROUND_HALF_UP) == other.quantize(unit, ROUND_HALF_UP)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def fields_of(row: Row) -> Mapping[str, str]:
    """The texts of a row that are read as prose, by the field."""
    return {name: text for name in _fields_of(row.table) if (text := getattr(row, name))}


@cache
def _fields_of(table: str) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if hasattr(TABLES[table], name))


@lru_cache(maxsize=16384)
def coded_refs(text: str) -> frozenset[str]:
    """The keys of what may be refs that begin with capitals; plain numbers are figures far more often."""
    return frozenset(Ref(found).key for found in re.findall(LABEL, text))


def spoken_of(clause: Clause, kpis: Sequence[Kpi], heading: str) -> Kpi | None:
    """The one KPI of those that a clause is about: by its ref, else by the words of its title; None if none is plainly.

    Words of the `heading` that all of them stand under tell nothing.
    """
    if clause.label:
        return next((kpi for kpi in kpis if Ref(kpi.ref).key == clause.label), None)
    refs = coded_refs(clause.sentence)
    named = [kpi for kpi in kpis if Ref(kpi.ref).key in refs]
    if named:
        return named[0] if len(named) == 1 else None
    titles = {kpi.id: stems(kpi.title) - stems(heading) for kpi in kpis}
    said = stems(clause.words)
    scores = Counter({id: len(title & said) for id, title in titles.items()})
    (best, score), *others = [*scores.most_common(2), ("", 0)]
    if score == 0 or others[0][1] == score:
        return None
    [kpi] = [each for each in kpis if each.id == best][:1]
    return kpi if score > 1 or _telling(titles[best] & said, titles, best) else None


def _telling(shared: frozenset[str], titles: Mapping[str, frozenset[str]], best: str) -> bool:
    """Whether a word that is shared is a long one, and in no other of the titles."""
    others = frozenset().union(*(title for id, title in titles.items() if id != best))
    return any(len(word) >= STEM and word.isalpha() for word in shared - others)
