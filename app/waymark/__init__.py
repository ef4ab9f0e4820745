"""Waymark's core: what an improvement plan is and what is done with it, without windows, database or Office files."""
