"""The papers that Waymark writes, and the parts of each in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.exchange.papers.actions import action_log, action_tables
from waymark.exchange.papers.kpis import kpi_charts, kpi_tables
from waymark.exchange.papers.narrative import commentary, rating_key, recommendations
from waymark.exchange.papers.parts import Kind, Part
from waymark.exchange.papers.summary import summary

BOARD = Kind(
    "board",
    "Board paper",
    (
        Part("summary", "Summary", summary),
        Part("introduction", "", gathers=True),
        Part("recommendations", "Recommendations", recommendations),
        Part("kpis", "{kpis}", kpi_tables),
        Part("charts", "{kpi} charts", kpi_charts),
        Part("commentary", "Commentary", commentary),
        Part("actions", "{actions} by {theme}", action_tables),
        Part("log", "Board action log", action_log),
        Part("key", "Rating key", rating_key),
    ),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (BOARD,)}
"""Every paper by its key."""
