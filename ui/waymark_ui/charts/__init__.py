"""Charts on the screen, and the tables that hold the same figures."""
