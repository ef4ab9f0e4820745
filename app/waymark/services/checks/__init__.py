"""Checks that read a whole plan for what contradicts itself, as a careful reviewer would."""

from waymark.services.checks import references
from waymark.services.checks.registry import CHECKS

__all__ = ["CHECKS", "references"]
