"""What is refused of a template, and in which words."""

from __future__ import annotations

import re
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from tests.exchange.templates import (
    W,
    a_council_template,
    a_paper,
    a_plain_template,
    remade,
    written,
)
from waymark.domain.errors import Refused
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.word import write_paper


@pytest.fixture(scope="module")
def content():
    return a_paper()


def without_styles(name, content):
    if name == "word/styles.xml":
        return b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    return content


def strict(name, content):
    return content.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_styles, "has no styles"),
        (lambda name, content: None if name == "word/styles.xml" else content, "damaged"),
        (lambda name, content: None if name == "word/document.xml" else content, "damaged"),
        (lambda name, content: None if name == "[Content_Types].xml" else content, "damaged"),
        (lambda name, content: content[:-30] if name == "word/document.xml" else content, "damaged"),
        (strict, "Strict"),
        (lambda name, content: content.replace(b'r:id="rId', b'r:id="gone'), "damaged"),
        (lambda name, content: re.sub(rb'ContentType="[^"]+theme[^"]+"', b"", content), "damaged"),
    ],
    ids=["no styles", "styles gone", "text gone", "list gone", "cut", "strict", "loose ends", "kindless"],
)
def test_that_a_template_that_is_no_use_is_refused_in_one_sentence(content, tmp_path, change, words):
    template = remade(a_council_template(tmp_path / "council.docx"), change)

    with pytest.raises(Refused, match=words) as refused:
        written(content, template)

    assert "“changed.docx”" in str(refused.value)
    assert not (tmp_path / "paper.docx").exists()


@pytest.mark.parametrize(
    ("name", "bytes", "words"),
    [
        ("notes.txt", b"Styles", "no Word document"),
        ("macros.docm", b"PK", "no Word document"),
        ("old.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
        ("empty.docx", b"", "empty"),
        ("text.docx", b"Styles", "not an Excel or Word file"),
    ],
)
def test_that_what_is_no_word_file_is_refused_as_a_template(content, tmp_path, name, bytes, words):
    (tmp_path / name).write_bytes(bytes)

    with pytest.raises(Refused, match=words):
        written(content, tmp_path / name)


def test_that_a_template_with_macros_is_refused(content, tmp_path):
    template = a_plain_template(tmp_path / "plain.docx")
    with ZipFile(template, "a") as file:
        file.writestr("word/vbaProject.bin", b"Sub AutoOpen()")

    with pytest.raises(Refused, match="holds macros"):
        written(content, template)


def test_that_a_place_within_a_table_is_refused(content, tmp_path):
    document: Any = Document()
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell._p.append(etree.fromstring(f'<w:bookmarkStart xmlns:w="{W[1:-1]}" w:id="1" w:name="Content"/>'))
    document.save(str(tmp_path / "table.docx"))

    with pytest.raises(Refused, match="within a table"):
        written(content, tmp_path / "table.docx")


def test_that_a_paper_is_not_written_over_its_own_template(content, tmp_path):
    template = a_plain_template(tmp_path / "paper.docx")
    before = template.read_bytes()

    with pytest.raises(Refused, match="is the template"):
        write_paper(content, template, Form(template))

    assert template.read_bytes() == before
