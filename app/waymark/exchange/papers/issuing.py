"""A paper written in the form that is asked for: as a Word file or as a PDF."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from waymark.domain.errors import Refused
from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.word import write_paper
from waymark.exchange.pdf import find_office, write_pdf
from waymark.exchange.telling import Said, unheard

WORDS_SHARE = 0.4
"""Of the time that a PDF takes: writing the Word file that it is made of."""


def write_issue(paper: Paper, target: Path, form: Form, said: Said = unheard, unfinished: Path | None = None) -> None:
    """Write the paper to `target`, whole or not at all, by way of `unfinished` beside it.

    Raises Refused, in words, where that cannot be done: the template is no use, the target is open elsewhere, there is
    no LibreOffice to make a PDF.
    """
    ending = ".pdf" if form.pdf else ".docx"
    if target.suffix.casefold() != ending:
        raise Refused(f"“{target.name}” does not end in {ending}; nothing was written. Choose such a name.")
    if not form.pdf:
        write_paper(paper, target, form, said, unfinished)
        return
    office = find_office()
    with TemporaryDirectory(prefix="waymark-", ignore_cleanup_errors=True) as folder:
        document = Path(folder, "paper.docx")
        write_paper(paper, document, form, lambda done, words: said(done * WORDS_SHARE, words))
        rest = 1 - WORDS_SHARE
        write_pdf(office, document, target, lambda done, words: said(WORDS_SHARE + done * rest, words), unfinished)
