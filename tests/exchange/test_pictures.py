"""Pictures: which files are taken into a plan, and how a paper shows those that a plan holds."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from tests.exchange.papers import paper_of, words
from tests.pictures import a_jpeg, a_picture, a_png
from tests.plans import a_passage
from waymark.domain.errors import Refused
from waymark.exchange.papers.content import Picture
from waymark.exchange.papers.word import write_paper
from waymark.exchange.pictures import LARGEST, image_of, read_image

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMUS_PER_PIXEL = 9_525
TEXT_WIDTH = 9_638 * 635


def with_picture(picture, text="The localities"):
    return paper_of(picture, a_passage(text, heading="Purpose", picture_id=picture.id))


def drawn(paper, tmp_path):
    path = tmp_path / "paper.docx"
    write_paper(paper, path)
    with ZipFile(path) as file:
        return etree.fromstring(file.read("word/document.xml")).find(f".//{WP}inline")


@pytest.mark.parametrize(("content", "kind"), [(a_png(), "image/png"), (a_jpeg(), "image/jpeg")], ids=["png", "jpeg"])
def test_that_a_picture_is_known_by_its_first_bytes_and_measured_in_pixels(tmp_path, content, kind):
    path = tmp_path / "map.bmp"
    path.write_bytes(content)

    image = read_image(path)

    assert (image.media_type, image.width, image.height, image.content) == (kind, 40, 20, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (a_png()[:-6], "damaged"),
        (a_png().replace(b"IDAT", b"IDAX"), "damaged"),
        (a_png()[:8], "damaged"),
        (a_jpeg()[:-2], "damaged"),
        (a_jpeg()[:9], "damaged"),
        (b"GIF89a", "no PNG or JPEG"),
        (b"", "no PNG or JPEG"),
        (a_png(9_000, 1)[:20] + b"\xff\xff" + a_png(9_000, 1)[22:], "damaged"),
        (a_png() + b"\0" * LARGEST, "larger than 5 MB"),
    ],
    ids=["cut", "checksum", "no chunk", "no end", "no frame", "gif", "empty", "other size", "large"],
)
def test_that_a_picture_which_would_not_be_shown_is_refused_in_one_sentence(content, words):
    with pytest.raises(Refused, match=words) as refused:
        image_of(content, "map.png")

    assert str(refused.value).startswith("“map.png” ")


def test_that_a_file_that_is_gone_is_refused_by_name(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_image(tmp_path / "gone.png")


def test_that_a_passage_with_a_picture_shows_it_under_its_caption(tmp_path):
    paper = with_picture(a_picture())

    assert [block.alternative for block in paper.blocks() if isinstance(block, Picture)] == ["A map of the localities"]
    write_paper(paper, tmp_path / "paper.docx")
    document = Document(str(tmp_path / "paper.docx"))
    place = [line.text for line in document.paragraphs].index("The localities")
    caption = document.paragraphs[place].style
    assert caption is not None
    assert caption.name == "Caption"
    assert document.inline_shapes[0]._inline.getparent().getparent().getparent() is document.paragraphs[place + 1]._p


def test_that_a_picture_says_what_it_shows_and_is_not_enlarged(tmp_path):
    inline = drawn(with_picture(a_picture()), tmp_path)

    assert inline.find(f"{WP}docPr").get("descr") == "A map of the localities"
    assert inline.find(f"{WP}extent").attrib == {"cx": str(40 * EMUS_PER_PIXEL), "cy": str(20 * EMUS_PER_PIXEL)}


def test_that_a_picture_wider_than_the_text_is_made_as_wide_as_that(tmp_path):
    extent = drawn(with_picture(a_picture(a_png(2_000, 500))), tmp_path).find(f"{WP}extent")

    assert int(extent.get("cx")) == TEXT_WIDTH
    assert int(extent.get("cx")) == pytest.approx(4 * int(extent.get("cy")), rel=0.001)


def test_that_a_tall_picture_fits_on_a_page(tmp_path):
    extent = drawn(with_picture(a_picture(a_png(100, 5_000))), tmp_path).find(f"{WP}extent")

    assert int(extent.get("cy")) < (16_838 - 1_247 - 1_417) * 635


@pytest.mark.parametrize("content", ["no base64!", "bm90IGEgcGljdHVyZQ==", ""], ids=["text", "other", "none"])
def test_that_a_damaged_picture_in_a_plan_leaves_its_words_and_breaks_no_paper(tmp_path, content):
    paper = with_picture(a_picture(alternative="A map", content=content))

    write_paper(paper, tmp_path / "paper.docx")

    assert "The localities" in words(paper)
    assert "The picture “map.png” is damaged and cannot be shown here. A map" in words(paper)


def test_that_a_picture_without_alternative_text_says_its_caption():
    picture = a_picture(alternative="")

    assert [block.alternative for block in with_picture(picture).blocks() if isinstance(block, Picture)] == [
        "The localities"
    ]
