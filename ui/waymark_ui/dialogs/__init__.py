"""What opens over the window: imports, exports, backups, history, printing. Each opens without stopping the program."""
