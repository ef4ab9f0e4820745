"""`python -m waymark_start` is `waymark`; the built program starts here too."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # A worker process of the built program is that same program started anew: it does its job here and goes no further.
    freeze_support()

    from waymark_start.program import main

    main()
