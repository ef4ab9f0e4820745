"""What shuts readers out of a Word document: rules that read any, Waymark's own papers or others."""

from waymark.exchange.accessibility import drawings, structure, tables, text
from waymark.exchange.accessibility.rules import RULES, Finding, Rule, findings

__all__ = ["RULES", "Finding", "Rule", "drawings", "findings", "structure", "tables", "text"]
