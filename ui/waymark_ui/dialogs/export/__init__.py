"""The dialogs that write files for others: papers and trackers."""
