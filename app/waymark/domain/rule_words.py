"""The words of rating rules: a text made into tokens by tables of phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from waymark.domain.number_words import AFTER, BEFORE, NUMBER, UNITS
from waymark.domain.text import plain_signs

ALIASES = {"yellow": "amber", "on track": "on track/neutral", "neutral": "on track/neutral"}
"""Words that people write for another one where the scheme lacks theirs (C14: “Yellow” was printed for Amber)."""


class Kind(Enum):
    """What a token is; `glue`, `joint`, `dash`, `comma` and `end` may stand anywhere."""

    word = auto()
    number = auto()
    unit = auto()
    before = auto()
    after = auto()
    dash = auto()
    to = auto()
    between = auto()
    joint = auto()
    of = auto()
    otherwise = auto()
    met = auto()
    off = auto()
    within = auto()
    tolerance = auto()
    comma = auto()
    end = auto()
    glue = auto()
    unknown = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, from `start` to `stop`; it `means` a word of the scheme, a unit, a sign, or itself."""

    kind: Kind
    means: str
    start: int
    stop: int


Entry = tuple[Kind, str]
_TARGETS = ("target", "the target", "its target")
_MET = {
    "": ("on", "at", "meets", "met", "meeting", "equal to"),
    "higher": ("on or above", "at or above", "at least", "on or over", "at or over", ">=", "≥", "meets or exceeds"),
    "lower": ("on or below", "at or below", "at most", "on or under", "at or under", "<=", "≤"),
}
_OFF = {
    "": ("of", "from", "off", "away from", "worse than", "outside"),
    "higher": ("below", "under", "short of", "less than", "lower than", "<"),
    "lower": ("above", "over", "more than", "higher than", "greater than", ">"),
}
_PHRASES: dict[str, Entry] = {
    **{form: (Kind.unit, unit) for form, unit in (UNITS | {"working days": "days", "£": "£"}).items()},
    **{form: (Kind.before, sign) for form, sign in (BEFORE | {"=>": ">=", "=<": "<="}).items()},
    **{form: (Kind.after, sign) for form, sign in (AFTER | {"+": ">=", "plus": ">="}).items()},
    **{f"{form} {target}": (Kind.met, way) for way, forms in _MET.items() for form in forms for target in _TARGETS},
    **{f"{form} {target}": (Kind.off, way) for way, forms in _OFF.items() for form in forms for target in _TARGETS},
    **dict.fromkeys(("target met", "target achieved"), (Kind.met, "")),
    **dict.fromkeys(("target not met", "target missed"), (Kind.off, "")),
    **{
        f"{form} {joint} {word}": (Kind.met, way)
        for form in ("target", "on target", "at target")
        for joint in ("or", "and")
        for word, way in (("above", "higher"), ("over", "higher"), ("below", "lower"), ("under", "lower"))
    },
    "-": (Kind.dash, "-"),
    "to": (Kind.to, "to"),
    "between": (Kind.between, "between"),
    "or": (Kind.joint, "or"),
    "and": (Kind.joint, "and"),
    "of": (Kind.of, "of"),
    "within": (Kind.within, "within"),
    **dict.fromkeys(("tolerance", "tolerance of", "±", "+/-"), (Kind.tolerance, "±")),
    **dict.fromkeys(
        ("otherwise", "else", "anything else", "everything else", "any other", "all other", "the rest", "rest"),
        (Kind.otherwise, "otherwise"),
    ),
    **dict.fromkeys((",", "/", "|", "."), (Kind.comma, ",")),
    ";": (Kind.end, ";"),
    **dict.fromkeys((":", "=", "(", ")", "[", "]", "•", "*"), (Kind.glue, "")),
    **dict.fromkeys(("from", "is", "are", "if", "when", "a", "the", "rag", "rated", "target"), (Kind.glue, "")),
    **dict.fromkeys(("value", "values", "figure", "figures"), (Kind.glue, "")),
}
# “12,15” is no number, nor the 15 in it: it could be two numbers, or one written as abroad.
_NUMBER = rf"(?<!\d)(?<!\d[.,]){NUMBER}(?![.,]?\d)"
# “less than 10 or above 17” and “10 or more than 20” say something else of the number that follows.
_NO_NUMBER_NEXT = r"(?!\s*(?:than\b|[£<>=-]*\s*\.?\d))"


def tokens(line: str, best_first: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of a line of plain signs; together they cover all of it but the blanks."""
    pattern, initials, entries = _lexicon(tuple(best_first))
    found = []
    for match in pattern.finditer(line):
        piece = match.group()
        if match.lastgroup == "number":
            kind, means = Kind.number, piece
        elif piece in initials:
            kind, means = Kind.word, initials[piece]
        else:
            kind, means = entries.get(piece.lower(), (Kind.unknown, piece))
        found.append(Token(kind, means, *match.span()))
    return tuple(found)


@lru_cache(maxsize=64)
def _lexicon(best_first: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str], Mapping[str, Entry]]:
    """The pattern of all tokens, the words by their initials (capitals only: “a” is an article), and the phrases."""
    words = {key: word for word in best_first if (key := plain_signs(word).lower())}
    aliases = {alias: words[word] for alias, word in ALIASES.items() if word in words and alias not in words}
    entries = _PHRASES | {form: (Kind.word, word) for form, word in (aliases | words).items()}
    counts = Counter(word[:1].upper() for word in [*words, *aliases])
    initials = {
        form[:1].upper(): word
        for form, word in (aliases | words).items()
        if counts[form[:1].upper()] == 1 and form[:1].isalpha()
    }
    forms = sorted({*entries, *(initial.lower() for initial in initials)}, key=len, reverse=True)
    phrases = "|".join(_bounded(form, entries.get(form)) for form in forms)
    pattern = re.compile(rf"(?P<number>{_NUMBER})|{phrases}|[^\W\d_]+|\S", re.IGNORECASE)
    return pattern, initials, entries


def _bounded(form: str, entry: Entry | None) -> str:
    """The pattern of a phrase as a whole word; “G≥90” and “70+” need no blanks."""
    start = r"(?<![^\W\d_])" if form[0].isalpha() else ""
    stop = r"(?![^\W\d_])" if form[-1].isalpha() else ""
    return start + re.escape(form) + stop + (_NO_NUMBER_NEXT if entry and entry[0] is Kind.after else "")
