"""The plan file: one SQLite file with the rows, the log of every change, and nothing else beside it at rest."""
