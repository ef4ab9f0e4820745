"""Several leads in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from waymark.domain.text import cleaned, plain_signs

# A comma, “&” and “and” stand inside the names of posts (B21): they never part two leads.
_SEPARATOR = re.compile(r"\n| / |;")

Words = tuple[str, ...]


def split_leads(text: str, posts: Sequence[str]) -> tuple[str, ...]:
    """The leads named in a cell, each once, known posts as they are spelt there.

    Leads stand apart by a line break, ` / ` or `;`, or run together with a blank (B20), which is undone only where the
    whole consists of known posts; what is not known stays one lead.
    """
    known = _by_words(tuple(posts))
    if whole := known.get(_words(text)):
        return (whole,)
    leads: dict[str, None] = {}
    for part in _SEPARATOR.split(cleaned(text)):
        if part.strip():
            leads.update(dict.fromkeys(_run_together(_words(part), known) or (part.strip(),)))
    return tuple(leads)


# The cells of a column are all read with the same posts.
@lru_cache(maxsize=8)
def _by_words(posts: tuple[str, ...]) -> Mapping[Words, str]:
    return {words: post for post in posts if (words := _words(post))}


def _words(text: str) -> Words:
    return tuple(plain_signs(text).casefold().split())


def _run_together(words: Words, known: Mapping[Words, str]) -> tuple[str, ...]:
    """The known posts of which the words consist, the longest first; empty where any word is left over."""
    longest = max(map(len, known), default=0)
    rest: dict[int, tuple[str, ...]] = {len(words): ()}
    for start in reversed(range(len(words))):
        for end in range(min(len(words), start + longest), start, -1):
            post = known.get(words[start:end])
            if post and end in rest:
                rest[start] = (post, *rest[end])
                break
    return rest.get(0, ())
