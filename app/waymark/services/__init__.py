"""What the program does with a plan."""
