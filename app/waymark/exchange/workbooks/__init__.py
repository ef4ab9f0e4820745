"""Workbooks to be read: the board's, and the copy for the public."""
