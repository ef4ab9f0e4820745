"""A person's choices: kept as they are made, and never lost to a file that cannot be read."""

from __future__ import annotations

import json
import sys

import pytest

from waymark.preferences import Preferences


def test_that_a_choice_is_there_the_next_time(tmp_path):
    path = tmp_path / "waymark" / "preferences.json"
    Preferences(path).put("author", "A secretary")

    again = Preferences(path)

    assert again.get("author") == "A secretary"
    assert again.get("window/page", "actions") == "actions"


def test_that_a_choice_is_on_the_disk_as_soon_as_it_is_made(tmp_path):
    path = tmp_path / "preferences.json"
    preferences = Preferences(path)

    preferences.put("window/zoom", 125)

    assert json.loads(path.read_text(encoding="utf-8")) == {"window/zoom": 125}
    assert [file.name for file in tmp_path.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("content", [b"{half a file", b"[1, 2]", b"\xff\xfe"], ids=["cut short", "a list", "not text"])
def test_that_preferences_that_cannot_be_read_are_set_aside_and_not_overwritten(tmp_path, content):
    path = tmp_path / "preferences.json"
    path.write_bytes(content)

    Preferences(path).put("author", "A secretary")

    assert (tmp_path / "preferences.json.unreadable").read_bytes() == content
    assert Preferences(path).get("author") == "A secretary"


def test_that_a_place_that_cannot_be_written_leaves_the_choices_standing(tmp_path):
    in_the_way = tmp_path / "waymark"
    in_the_way.write_text("a file where a folder should be", encoding="utf-8")
    preferences = Preferences(in_the_way / "preferences.json")

    preferences.put("author", "A secretary")

    assert preferences.get("author") == "A secretary"
    assert in_the_way.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="names differ there")
def test_that_a_choice_may_hold_any_letter(tmp_path):
    path = tmp_path / "preferences.json"

    Preferences(path).put("recent", ["/home/Zoë/Plän “2017”.waymark"])

    assert Preferences(path).get("recent") == ["/home/Zoë/Plän “2017”.waymark"]
