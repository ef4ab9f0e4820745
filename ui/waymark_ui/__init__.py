"""Waymark's windows."""
