"""Where the rooms are put together: the command line, the demo, the windows' start."""
