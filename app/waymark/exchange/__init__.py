"""Office files and dumps: what goes out of a plan and what comes into it."""
