"""PDFs of papers: by LibreOffice where it is, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.exchange.papers import paper_of
from waymark.domain.errors import Refused
from waymark.exchange import pdf
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.issuing import write_issue
from waymark.exchange.pdf import find_office, write_pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for LibreOffice are shell scripts")
FOLDER = """for word in "$@"; do before="$last"; last="$word"; [ "$before" = --outdir ] && folder="$word"; done"""


def an_office(folder: Path, does: str) -> Path:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{FOLDER}\n{does}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"what was there before")
    return path


def test_that_the_pdf_takes_the_targets_place_when_it_is_whole(tmp_path, target):
    write_pdf(an_office(tmp_path, 'printf "%%PDF" > "$folder/paper.pdf"'), tmp_path / "paper.docx", target)

    assert target.read_bytes() == b"%PDF"
    assert sorted(os.listdir(tmp_path)) == ["paper.pdf", "soffice"]


@pytest.mark.parametrize("does", ["exit 3", "true", "kill -9 $$"], ids=["fails", "writes nothing", "is killed"])
def test_that_an_office_that_makes_no_pdf_is_told_and_the_old_file_stays(tmp_path, target, does):
    with pytest.raises(Refused, match="made no PDF"):
        write_pdf(an_office(tmp_path, does), tmp_path / "paper.docx", target)

    assert target.read_bytes() == b"what was there before"


def test_that_an_office_that_hangs_is_ended_after_its_time(tmp_path, target):
    with pytest.raises(Refused, match="was not done"):
        write_pdf(an_office(tmp_path, "exec tail -f /dev/null"), tmp_path / "paper.docx", target, seconds=0)

    assert target.read_bytes() == b"what was there before"


def test_that_calling_off_ends_the_office_and_what_it_has_started(tmp_path, target):
    line = tmp_path / "line"
    os.mkfifo(line)
    heard = os.open(line, os.O_RDONLY | os.O_NONBLOCK)
    office = an_office(tmp_path, f'exec 9> "{line}"; tail -f /dev/null & echo begun >&9; wait')

    def called_off(done, words):
        with suppress(BlockingIOError):
            if os.read(heard, 100):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pdf(office, tmp_path / "paper.docx", target, called_off)

    # The line ends when the last process that holds it has.
    os.set_blocking(heard, True)
    assert os.read(heard, 100) == b""
    os.close(heard)
    assert target.read_bytes() == b"what was there before"


def test_that_an_office_that_cannot_be_started_is_told(tmp_path, target):
    program = tmp_path / "soffice"
    program.write_text("not a program")

    with pytest.raises(Refused, match="could not be started"):
        write_pdf(program, tmp_path / "paper.docx", target)


def test_that_without_libreoffice_a_pdf_is_refused_with_what_to_do(tmp_path, target, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "PLACES", {})

    with pytest.raises(Refused, match="not found on this computer"):
        write_issue(paper_of(), target, Form(pdf=True))

    assert target.read_bytes() == b"what was there before"


def test_that_libreoffice_is_found_where_it_is_on_nobodys_path(tmp_path, monkeypatch):
    program = an_office(tmp_path, "true")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("OFFICES", str(tmp_path))
    monkeypatch.setattr(pdf, "PLACES", {sys.platform: ("/gone/soffice", "$OFFICES/soffice")})

    assert find_office() == program


@pytest.mark.parametrize(("name", "form"), [("paper.docx", Form(pdf=True)), ("paper.pdf", Form())], ids=["pdf", "word"])
def test_that_a_file_is_not_named_after_another_format(tmp_path, name, form):
    with pytest.raises(Refused, match="does not end in"):
        write_issue(paper_of(), tmp_path / name, form)

    assert not (tmp_path / name).exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_that_libreoffice_makes_a_tagged_pdf_of_a_paper(target):
    write_issue(paper_of(), target, Form(pdf=True))

    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/MarkInfo<</Marked true>>" in content
