"""Papers in a council's own form and the accessibility of documents, on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from tests.exchange.templates import a_council_template, a_plain_template
from waymark.jobs import running
from waymark.jobs.limits import MEGABYTE
from waymark.jobs.running import RunningJob


@pytest.mark.parametrize("kind", ["plan", "board", "scrutiny", "update"])
def test_that_every_paper_shuts_no_reader_out(run, plan, tmp_path, kind):
    paper = tmp_path / "paper.docx"
    run("report", plan, paper, "--kind", kind, "--period", "2017-11")

    told = run("accessibility", paper)

    assert told.exit_code == 0
    assert told.output.startswith("paper.docx: nothing found by ")


def test_that_the_councils_layout_is_told_of_by_its_merged_cells_alone(run, plan, tmp_path):
    paper = tmp_path / "paper.docx"
    run("report", plan, paper, "--kind", "plan", "--council", "--period", "2017-11")

    told = run("accessibility", paper, "--json")

    assert told.exit_code == 1
    assert {each["rule"] for each in json.loads(told.output)["findings"]} == {"merged-cells"}


def test_that_a_paper_is_written_on_a_template_with_the_styles_chosen(run, plan, tmp_path):
    template, paper = a_council_template(tmp_path / "council.docx"), tmp_path / "paper.docx"

    told = run("report", plan, paper, "--template", template, "--style", "Heading 2 = Section heading")

    assert told.exit_code == 0
    styled = {each.style.name: each.text for each in Document(str(paper)).paragraphs if each.style is not None}
    assert "Section heading" in styled
    assert "Heading 2" not in styled


def test_that_styles_without_a_namesake_are_listed(run, plan, tmp_path):
    template = a_council_template(tmp_path / "council.docx")

    told = run("report", plan, tmp_path / "paper.docx", "--template", template, "--style", "?")

    [detail] = [line for line in told.output.splitlines() if line.startswith("Cover detail ")]
    assert "Section heading" in detail
    assert not (tmp_path / "paper.docx").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--style", "Heading 2=Title"], "for a template"),
        (["--template", "TEMPLATE", "--style", "Heading 2"], "by both names"),
        (["--template", "TEMPLATE", "--style", "Heading 2=Aside"], "no style “Aside”"),
        (["--template", "GONE"], "cannot be read"),
        (["--format", "pdf"], "does not end in .pdf"),
    ],
    ids=["no template", "one name", "no such style", "gone", "format"],
)
def test_that_a_form_that_cannot_be_is_refused_and_nothing_is_written(run, plan, tmp_path, options, words):
    places = {"TEMPLATE": a_plain_template(tmp_path / "plain.docx"), "GONE": tmp_path / "gone.docx"}

    told = run("report", plan, tmp_path / "paper.docx", *[places.get(option, option) for option in options])

    assert told.exit_code == 1
    assert words in told.output
    assert not (tmp_path / "paper.docx").exists()


def test_that_findings_are_told_with_their_places_and_end_with_1(run, tmp_path):
    Document().save(str(tmp_path / "blank.docx"))

    told = run("accessibility", tmp_path / "blank.docx")

    assert told.exit_code == 1
    assert "No heading of level 1 says what the document is called. (the document) [one-title]" in told.output
    assert told.output.splitlines()[-1].startswith("blank.docx: ")


def test_that_what_is_no_document_is_refused_in_one_sentence(run, tmp_path):
    (tmp_path / "notes.docx").write_text("Some notes")

    told = run("accessibility", tmp_path / "notes.docx")

    assert told.exit_code == 1
    assert told.output.count("\n") == 1
    assert "“notes.docx” is not an Excel or Word file" in told.output


MANY_LINES = 300_000


def _with_little_memory(job, *arguments, limits):
    return RunningJob(job, *arguments, limits=replace(limits, memory=100 * MEGABYTE))


@pytest.mark.parametrize("command", ["accessibility", "report"])
def test_that_a_document_that_takes_too_much_is_given_up_in_one_sentence(run, plan, tmp_path, monkeypatch, command):
    document, paper = tmp_path / "greedy.docx", tmp_path / "paper.docx"
    with ZipFile(a_plain_template(tmp_path / "plain.docx")) as plain, ZipFile(document, "w", ZIP_DEFLATED) as greedy:
        for part in plain.infolist():
            content = plain.read(part)
            lines = b"".join(b"<w:p><w:r><w:t>%x</w:t></w:r></w:p>" % number for number in range(MANY_LINES))
            greedy.writestr(part, content.replace(b"<w:body>", b"<w:body>" + lines))
    monkeypatch.setattr(running, "RunningJob", _with_little_memory)
    arguments = {"accessibility": [document], "report": [plan, paper, "--template", document]}

    told = run(command, *arguments[command])

    assert told.exit_code == 1
    assert told.output.count("\n") == 1
    assert "“greedy.docx” took more than 100 MB of memory and was given up." in told.output
    assert not paper.exists()
