"""A part of a paper: what people write in it and what is computed for it, under one heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waymark.domain.plan import Plan
from waymark.domain.text import plain_words
from waymark.exchange.papers.content import Section
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import capital, plural

Builder = Callable[[Plan, Issue], Iterator[Section]]


def nothing(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Nothing is computed for a part that consists of passages alone."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper, with a key by which it is asked for.

    Its title may name the plan's own words for its levels: `{actions} by {theme}`. Passages under a heading of that
    name, or of one of those that councils use `also`, stand at its beginning; a part that `gathers` takes those under
    headings that no part has. What people write in a `numbered` part is numbered, paragraph by paragraph. What is
    computed for one that `yields` is left out where people have written in it. `comments` are the kinds of commentary
    that are printed in it.
    """

    key: str
    title: str
    build: Builder = nothing
    gathers: bool = False
    also: tuple[str, ...] = ()
    numbered: bool = False
    yields: bool = False
    comments: tuple[str, ...] = ()

    @property
    def computes(self) -> bool:
        """Whether anything but passages stands in it."""
        return self.build is not nothing

    def headed(self, plan: Plan) -> str:
        """The heading, in the plan's own words."""
        cover = plan.cover
        levels = {
            "theme": cover.theme_word,
            "objective": cover.objective_word,
            "action": cover.action_word,
            "kpi": cover.kpi_word,
        }
        return capital(self.title.format(**levels, **{f"{level}s": plural(word) for level, word in levels.items()}))

    def names(self, plan: Plan) -> Iterator[str]:
        """The headings under which passages stand in it, for matching."""
        return (heading_key(each) for each in (self.headed(plan), *self.also) if each)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: what it is called, and its parts in order, of which at least one gathers."""

    key: str
    name: str
    parts: tuple[Part, ...]


def heading_key(heading: str) -> str:
    """What all spellings of a heading have in common."""
    return plain_words(heading).replace("'", "").replace("(", "").replace(")", "")
