"""A whole plan as JSON: described for its reader in docs/dump.md."""
