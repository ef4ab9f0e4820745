"""What holds for every test: no screen is needed, and no test fails for being slow."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("waymark", deadline=None)
settings.load_profile("waymark")
