"""Paragraphs that Word numbers, as committees have them: what people typed for a number is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from waymark.domain.text import Run
from waymark.exchange.papers.content import Prose, Style, prose

_TYPED = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,2})?[.)]\s+")
"""A paragraph's number as people type it: `7. `, `(7) `, `3.1. `; no year and no figure (`2017 was`, `3.5 posts`)."""


def numbered(text: str) -> tuple[Prose, ...]:
    """A text that a person wrote, its paragraphs numbered and its bullets left as they are."""
    return tuple(each if each.style is Style.bullet else _numbered(each) for each in prose(text))


def numbered_line(*runs: Run) -> Prose:
    """One numbered paragraph."""
    return Prose(runs, Style.numbered)


def _numbered(paragraph: Prose) -> Prose:
    first, *rest = paragraph.runs
    match = _TYPED.match(first.text)
    words = first.text[match.end() :] if match else first.text
    return Prose((*((replace(first, text=words),) if words else ()), *rest), Style.numbered)
