"""The file type as the desktop knows it: the same everywhere, and that of the files that Waymark writes."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from waymark_db.connection import APPLICATION_ID

PACKAGING = Path(__file__).parents[2] / "packaging"
NAMES = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}


@pytest.fixture
def mime_type() -> ElementTree.Element:
    found = ElementTree.parse(PACKAGING / "linux" / "waymark.xml").find("mime:mime-type", NAMES)
    assert found is not None
    return found


def test_that_a_plan_is_known_by_its_name_and_by_what_stands_in_it(mime_type):
    glob = mime_type.find("mime:glob", NAMES)
    inner = mime_type.find("mime:magic/mime:match/mime:match", NAMES)

    assert glob.get("pattern") == "*.waymark"
    assert inner.get("value").encode() == APPLICATION_ID.to_bytes(4, "big")
    assert inner.get("offset") == "68"  # where SQLite keeps the application id


def test_that_the_desktop_entry_opens_that_type(mime_type):
    entry = ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "waymark.desktop", encoding="utf-8")

    assert entry["Desktop Entry"]["MimeType"].split(";")[0] == mime_type.get("type")
    assert entry["Desktop Entry"]["Exec"] == "waymark %f"


def test_that_macos_is_told_of_the_same_type(mime_type):
    assert f'"{mime_type.get("type")}"' in (PACKAGING / "waymark.spec").read_text(encoding="utf-8")
