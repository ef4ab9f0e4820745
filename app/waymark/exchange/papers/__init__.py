"""Papers for the board: first what is said, then its Word form."""
