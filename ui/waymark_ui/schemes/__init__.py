"""The schemes by which things are rated, chosen and changed in a dialog."""
