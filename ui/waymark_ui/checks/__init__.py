"""What the checks found, as the window shows it: a list, marks in the grids, and the findings of a row."""
