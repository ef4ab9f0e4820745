"""Rules: what each wants, what it looks at, and what it found where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from waymark.exchange.accessibility.document import Document


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, what it wants of a document in a sentence, and its function.

    The function says of one of the things that are `looked_at` what is wrong with it: none, one or several sentences.
    """

    id: str
    wants: str
    looked_at: Callable[[Document], Iterable[Any]]
    function: Callable[[Document, Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found wrong, at one place or at several."""

    rule: Rule
    sentence: str
    places: tuple[str, ...]


_RULES: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_RULES)
"""The rules by their ids, in the order in which they are told."""

Looking = Callable[[Document, Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Whole:
    place: str = "the document"


def lines(document: Document) -> Iterable[Any]:
    """The lines of the body."""
    return document.lines


def all_lines(document: Document) -> Iterable[Any]:
    """The lines of the body and those at the edges of pages."""
    return (*document.lines, *document.edge_lines)


def runs(document: Document) -> Iterable[Any]:
    """The stretches of text, at the edges of pages too."""
    return document.runs


def tables(document: Document) -> Iterable[Any]:
    """The tables."""
    return document.tables


def drawings(document: Document) -> Iterable[Any]:
    """The pictures and charts."""
    return document.drawings


def whole(document: Document) -> Iterable[Any]:
    """The document as a whole."""
    return (_Whole(),)


def rule(looked_at: Callable[[Document], Iterable[Any]]) -> Callable[[Looking], Looking]:
    """Register a function as a rule: its name with hyphens is the id, its docstring what it wants."""

    def register(function: Looking) -> Looking:
        id = function.__name__.replace("_", "-")
        wants = " ".join((function.__doc__ or "").split())
        _RULES[id] = Rule(id, wants, looked_at, function)
        return function

    return register


def findings(document: Document) -> tuple[Finding, ...]:
    """What all rules find; what one says in the same words of several things is one finding."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in RULES.values():
        for thing in each.looked_at(document):
            for sentence in each.function(document, thing):
                found.setdefault((each.id, sentence), []).append(thing.place)
    return tuple(Finding(RULES[id], sentence, tuple(dict.fromkeys(places))) for (id, sentence), places in found.items())
