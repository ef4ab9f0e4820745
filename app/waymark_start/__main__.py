"""`python -m waymark_start` is `waymark`."""

from waymark_start.command import main

if __name__ == "__main__":
    main()
