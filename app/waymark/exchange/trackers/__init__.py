"""Trackers: the workbooks that officers fill in, as they go out."""
