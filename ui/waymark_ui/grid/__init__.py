"""The one grid: a table of a plan's rows that is as quick to edit as a spreadsheet."""
