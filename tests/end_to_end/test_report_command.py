"""The command that writes papers: which, how much of them, for whom."""

from __future__ import annotations

import pytest
from docx import Document


def texts(path):
    """Every word in it, those of tables too."""
    paragraphs = Document(str(path)).element.body.iter("{*}p")
    return "\n".join("".join(each.itertext("{*}t")) for each in paragraphs)


def headings(path):
    paragraphs = Document(str(path)).paragraphs
    return [each.text for each in paragraphs if each.style is not None and each.style.name == "Heading 2"]


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("plan", "Key performance indicators"),
        ("board", "Board action log"),
        ("scrutiny", "Appendix A: progress against the recommendations"),
        ("update", "Performance data"),
    ],
)
def test_that_each_paper_is_written_for_the_example(run, plan, tmp_path, kind, named):
    result = run("report", plan, tmp_path / "paper.docx", "--kind", kind)

    assert result.exit_code == 0
    assert f"Wrote the {kind} paper for Nov 2017" in result.output
    assert named in headings(tmp_path / "paper.docx")
    assert "Data as at 30 November 2017" in texts(tmp_path / "paper.docx")


def test_that_only_the_sections_asked_for_are_written(run, plan, tmp_path):
    run("report", plan, tmp_path / "paper.docx", "--kind", "plan", "--sections", "key, kpis")

    assert headings(tmp_path / "paper.docx") == ["Rating key", "Key performance indicators"]


def test_that_an_unknown_section_is_refused_with_those_that_there_are(run, plan, tmp_path):
    result = run("report", plan, tmp_path / "paper.docx", "--kind", "plan", "--sections", "key,chart")

    assert result.exit_code == 1
    assert result.output == (
        "The improvement plan has no section “chart”; nothing was written. "
        "It has introduction, key, actions, kpis and closing. Choose one of these.\n"
    )
    assert not (tmp_path / "paper.docx").exists()


def test_that_the_sections_of_a_paper_are_listed_with_their_headings(run, plan, tmp_path):
    result = run("report", plan, tmp_path / "paper.docx", "--kind", "scrutiny", "--sections", "list")

    assert "challenges      Challenges to progress\n" in result.output
    assert not (tmp_path / "paper.docx").exists()


def test_that_a_marking_takes_the_place_of_the_plans_own(run, plan, tmp_path):
    run("report", plan, tmp_path / "paper.docx", "--kind", "update", "--marking", "OFFICIAL-SENSITIVE")

    section = Document(str(tmp_path / "paper.docx")).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert section.footer.paragraphs[-1].text == "OFFICIAL-SENSITIVE"


def test_that_trap_l27_a_public_copy_leaves_small_numbers_out(run, plan, tmp_path):
    for name, more in {"public": ["--public"], "board": []}.items():
        run("report", plan, tmp_path / f"{name}.docx", "--kind", "scrutiny", *more)

    public, whole = (texts(tmp_path / f"{name}.docx") for name in ("public", "board"))
    assert "3 young people to go home" in whole
    assert "[c] young people to go home" in public
    assert "only 4 children" not in public


def test_that_the_councils_layout_is_written_and_opens(run, plan, tmp_path):
    run("report", plan, tmp_path / "paper.docx", "--kind", "plan", "--council", "--sections", "actions")

    first, *_ = Document(str(tmp_path / "paper.docx")).tables
    assert len({cell._tc for cell in first.rows[1].cells}) == 1
    assert first.rows[1].cells[0].text == "1.1 Make case audit count"


def test_that_trap_c50_a_placeholder_that_would_be_printed_is_told_of(run, plan, tmp_path):
    printed = run("report", plan, tmp_path / "board.docx", "--kind", "board")
    other = run("report", plan, tmp_path / "plan.docx", "--kind", "plan")

    assert "The summary of “Assessment” for Nov 2017 still has “(xx%)”." in printed.output
    assert "Before it is issued" not in other.output
