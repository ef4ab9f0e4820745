"""What is looked at before a file is opened as a plan; the file is left as it is."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from tests.db.samples import ACTION, WHO, change, clock, execute, make_plan, opened, some_readings, step, two_versions
from waymark.domain.errors import NewerPlan, NotAPlan, PlanInUse, ReadOnlyPlan, Refused, WaymarkError
from waymark_db.connection import connect, journal
from waymark_db.lock import lock_path
from waymark_db.store import create_plan, open_plan, read_plan

OFFSETS = 60


def refusal(path: Path) -> WaymarkError:
    """What a file is refused with, for writing and for reading alike; it is not touched."""
    before, beside = path.read_bytes() if path.exists() else None, set(path.parent.iterdir())
    with pytest.raises(NotAPlan) as reading:
        read_plan(path)
    with pytest.raises(NotAPlan) as writing:
        open_plan(path, who=WHO, clock=clock)
    assert str(reading.value) == str(writing.value)
    assert (path.read_bytes() if path.exists() else None, set(path.parent.iterdir())) == (before, beside)
    return writing.value


def test_that_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    assert "There is no file “plan.waymark”" in str(refusal(tmp_path / "plan.waymark"))


def test_that_a_folder_is_not_a_plan(tmp_path):
    (tmp_path / "plan.waymark").mkdir()

    with pytest.raises(NotAPlan, match="There is no file"):
        open_plan(tmp_path / "plan.waymark", who=WHO, clock=clock)


def test_that_an_empty_file_is_said_to_be_empty(tmp_path):
    path = tmp_path / "plan.waymark"
    path.touch()

    assert "is empty" in str(refusal(path))


def test_that_another_kind_of_file_is_not_a_plan(tmp_path):
    path = tmp_path / "plan.waymark"
    path.write_bytes(b"PK\x03\x04 no database at all" * 400)

    assert "is not a Waymark plan" in str(refusal(path))


def test_that_another_programs_database_is_not_a_plan(tmp_path):
    path = tmp_path / "plan.waymark"
    with closing(connect(path, "rwc")) as db:
        db.execute("CREATE TABLE actions (id TEXT PRIMARY KEY)")

    assert "a database of another program" in str(refusal(path))


@pytest.mark.parametrize("part", range(OFFSETS))
def test_that_a_truncated_plan_is_refused_in_words(path, part):
    content = path.read_bytes()
    length = len(content) * part // OFFSETS + part % 7
    path.write_bytes(content[:length])

    said = str(refusal(path))

    assert "damaged" in said or "empty" in said
    assert said.endswith(".")


def test_that_a_plan_with_something_after_its_end_is_refused(path):
    path.write_bytes(path.read_bytes() + b"\0" * 4096)

    assert "not as long as it says" in str(refusal(path))


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("CREATE TRIGGER planted AFTER UPDATE ON actions BEGIN DELETE FROM readings; END", "planted"),
        ("CREATE VIEW planted AS SELECT * FROM actions", "planted"),
        ("CREATE TABLE planted (id TEXT)", "planted"),
        ("CREATE INDEX planted ON actions (ref)", "planted"),
        ("DROP INDEX live_links", "live_links"),
        ("ALTER TABLE actions ADD COLUMN colour TEXT", "actions"),
    ],
    ids=["trigger", "view", "table", "index", "index gone", "altered table"],
)
def test_that_a_plan_with_a_strange_schema_is_refused(path, planted, name):
    execute(path, planted)

    assert f"“{name}” is not as Waymark makes it" in str(refusal(path))


def test_that_a_plan_of_an_impossible_version_is_refused(path):
    execute(path, "PRAGMA user_version=0")

    assert "version number 0" in str(refusal(path))


def test_that_a_plan_of_a_newer_version_can_only_be_read(path):
    versions = two_versions()
    open_plan(path, who=WHO, clock=clock, versions=versions).close()
    before = path.read_bytes()

    with pytest.raises(NewerPlan, match=r"newer version of Waymark .* can be opened for reading"):
        open_plan(path, who=WHO, clock=clock)
    with read_plan(path) as reader:
        assert reader.load().actions["action"] == ACTION

    assert path.read_bytes() == before


def test_that_a_newer_plan_that_is_made_differently_is_not_even_read(path):
    execute(path, "ALTER TABLE actions ADD COLUMN colour TEXT")
    execute(path, "PRAGMA user_version=2")

    with pytest.raises(NewerPlan, match="It was left as it is"):
        read_plan(path)


def test_that_an_older_plan_is_not_read_before_it_was_brought_up_to_date(path):
    with pytest.raises(Refused, match="made by an older version"):
        read_plan(path, versions=two_versions())


def test_that_what_a_save_that_was_cut_short_left_is_put_right_by_whoever_opens_for_writing(path):
    before = path.read_bytes()
    _cut_a_save_short(path)

    with pytest.raises(ReadOnlyPlan, match="not closed properly"):
        read_plan(path)
    with opened(path) as store:
        assert store.load().actions["action"] == ACTION

    assert path.read_bytes() == before


def test_that_what_a_save_that_was_cut_short_left_is_not_touched_while_somebody_has_the_lock(path):
    _cut_a_save_short(path)
    lock_path(path).write_text('{"who": "A manager", "computer": "elsewhere", "since": "2017-11-20"}')
    before = path.read_bytes()

    with pytest.raises(PlanInUse):
        open_plan(path, who=WHO, clock=clock)

    assert path.read_bytes() == before
    assert journal(path).exists()


def _cut_a_save_short(path: Path) -> None:
    """Leave the plan and its journal as they are in the middle of a commit."""
    with closing(connect(path, "rw")) as db:
        db.execute("PRAGMA cache_size=1")
        db.execute("PRAGMA cache_spill=1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE actions SET due = 'half-way'")
        db.execute("CREATE TABLE filler (text TEXT)")
        db.executemany("INSERT INTO filler VALUES (?)", [("x" * 3000,)] * 200)
        halfway, undone = path.read_bytes(), journal(path).read_bytes()
        db.execute("ROLLBACK")
    path.write_bytes(halfway)
    journal(path).write_bytes(undone)


@pytest.mark.parametrize("seed", range(15))
def test_that_flipped_bits_never_crash_or_write_and_are_found_where_they_changed_a_row(tmp_path, template, seed):
    content, rows = template.read_bytes(), _rows(template)
    path = tmp_path / "plan.waymark"
    random = Random(seed)

    for _ in range(10):
        bit = random.randrange(len(content) * 8)
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)

        with suppress(WaymarkError), open_plan(path, who=WHO, clock=clock) as store:
            faults = store.verify()
            assert faults or _rows(path) == rows, f"bit {bit}"
        assert path.read_bytes() == flipped, f"bit {bit}"


def _rows(path: Path) -> list[str]:
    """Everything that the tables hold, however odd."""
    with closing(connect(path, "ro")) as db:
        db.text_factory = bytes
        tables = [row[0].decode() for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [repr((table, row)) for table in sorted(tables) for row in db.execute(f"SELECT * FROM {table}")]


@pytest.mark.parametrize(
    "name",
    [
        "the plan of 2017.waymark",
        "St Swithin's plan.waymark",
        "what? 50% of #1 & more.waymark",
        "Gwelliant – Ynys Môn “plan” 計画.waymark",
        "file:plan.waymark?mode=ro",
        "no ending",
        f"{'long ' * 40}.waymark",
    ],
)
def test_that_a_plan_may_have_any_name(tmp_path, name):
    path = tmp_path / name
    make_plan(path)

    with opened(path) as store, read_plan(path) as reader:
        store.apply(step(change(ACTION, due="June 2018")))
        assert reader.load().actions["action"].due == "June 2018"

    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_that_a_path_may_be_longer_than_260_characters(tmp_path):
    folder = tmp_path.joinpath(*["children's services improvement"] * 10)
    folder.mkdir(parents=True)

    path = make_plan(folder / "plan.waymark")

    assert len(str(path)) > 260
    with opened(path) as store:
        assert store.load().actions["action"] == ACTION


def test_that_a_path_too_long_for_the_file_system_is_refused_in_words(tmp_path):
    with pytest.raises(ReadOnlyPlan, match="path is too long"):
        create_plan(tmp_path / f"{'long' * 100}.waymark", who=WHO, clock=clock)
    with pytest.raises(Refused, match="path is too long"):
        open_plan(tmp_path / f"{'long' * 100}.waymark", who=WHO, clock=clock)


def test_that_two_names_of_one_file_are_one_plan(path):
    other = path.with_name("shortcut.waymark")
    other.symlink_to(path)

    with opened(path), pytest.raises(PlanInUse):
        open_plan(other, who=WHO, clock=clock)


def test_that_a_plan_of_many_readings_opens(tmp_path):
    path = make_plan(tmp_path / "plan.waymark")
    with opened(path) as store:
        store.apply(step(*some_readings(2000)))

    with opened(path) as store:
        assert len(store.load().readings) == 2001
