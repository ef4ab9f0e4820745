"""One lead's share of a tracker, and a folder of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.plans import a_kpi, a_link, a_plan, a_reading, an_action, an_officer
from tests.tracking import NOVEMBER, STAMP, a_tracked_plan, reasons
from waymark.domain.errors import Refused
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.read_me import Request
from waymark.exchange.trackers.shares import write_shares
from waymark.exchange.trackers.workbook import write_tracker

PLAN = a_tracked_plan()
REQUEST = Request("Friday 8 December 2017", "A secretary")


def share(folder, lead="head", plan=PLAN):
    path = folder / "share.xlsx"
    write_tracker(plan, NOVEMBER, replace(STAMP, lead=lead, tracker="t1"), path, request=REQUEST)
    return path


def shares(folder, plan=PLAN):
    return write_shares(plan, NOVEMBER, STAMP, folder, REQUEST)


def refs(path, sheet):
    book = load_workbook(path)
    return [row[1] for row in book[sheet].iter_rows(min_row=2, values_only=True)] if sheet in book.sheetnames else []


def test_that_a_share_holds_only_what_its_lead_leads(tmp_path):
    assert refs(share(tmp_path, "head"), "Actions") == ["1.1"]
    assert refs(share(tmp_path, "lead"), "Actions") == ["1.1", "1.2"]
    assert refs(share(tmp_path, "lead"), "Readings") == []


def test_that_a_share_of_kpis_has_the_months_of_these_kpis(tmp_path):
    owner, kpi, other = an_officer("Owner", id="owner"), a_kpi("7", id="seven"), a_kpi("8", id="eight")
    plan = a_plan(owner, kpi, other, a_link(kpi, owner), a_reading(kpi, "2017-10"), a_reading(other, "2016-12"))

    page = load_workbook(share(tmp_path, "owner", plan))["Readings"]

    assert [cell.value for cell in page[1]][6:-1] == ["Sep 2017", "Oct 2017", "Nov 2017"]
    assert refs(share(tmp_path, "owner", plan), "Readings") == ["7"]


def test_that_a_share_comes_back_knowing_its_lead_and_its_own_name(tmp_path):
    returned = read_returned(share(tmp_path))

    assert (returned.stamp.lead, returned.stamp.tracker, returned.stamp.name) == ("head", "t1", "t1")


def test_that_trap_x03_a_share_that_comes_back_whole_misses_nothing(tmp_path):
    proposal = proposed(PLAN, PLAN, read_returned(share(tmp_path)))

    assert (proposal.cells, proposal.flags, proposal.ignored) == ((), (), ())


def test_that_trap_x03_of_a_share_the_row_that_is_missing_is_named(tmp_path):
    returned = read_returned(share(tmp_path, "lead"))

    proposal = proposed(PLAN, PLAN, replace(returned, rows=returned.rows[1:]))

    assert reasons(proposal) == ["row_missing"]


def test_that_every_lead_gets_a_tracker_and_an_e_mail(tmp_path):
    found = shares(tmp_path / "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Head of Practice, Nov 2017.txt",
        "Head of Practice, Nov 2017.xlsx",
        "Lead, Audit & Learning, Nov 2017.txt",
        "Lead, Audit & Learning, Nov 2017.xlsx",
    ]
    assert [read_returned(each.path).stamp for each in found] == [each.stamp for each in found]
    assert len({each.stamp.tracker for each in found}) == 2


def test_that_the_e_mail_says_what_is_asked_by_when_and_by_whom(tmp_path):
    [head, _] = shares(tmp_path)

    text = head.letter.read_text(encoding="utf-8")

    assert "Attachment: Head of Practice, Nov 2017.xlsx" in text
    assert "Dear Head of Practice," in text
    assert "your tracker for November 2017: 1 action." in text
    assert "- the rating of each action, and what is not right any more about it," in text
    assert "- what has been done, on the sheet Updates.\n" in text
    assert "by Friday 8 December 2017" in text
    assert text.endswith("A secretary\n")


@pytest.mark.parametrize(
    ("posts", "names"),
    [
        (("Head: A/B", "Head: A\\B"), {"Head A B, Nov 2017.xlsx", "Head A B 2, Nov 2017.xlsx"}),
        (("Ann " * 40,), {f"{('Ann ' * 15).strip()}, Nov 2017.xlsx"}),
        (("???",), {"lead, Nov 2017.xlsx"}),
    ],
    ids=["signs", "long", "nothing left"],
)
def test_that_files_have_names_that_every_system_takes(tmp_path, posts, names):
    action = an_action()
    leads = [an_officer(post, rank=f"a{place}") for place, post in enumerate(posts)]
    links = [a_link(action, lead, f"a{place}") for place, lead in enumerate(leads)]

    found = shares(tmp_path, a_plan(action, *leads, *links))

    assert {each.path.name for each in found} == names


def test_that_a_plan_in_which_nobody_leads_anything_is_refused_and_no_folder_made(tmp_path):
    with pytest.raises(Refused, match="Nobody leads or owns anything"):
        shares(tmp_path / "out", a_plan(an_action()))

    assert not (tmp_path / "out").exists()


def test_that_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(Refused, match="choose another folder"):
        shares(tmp_path / "out")
