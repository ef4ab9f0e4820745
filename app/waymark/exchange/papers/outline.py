"""The papers that Waymark writes, and the parts of each in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.exchange.papers.actions import action_tables
from waymark.exchange.papers.appendix import recommendation_appendix
from waymark.exchange.papers.indicators import indicator_list, indicator_sections
from waymark.exchange.papers.key import rating_key
from waymark.exchange.papers.kpis import performance_tables
from waymark.exchange.papers.log import action_log
from waymark.exchange.papers.narrative import DOING, director_summary
from waymark.exchange.papers.parts import Kind, Part
from waymark.exchange.papers.plan_actions import planned_actions
from waymark.exchange.papers.plan_kpis import planned_kpis
from waymark.exchange.papers.recommendations import recommendations
from waymark.exchange.papers.scrutiny import appendices, challenges, rating_summary
from waymark.exchange.papers.summary import summary
from waymark.exchange.papers.update_actions import reported_actions

PLAN = Kind(
    "plan",
    "Improvement plan",
    (
        Part("introduction", "", gathers=True, also=("Introduction",)),
        Part("key", "Rating key", rating_key),
        Part("actions", "{actions} by {theme}", planned_actions),
        Part("kpis", "{kpis} by {theme}", planned_kpis, also=("Key performance indicators", "Performance indicators")),
        Part("closing", "", gathers=True, also=("Conclusion",)),
    ),
)

BOARD = Kind(
    "board",
    "Board paper",
    (
        Part("introduction", "", gathers=True, also=("Introduction",)),
        Part(
            "director",
            "Director’s summary",
            director_summary,
            also=("Summary", "Summary of the month"),
            comments=("summary",),
        ),
        Part("log", "Board action log", action_log, also=("Action log", "Priority indicators action log")),
        Part("ratings", "{kpis} and their ratings", indicator_list),
        Part("sections", "{kpis} by section", indicator_sections, comments=DOING),
        Part("counts", "Ratings counted", summary),
        Part("recommendations", "Recommendations", recommendations),
        Part("actions", "{actions} by {theme}", action_tables),
        Part("closing", "", gathers=True, also=("Closing analysis", "Analysis of performance")),
        Part("key", "Rating key", rating_key),
    ),
)

SCRUTINY = Kind(
    "scrutiny",
    "Scrutiny progress report",
    (
        Part("introduction", "", gathers=True, also=("Introduction",), numbered=True),
        Part("ratings", "Summary of ratings", rating_summary, numbered=True),
        Part("progress", "Examples of progress", numbered=True),
        Part(
            "challenges",
            "Challenges to progress",
            challenges,
            also=("Amber actions", "Amber recommendations", "Challenges"),
            numbered=True,
        ),
        Part("closing", "", gathers=True, also=("Conclusion",), numbered=True),
        Part("background", "Background papers"),
        Part("contacts", "Contacts", also=("Officers to contact", "Contact officers")),
        Part("appendices", "List of appendices", appendices, also=("Appendices",), yields=True),
        Part("appendix", "Appendix A: progress against the recommendations", recommendation_appendix),
        Part("key", "Rating key", rating_key),
    ),
)

UPDATE = Kind(
    "update",
    "Plan update",
    (
        Part("introduction", "", gathers=True, also=("Introduction",)),
        Part("actions", "{themes} and {actions}", reported_actions),
        Part("kpis", "Performance data", performance_tables),
        Part("closing", "", gathers=True, also=("Conclusion",)),
        Part("key", "Rating key", rating_key, also=("RAG guide", "RAG key")),
    ),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (PLAN, BOARD, SCRUTINY, UPDATE)}
"""Every paper by its key."""
