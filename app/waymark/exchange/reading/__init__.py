"""Office files coming in: looked at before any library opens them, then read cell by cell."""
