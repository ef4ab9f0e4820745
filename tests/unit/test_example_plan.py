"""The example plan: what it must hold, and that every fault its README says is planted is there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from waymark_resources import example

PLAN: dict[str, Any] = json.loads(example("plan.json").read_text(encoding="utf-8"))
EARLIER: dict[str, Any] = json.loads(example("plan-earlier.json").read_text(encoding="utf-8"))
README = example("README.md").read_text(encoding="utf-8")


def item(rows: str, ref: str, plan: dict[str, Any] = PLAN) -> dict[str, Any]:
    [found] = [row for row in plan[rows] if row.get("ref") == ref]
    return dict(found)


def action(ref: str, field: str, plan: dict[str, Any] = PLAN) -> Any:
    return item("actions", ref, plan).get(field, "")


def kpi(ref: str, field: str, plan: dict[str, Any] = PLAN) -> Any:
    return item("kpis", ref, plan).get(field, "")


def recommendation(ref: str) -> str:
    row = item("recommendations", ref)
    return "\n".join(row[field] for field in ("targets", "evidence", "further_actions"))


def readings(ref: str) -> dict[str, str]:
    return {row["period_raw"]: row["raw"] for row in PLAN["readings"] if row["kpi_ref"] == ref}


def comparators(ref: str) -> dict[str, tuple[str, str]]:
    return {row["comparator"]: (row["period_raw"], row["raw"]) for row in PLAN["comparators"] if row["kpi_ref"] == ref}


def commentary(section: str, kind: str = "summary", block: int = 1) -> str:
    place = (section, kind, block, "Nov-17")
    rows = PLAN["commentary"]
    return "\n".join(
        row["text"] for row in rows if place == (row["section"], row["kind"], row["block"], row["period_raw"])
    )


def passages(paper: str) -> str:
    return "\n".join(row["text"] for row in PLAN["passages"] if row["paper"] == paper)


def all_of(check: Callable[[str], bool], *refs: str) -> bool:
    return all(check(ref) for ref in refs)


def outturn_is_dated(ref: str) -> bool:
    return comparators(ref)["outturn"][1].endswith("(2014/15)")


def kpi_refs(ref: str, plan: dict[str, Any] = PLAN) -> str:
    return str(action(ref, "kpi_refs_raw", plan))


def due(ref: str) -> str:
    return str(action(ref, "due_raw"))


def scheme_meaning(word: str) -> str:
    return str({rating["word"]: rating["meaning"] for rating in PLAN["rating_schemes"][0]["ratings"]}[word])


def log(ref: str) -> dict[str, Any]:
    return item("log_entries", ref)


def repeated_passage(paper: str) -> bool:
    return max(Counter(row["text"] for row in PLAN["passages"] if row["paper"] == paper).values()) == 2


def has_red_without_next_steps(section: str) -> bool:
    reds = [row for row in PLAN["kpis"] if row.get("section") == section and row.get("rating_raw") == "Red"]
    return any(not commentary(section, "next_steps", row["block"]) for row in reds)


PLANTED: dict[str, Callable[[], bool]] = {
    "B01": lambda: scheme_meaning("Green").startswith(scheme_meaning("Blue")),
    "B02": lambda: scheme_meaning("Amber").startswith("On track"),
    "B03": lambda: all_of(
        lambda ref: action(ref, "state") == "Not started" and not action(ref, "rating_raw"),
        *("1.2.3", "4.1.3", "5.2.2", "6.1.5"),
    ),
    "B05": lambda: due("1.1.1") == due("1.1.3") == "Report quarterly",
    "B06": lambda: (
        (due("4.2.2"), due("4.1.1")) == ("Mar 2017", "Sep 2017")
        and all_of(lambda ref: due(ref) == "Oct 2017", "2.4.2", "2.5.1", "3.3.2", "3.6.1")
    ),
    "B07": lambda: all_of(
        lambda ref: due(ref) == "Nov 2017", "1.2.5", "1.2.6", "1.3.2", "2.3.1", "4.2.1", "5.1.3", "5.2.1", "6.2.1"
    ),
    "B08": lambda: due("6.1.5") == "Dec 2018" and not any(k.get("target_due_raw") == "Dec-18" for k in PLAN["kpis"]),
    "B10": lambda: [kpi_refs(ref) for ref in ("1.1.1", "1.4.1", "4.1.1", "5.1.1")] == ["1", "2", "17", "18"],
    "B11": lambda: [kpi_refs(ref) for ref in ("2.2.1", "3.2.1", "6.1.1")] == ["6a,b", "12a,b", "19a,b,c"],
    "B12": lambda: (
        [kpi_refs(ref) for ref in ("1.2.1", "1.4.2", "1.6.1", "2.5.1", "4.1.3")]
        == ["1, 2, 3", "2,3", "1,2,3,4", "5,6,7", "1,2,3,17"]
    ),
    "B13": lambda: kpi_refs("4.2.1") == kpi_refs("4.2.2") == "All",
    "B14": lambda: all_of(lambda ref: not kpi_refs(ref), "2.4.1", "2.4.2", "6.1.3", "6.1.5", "6.2.3", "6.3.1"),
    "B15": lambda: (
        [kpi_refs(ref, EARLIER) for ref in ("5.2.3", "6.1.1", "6.1.2", "6.1.4", "6.2.1", "6.2.2")]
        == ["16", "17a,b,c", "17a,b,c", "15", "17a", "17c"]
    ),
    "B16": lambda: (kpi_refs("4.2.4", EARLIER), kpi_refs("4.2.4")) == ("17", "19"),
    "B17": lambda: [kpi_refs(ref) for ref in ("4.1.3", "4.2.3", "6.1.4")] == ["1,2,3,17", "2a,b", "17c"],
    "B18": lambda: not any("19" in row.get("kpi_refs_raw", "") for row in EARLIER["actions"]),
    "B19": lambda: action("5.2.4", "objective_ref", EARLIER) == "5.3",
    "B21": lambda: sum("," in row["post"] for row in PLAN["officers"]) == 4,
    "B22": lambda: len({*action("2.2.1", "leads", EARLIER), *kpi("6b", "owners", EARLIER), *kpi("6b", "owners")}) == 3,
    "B26": lambda: "\n- " in action("1.4.2", "text") and "\n- " in action("1.6.1", "text"),
    "B28": lambda: repeated_passage("plan"),
    "B29": lambda: (kpi("16", "target_raw"), comparators("16")["outturn"][1]) == ("4 / 7", "4"),
    "B30": lambda: [kpi(ref, "target_due_raw") for ref in ("9a", "15", "6b")] == ["2018", "Mar -18", "Jan-18"],
    "B31": lambda: (
        Counter(row["frequency"] for row in PLAN["kpis"] if row.get("theme_ref"))
        == {"quarterly": 27, "annual": 6, "6-monthly": 1}
    ),
    "B32": lambda: all_of(lambda ref: not kpi(ref, "polarity_raw"), "13", "14", "15", "16", "18b"),
    "B34": lambda: all_of(outturn_is_dated, "2b", "13", "14", "18a", "18b"),
    "B35": lambda: (
        all_of(lambda ref: "-" in readings(ref).values(), "2b", "9a", "19b") and "n/a" in readings("11").values()
    ),
    "B36": lambda: comparators("1b")["outturn"][1].startswith("Note") and not readings("1c"),
    "B37": lambda: all_of(
        lambda ref: "England" in comparators(ref) and "statistical neighbours" not in comparators(ref), "12a", "13"
    ),
    "B38": lambda: [period for period, _ in comparators("3b").values()] == ["2015/16", "2014/15"],
    "B39": lambda: all_of(lambda ref: len(kpi(ref, "definitions")) == 2, "3a", "11"),
    "B40": lambda: (
        "%" not in kpi("18b", "title") and kpi("18b", "unit") == "%" and not (kpi("10", "unit") or kpi("11", "unit"))
    ),
    "B41": lambda: [readings(ref)["Q2 2017-18"] for ref in ("4", "18a", "18b")] == ["100%", "14%", "5%"],
    "B43": lambda: [readings(ref)["Q2 2017-18"] for ref in ("2a", "6a", "12a")] == ["81%", "47%", "68%"],
    "B44": lambda: (
        (kpi("14", "target_raw"), comparators("14")["statistical neighbours"][1]) == ("7%", "6%")
        and kpi("2b", "target_raw") == comparators("2b")["statistical neighbours"][1]
    ),
    "B45": lambda: (
        PLAN["plan"]["subtitle"] != EARLIER["plan"]["subtitle"]
        and (EARLIER["plan"]["version"], PLAN["plan"]["version"]) == ("Version 1.3", "Version 4")
    ),
    "C01": lambda: "17 or below\nAmber: 18.1-20" in kpi("W 1", "rule_raw") and readings("W 1")["Nov-17"] == "18",
    "C02": lambda: "75%-84%" in kpi("CL 3a", "rule_raw") and readings("CL 3a")["May-17"] == "84.5%",
    "C03": lambda: "22% or below Green\n21%" in kpi("FD 8", "rule_raw") and readings("FD 8")["Apr-17"] == "21%",
    "C04": lambda: re.findall(r"\d+", kpi("CP 10", "rule_raw")) == ["10", "10", "15", "16"],
    "C06": lambda: (
        (kpi("W1 d", "target_raw"), kpi("CIN 4", "target_raw")) == ("17", "75%")
        and "16 or below" in kpi("W1 d", "rule_raw")
        and "98% or above" in kpi("CIN 4", "rule_raw")
    ),
    "C07": lambda: kpi("CP 10", "target_raw").startswith("<10%") and "or below" in kpi("CP 10", "rule_raw"),
    "C08": lambda: kpi("CP 10", "unit") == "children" and "%" in kpi("CP 10", "rule_raw"),
    "C09": lambda: kpi("QA 1", "polarity_raw") == "SIB" and "90% or above Green" in kpi("QA 1", "rule_raw"),
    "C10": lambda: all_of(lambda r: kpi(r, "rule_raw") and not kpi(r, "polarity_raw"), "LE 2", "CL a", "QA 3"),
    "C11": lambda: all_of(
        lambda r: not kpi(r, "rule_raw") and not kpi(r, "polarity_raw"), "FD 1", "MC 1", "LE 3", "CL 1", "CL 3", "QA 2"
    ),
    "C12": lambda: kpi("LE 2", "rule_raw") and not kpi("LE 2", "rating_raw"),
    "C14": lambda: kpi("W 1", "rating_raw") == kpi("LAC 20", "rating_raw") == "Yellow",
    "C15": lambda: all_of(lambda ref: kpi(ref, "target_raw") == "NA", "CL 1", "CL 2", "CL 3"),
    "C20": lambda: (
        sum("(6m+)" in raw for raw in readings("LAC 19 (12m)").values()) == 22
        and kpi("LAC 19 (12m)", "definitions")[1]["from_raw"] == "Oct-17"
    ),
    "C21": lambda: (
        "Apr-17" not in readings("P1") and "May-17" not in readings("LE 3") and "Aug-17" not in readings("CL a")
    ),
    "C22": lambda: "January 2018" in readings("QA 2")["Apr-17"] and readings("QA 3")["Apr-17"] == "Pending",
    "C23": lambda: [readings("AD 7")[month] for month in ("May-17", "Jun-17", "Jul-17")] == ["0", "0", "0"],
    "C24": lambda: (readings("CL 3a")["Jun-17"], readings("CL 3a")["Oct-17"]) == ("86.0%", "87%"),
    "C26": lambda: (readings("LE 2")["Sep-17"], readings("LE 2")["Nov-17"]) == ("86.0%", "11.0%"),
    "C30": lambda: "W 1 e" in commentary("Workforce") and "W 1 e" not in [row["ref"] for row in PLAN["kpis"]],
    "C31": lambda: (
        "(LAC 19)" in commentary("Children looked after") and "LAC 19" not in [row["ref"] for row in PLAN["kpis"]]
    ),
    "C32": lambda: {"P1", "W 1", "W1 a", "CL a"} <= {row["ref"] for row in PLAN["kpis"]},
    "C34": lambda: "need*" in kpi("CIN 4", "title") and not kpi("CIN 4", "note") and not kpi("CL a", "unit"),
    "C40": lambda: {"Oct-01", "Oct-12", "Nov-01"} <= {row["ref"] for row in PLAN["log_entries"]},
    "C41": lambda: (log("Nov-01")["when_raw"], log("Nov-01")["raised_at"]) == ("Feb-17", "November 2017 board"),
    "C42": lambda: all_of(lambda ref: log(ref)["when_raw"] == "TBC", "Oct-05", "Oct-06", "Oct-08", "Oct-10", "Oct-11"),
    "C44": lambda: (
        all_of(lambda ref: "owner" not in log(ref), "Oct-05", "Oct-10")
        and all_of(
            lambda ref: re.search(r"\b(is|are|may) ", log(ref)["action"]) is not None, "Oct-03", "Oct-04", "Oct-09"
        )
    ),
    "C50": lambda: "(xx%)" in commentary("Assessment"),
    "C51": lambda: (
        "levelled off" in commentary("Children looked after")
        and [readings("LAC 11")[f"{month}-17"] for month in ("Jun", "Jul", "Aug", "Sep", "Oct", "Nov")]
        == ["77%", "75%", "69%", "65%", "63%", "62%"]
    ),
    "C52": lambda: (
        "All contacts" in commentary("Front door", "improvement_activity")
        and "continued to grow" in commentary("Front door")
        and "30% fewer" in passages("board")
    ),
    "C53": lambda: "(+5%)" in commentary("Help and protection"),
    "C54": lambda: all_of(
        has_red_without_next_steps,
        *("Workforce", "Front door", "Children looked after", "Fostering and adoption", "Care leavers"),
    ),
    "C55": lambda: commentary("Help and protection", "next_steps").endswith("CIN 5:"),
    "C57": lambda: commentary("Workforce") == commentary("Workforce", "improvement_activity"),
    "L02": lambda: re.search(r"Six recommendations are Amber.*\n(- .*\n){5}(?!-)", passages("scrutiny")) is not None,
    "L04": lambda: item("recommendations", "1.")["ref"].endswith("."),
    "L05": lambda: "84% (Dec 15), target Dec17 83%" in recommendation("2"),
    "L06": lambda: "By 21 June 2017 it had risen" in recommendation("3"),
    "L07": lambda: "12 – 15" in recommendation("3") and "12 – 15" in [row["raw"] for row in PLAN["targets"]],
    "L09": lambda: (
        "30.6% in Sept 2017, target 22%" in recommendation("5") and item("recommendations", "5")["rating_raw"] == "G"
    ),
    "L10": lambda: all_of(lambda ref: "*" in re.sub(r"\*\*", "", recommendation(ref)), "6", "7", "12"),
    "L11": lambda: "quality: *" in recommendation("11") and item("recommendations", "11")["rating_raw"] == "G",
    "L13": lambda: (
        "69.3%, 68.5%" in recommendation("7")
        and ("LAC 20", "73%") in [(row["kpi_ref"], row["raw"]) for row in PLAN["targets"]]
    ),
    "L14": lambda: (
        "8% (Sept 17)" in recommendation("7")
        and "8%," in recommendation("8")
        and "8.5%" in recommendation("14")
        and (readings("18b")["Q2 2017-18"], readings("P1")["Nov-17"]) == ("5%", "43%")
    ),
    "L15": lambda: "78.5% of children scored 16 or less; target 16" in recommendation("8"),
    "L16": lambda: all(figure in recommendation("9") for figure in ("90% of 24", "95% of 39", "100% of 84")),
    "L20": lambda: "12.4 | 215.5 | 6.1 | 12" in recommendation("17"),
    "L23": lambda: "three-year plan" in passages("scrutiny") and "4 year plan" in passages("scrutiny"),
    "L24": lambda: all(
        date in item("recommendations", ref)["further_actions"]
        for ref, date in {"2": "January 2017", "8": "April 2017", "14": "summer 2017", "17": "Jan 2017"}.items()
    ),
    "L25": lambda: item("recommendations", "5")["leads"][1] not in [row["post"] for row in PLAN["officers"]],
    "L26": lambda: all(
        date in recommendation(ref)
        for ref, date in {"2": "Dec17", "5": "Sept 2017", "7": "Sept2017", "14": "29th October 2017"}.items()
    ),
    "L27": lambda: all(
        count in recommendation(ref)
        for ref, count in {"5": "3 of 37", "8": "3 young people", "13": "4 children", "15": "2 Care Leavers"}.items()
    ),
    "L29": lambda: "01632 96 0960304" in passages("scrutiny") and ", http://" in passages("scrutiny"),
    "S07": lambda: all_of(lambda ref: "bi-monthly" in action(ref, "review_date_raw"), "1.5.1", "6.2.3"),
    "S08": lambda: any(
        row["period_raw"] == "Oct-17" and row.get("dated_raw") == "14 November 2017" for row in PLAN["updates"]
    ),
    "S10": lambda: (
        (readings("W 3")["Dec-15"], readings("QA 1")["Dec-15"], readings("CP 10")["Jul-16"]) == ("-", "-", "c")
    ),
    "S11": lambda: [kpi(ref, "also_in")[0]["section"] for ref in ("W1 a", "QA 5")] == ["Assessment", "Front door"],
    "S12": lambda: all_of(lambda ref: kpi(ref, "basis") == "year to date", "QA 4", "QA 5"),
    "S13": lambda: "100% of newly qualified staff have a mentor" in action("5.1.3", "measures"),
    "S14": lambda: "99% Sept" in action("1.2.1", "measures"),
    "S16": lambda: kpi("W 3", "basis") == "rolling 12 months",
    "S17": lambda: "national figure of 42%" in passages("scrutiny") and "figure of 37%" in passages("scrutiny"),
    "S24": lambda: "8* children" in commentary("Fostering and adoption", "improvement_activity"),
    "S25": lambda: "95.2%; the table of the health group shows 95%" in passages("scrutiny"),
}


@pytest.mark.parametrize("trap", PLANTED)
def test_that_trap_planted_in_the_example_is_there(trap: str) -> None:
    is_there = PLANTED[trap]

    assert is_there()


def test_that_the_readme_lists_the_planted_faults_and_no_others() -> None:
    listed = re.findall(r"^\| ([BCLS]\d\d) \|", README, flags=re.MULTILINE)

    assert listed == sorted(PLANTED)


def test_that_the_example_holds_what_was_promised() -> None:
    sections = [row["title"] for row in PLAN["themes"] if not row.get("ref")]
    plan_kpis = [row for row in PLAN["kpis"] if row.get("theme_ref")]
    indicators = [row for row in PLAN["kpis"] if row["section"] in sections]

    counts = {rows: len(PLAN[rows]) for rows in ("objectives", "actions", "recommendations", "meetings", "log_entries")}

    assert counts == {"objectives": 26, "actions": 59, "recommendations": 17, "meetings": 2, "log_entries": 14}
    assert (len(PLAN["themes"]) - len(sections), len(sections)) == (6, 8)
    assert (len(plan_kpis), len(indicators)) == (34, 38)
    assert Counter(row["rating_raw"] for row in PLAN["recommendations"]) == {"G": 11, "A": 6}
    assert {row["kind"] for row in PLAN["commentary"]} == {"summary", "improvement_activity", "next_steps"}
    assert {row["paper"] for row in PLAN["passages"]} == {"plan", "board", "scrutiny", "update"}
    assert sorted(row["text"].count("\n") for row in PLAN["actions"])[-2:] == [16, 16]


def test_that_the_example_holds_two_years_of_monthly_readings() -> None:
    months = set(readings("FD 3"))

    lengths = [len(set(readings(row["ref"])) & months) for row in PLAN["kpis"] if row["frequency"] == "monthly"]

    assert len(months) == 24
    assert {"Dec-15", "Nov-17"} <= months
    assert Counter(lengths) == {24: 33, 22: 1, 18: 1, 3: 1, 1: 2}


@pytest.mark.parametrize(
    "typed",
    ["Mar 2018", "31/03/2018", "31 March 2018", "Q4 2017-18", "2018", "Report quarterly", "Ongoing", "TBC", ""],
)
def test_that_every_kind_of_due_date_occurs(typed: str) -> None:
    assert typed in [row.get("due_raw", "") for row in PLAN["actions"]]


@pytest.mark.parametrize("plan", [PLAN, EARLIER], ids=["plan", "earlier"])
def test_that_every_reference_names_something_in_the_plan(plan: dict[str, Any]) -> None:
    refs = {rows: [row["ref"] for row in plan[rows]] for rows in ("actions", "kpis", "recommendations", "objectives")}
    titles = [row["title"] for row in plan["themes"] + plan["meetings"]]
    linking = plan["recommendations"] + plan["log_entries"] + plan["commentary"]

    named_kpis = {ref for row in linking for ref in row.get("kpi_refs", [])}
    named_kpis |= {row["kpi_ref"] for rows in ("readings", "targets", "comparators") for row in plan[rows]}
    named_actions = {ref for row in linking for ref in row.get("action_refs", [])}
    named_titles = {row["section"] for row in plan["kpis"] + plan["commentary"]}

    assert named_kpis <= set(refs["kpis"])
    assert named_actions <= set(refs["actions"])
    assert {row["objective_ref"] for row in plan["actions"]} == set(refs["objectives"])
    assert named_titles | {row["raised_at"] for row in plan["log_entries"]} <= set(titles)
    assert all(row["ref"] in refs[f"{row['kind']}s"] for rows in ("judgements", "updates") for row in plan[rows])
    assert all(len(found) == len(set(found)) for found in refs.values())


def test_that_officers_are_posts_with_distinct_initials() -> None:
    officers = PLAN["officers"]

    initials = {row["initials"] for row in officers}

    assert len(initials) == len(officers)
    assert not any("name" in row for row in officers)
    assert all(row["email"].endswith("@marlbrook.example") for row in officers)
    assert {row["owners"][0] for row in PLAN["kpis"] if not row.get("theme_ref")} <= initials


def test_that_one_judgement_overrides_the_figures_with_a_reason() -> None:
    [override] = [row for row in PLAN["judgements"] if row.get("reason")]

    assert (override["ref"], override["period_raw"], override["rating_raw"]) == ("MC 6", "Nov-17", "Amber")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", PLAN["rating_schemes"], ids=lambda scheme: scheme["name"])
def test_that_ratings_can_be_told_apart_without_colour_and_read_on_it(scheme: dict[str, Any]) -> None:
    ratings = scheme["ratings"]

    contrasts = [
        max(1.05 / (light + 0.05), (light + 0.05) / 0.05) for light in (luminance(r["colour"]) for r in ratings)
    ]

    assert min(contrasts) >= 4.5
    assert all(len({rating[field] for rating in ratings}) == len(ratings) for field in ("letter", "word", "shape"))


def test_that_the_earlier_version_differs_as_its_readme_says() -> None:
    now = {row["ref"]: row for row in PLAN["actions"]}
    before = {row["ref"]: row for row in EARLIER["actions"]}
    fields = ("text", "leads", "kpi_refs_raw", "due_raw")

    changed = [f for ref in now.keys() & before.keys() for f in fields if now[ref].get(f) != before[ref].get(f)]

    assert (now.keys() - before.keys(), before.keys() - now.keys()) == ({"4.1.3", "5.3.1"}, {"5.2.4"})
    assert now["5.3.1"]["text"] == before["5.2.4"]["text"]
    assert Counter(changed) == {"kpi_refs_raw": 7, "leads": 2, "text": 1}
    assert (kpi("3a", "target_raw", EARLIER), kpi("3a", "target_raw")) == ("2.5%", "4.5%")
    assert [ref for ref in ("3a", "6b", "11", "18b") if kpi(ref, "title", EARLIER) != kpi(ref, "title")] == [
        *("3a", "6b", "11", "18b")
    ]
    assert not any(row.get("period_raw") == "Nov-17" for row in EARLIER["readings"] + EARLIER["commentary"])
