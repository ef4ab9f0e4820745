from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from tests.exchange.schema import misplaced
from tests.plans import a_cover, a_kpi, a_link, a_placement, a_plan, a_reading, a_target, a_theme, an_action, an_officer
from waymark.domain.day import MONTHS
from waymark.domain.errors import Refused
from waymark.domain.period import parse_period
from waymark.domain.rows import Passage
from waymark.domain.text import Run
from waymark.exchange.figures import Figures, Point
from waymark.exchange.inks import ink
from waymark.exchange.papers.assembly import paper
from waymark.exchange.papers.content import Cell, Chart, Heading, Paper, Prose, Section, Style, Table, cell, said
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.papers.widths import column_widths
from waymark.exchange.papers.word import write_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def plan():
    theme, officer = a_theme(), an_officer()
    kpis = [a_kpi("1a", polarity="BIB"), a_kpi("1b", "Days to a plan", polarity="SIB")]
    readings = [a_reading(kpi, f"2017-{month:02}", f"{60 + month}%") for kpi in kpis for month in (9, 10, 11)]
    action = an_action(
        theme_id=theme.id, text="Train managers:\n- one\n- two, see [the guide](https://example.org/guide)"
    )
    passage = Passage(id="p", paper="board", heading="Purpose", text="To note **progress** & next steps <soon>.")
    cover = a_cover(organisation="Marlbrook", version="Version 4", marking="OFFICIAL")
    places = [a_placement(kpi, theme) for kpi in kpis]
    targets = [a_target(kpi) for kpi in kpis]
    return a_plan(cover, theme, officer, *kpis, *places, *readings, *targets, action, a_link(action, officer), passage)


@pytest.fixture
def written(plan, tmp_path):
    path = tmp_path / "paper.docx"
    write_paper(paper(plan, Issue("board", parse_period("Nov 2017"))), path)
    return path


@pytest.fixture
def body(written):
    return part(written, "word/document.xml")


def part(path, name) -> Any:
    with ZipFile(path) as file:
        return etree.fromstring(file.read(name))


def blocks(body, tag):
    return list(body.iter(f"{W}{tag}"))


def words(element):
    return "".join(element.itertext(f"{W}t"))


def write(tmp_path, *content, marking=""):
    path = tmp_path / "small.docx"
    write_paper(Paper("Title", "Board paper", "Council", "1", "November 2017", marking, (Section(content),)), path)
    return path


def test_that_python_docx_opens_it_and_finds_the_headings_in_order(written):
    document = Document(str(written))

    names = [paragraph.style.name or "" for paragraph in document.paragraphs if paragraph.style]
    styles = [name for name in names if name.startswith("Heading")]
    assert styles[:2] == ["Heading 1", "Heading 2"]
    assert styles.count("Heading 1") == 1
    assert len(document.tables) == len({table._tbl for table in document.tables})


@pytest.mark.parametrize(
    "name", ["document", "styles", "numbering", "header1", "footer1"], ids=lambda name: f"word/{name}.xml"
)
def test_that_the_elements_stand_in_the_order_of_the_schema(written, name):
    assert [*misplaced(part(written, f"word/{name}.xml"))] == []


def test_that_every_style_in_use_is_defined(written):
    known = {style.get(f"{W}styleId") for style in part(written, "word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for name in ("document", "header1", "footer1", "numbering")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for element in part(written, f"word/{name}.xml").iter(f"{W}{tag}")
    }

    assert used <= known


def test_that_title_language_and_author_are_properties_of_the_file(written):
    properties = Document(str(written)).core_properties

    assert properties.title == "Steady Ground: Board paper, November 2017"
    assert properties.author == "Marlbrook"
    assert properties.language == "en-GB"
    assert part(written, "word/styles.xml").find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "en-GB"


def test_that_body_text_is_twelve_point_sans_serif_and_no_table_is_below_ten():
    styles: Any = etree.fromstring(files("waymark_resources").joinpath("word", "styles.xml").read_bytes())

    sizes = [int(size.get(f"{W}val")) for size in styles.iter(f"{W}sz")]
    assert styles.find(f".//{W}rPrDefault//{W}sz").get(f"{W}val") == "24"
    assert styles.find(f".//{W}rPrDefault//{W}rFonts").get(f"{W}ascii") == "Arial"
    assert min(sizes) >= 20
    assert not list(styles.iter(f"{W}caps"))


@pytest.mark.parametrize(("wide", "abreast"), [(True, [2, 1]), (False, [1, 1, 1])], ids=["across", "upright"])
def test_that_charts_stand_side_by_side_where_there_is_room(tmp_path, wide, abreast):
    points = (Point("Oct 2017", "60%", "70%"), Point("Nov 2017", "65%", "70%"))
    charts = [Chart(said(f"Figure {n}.", Style.caption), Figures(f"Visits {n}", points, "%", "")) for n in range(3)]
    sections = (Section((*charts, said("The end.")), wide),)

    path = tmp_path / "charts.docx"
    write_paper(Paper("Title", "Board paper", "Council", "1", "November 2017", "", sections), path)

    drawn = [len(blocks(each, "drawing")) for each in blocks(part(path, "word/document.xml"), "p")]
    assert [number for number in drawn if number] == abreast
    told = [each.get("descr") for each in part(path, "word/document.xml").iter("{*}docPr")]
    assert [text.partition(".")[0] for text in told] == ["Column chart"] * 3


def rows(path):
    return blocks(part(path, "word/document.xml"), "tr")


def test_that_a_row_higher_than_half_a_page_may_break_so_that_no_page_is_left_mostly_white(tmp_path):
    long = "Train every team manager. " * 200

    path = write(
        tmp_path, Table("c", "d", ("A", "B"), ((cell("1"), cell(long)), (cell("2"), cell("x")))), said("After")
    )

    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows(path)] == [True, False, True]


def test_that_lines_above_a_table_stay_with_it_and_its_last_row_with_the_note_below(tmp_path):
    table = Table("c", "d", ("A",), ((cell("1"),), (cell("2"),)))

    path = write(tmp_path, said("Above"), table, said("Note", Style.note))

    kept = {words(p) for p in blocks(part(path, "word/document.xml"), "p") if p.find(f"{W}pPr/{W}keepNext") is not None}
    assert kept == {"Above", "A", "1", "2"}


def test_that_what_leads_from_a_heading_to_a_lower_one_stays_with_the_table_below_but_no_text_of_the_section_before(
    tmp_path,
):
    before, theme, objective = Heading("Before", 3), Heading("Theme", 3), Heading("Objective", 4)
    table = Table("c", "d", ("A",), ((cell("1"),),))

    path = write(
        tmp_path, before, said("Ends"), theme, said("Outcome statement"), objective, table, said("Note", Style.note)
    )

    kept = {words(p) for p in blocks(part(path, "word/document.xml"), "p") if p.find(f"{W}pPr/{W}keepNext") is not None}
    assert kept == {"Before", "Theme", "Outcome statement", "Objective", "A", "1"}


def test_that_heading_rows_repeat_and_rows_do_not_split(body):
    for table in blocks(body, "tbl"):
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)


def test_that_tables_have_captions_descriptions_and_no_merged_cells(body):
    for table in blocks(body, "tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {columns}
    assert not blocks(body, "gridSpan")
    assert not blocks(body, "vMerge")


def test_that_no_paragraph_outside_a_table_is_blank(body):
    paragraphs = body.find(f"{W}body").findall(f"{W}p")

    assert all(words(each) or each.find(f".//{W}drawing") is not None for each in paragraphs)


def test_that_charts_are_native_with_workbook_caches_and_alternative_text(written, body):
    drawn = [inline.find(f"{WP}docPr") for inline in body.iter(f"{WP}inline")]
    assert [properties.get("id") for properties in drawn] == ["1", "2", "3"]
    assert "Sep 2017 69%, Oct 2017 70%, Nov 2017 71%" in drawn[0].get("descr")
    assert drawn[2].get("descr").startswith("Stacked bar chart. KPIs by section and rating. Practice: ")
    for number in (1, 2):
        chart = part(written, f"word/charts/chart{number}.xml")
        assert chart[-1].tag == f"{C}externalData"
        assert {cache.find(f"{C}ptCount").get("val") for cache in chart.iter(f"{C}numCache")} == {"3"}
        with ZipFile(written) as file:
            sheet = load_workbook(BytesIO(file.read(f"word/embeddings/figures{number}.xlsx")))["Figures"]
        assert [value.value for value in sheet[4]] == ["Nov 2017", 71, 90]
    assert part(written, "word/charts/chart3.xml")[-1].tag == f"{C}externalData"


def test_that_on_its_way_to_a_pdf_each_line_of_the_contents_asks_for_its_page_by_itself(plan, tmp_path):
    path = tmp_path / "paper.docx"

    write_paper(paper(plan, Issue("board", parse_period("Nov 2017"))), path, Form(pdf=True))

    body = part(path, "word/document.xml")
    entries = [p for p in blocks(body, "p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in ("TOC2", "TOC3")]
    instructions = [[each.text.split()[0] for each in blocks(entry, "instrText")] for entry in entries]
    assert instructions == [["PAGEREF"]] * len(entries)
    assert words(entries[0]) == "Purpose"


def test_that_a_caption_keeps_with_its_chart(written):
    style = part(written, "word/styles.xml").find(f"{W}style[@{W}styleId='Caption']")

    assert style.find(f"{W}pPr/{W}keepNext") is not None


def test_that_the_contents_are_one_field_over_entries_that_point_to_headings(body):
    entries = [p for p in blocks(body, "p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in ("TOC2", "TOC3")]
    instructions = [words.text for words in blocks(body, "instrText")]
    bookmarks = {mark.get(f"{W}name") for mark in blocks(body, "bookmarkStart")}
    kinds = [mark.get(f"{W}fldCharType") for mark in blocks(body, "fldChar")]

    assert instructions[0] == ' TOC \\o "2-3" \\h \\z \\u '
    assert [words(entry) for entry in entries][:2] == ["Purpose", "KPIs and their ratings"]
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")} <= bookmarks
    assert kinds.count("begin") == kinds.count("end") == len(instructions)


def test_that_word_asks_no_question_on_opening(written):
    assert part(written, "word/settings.xml").find(f"{W}updateFields") is None
    assert all(mark.get(f"{W}dirty") is None for mark in blocks(part(written, "word/document.xml"), "fldChar"))


def test_that_the_marking_stands_at_head_and_foot_with_version_and_page_x_of_y(written):
    header, footer = part(written, "word/header1.xml"), part(written, "word/footer1.xml")

    assert words(header) == "OFFICIAL"
    assert words(footer).startswith("Steady Ground, Version 4, November 2017.")
    assert words(footer).endswith("OFFICIAL")
    assert [each.text for each in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_that_a_paper_without_a_marking_has_none(tmp_path):
    path = write(tmp_path, said("Words"))

    with ZipFile(path) as file:
        assert "word/header1.xml" not in file.namelist()
    assert "OFFICIAL" not in words(part(path, "word/footer1.xml"))


def test_that_wide_tables_stand_on_pages_across_and_the_rest_upright(body):
    sizes = [section.find(f"{W}pgSz") for section in blocks(body, "sectPr")]

    assert {size.get(f"{W}orient") for size in sizes} == {None, "landscape"}
    assert body.find(f"{W}body")[-1].tag == f"{W}sectPr"


def test_that_bullets_are_real_lists_and_links_are_real_links(written, body):
    bullets = [p for p in blocks(body, "p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "WideTableBullet"]
    relations = part(written, "word/_rels/document.xml.rels")

    assert [words(bullet) for bullet in bullets] == ["one", "two, see the guide"]
    assert "https://example.org/guide" in [relation.get("Target") for relation in relations]


def test_that_signs_of_markup_in_a_text_are_text(body):
    assert "To note progress & next steps <soon>." in [words(p) for p in blocks(body, "p")]


def test_that_a_blank_cell_still_has_its_paragraph(tmp_path):
    path = write(tmp_path, Table("c", "d", ("A", "B"), ((Cell(()), cell("x")),)), said("After"))

    assert [len(each.findall(f"{W}p")) for each in blocks(part(path, "word/document.xml"), "tc")] == [1, 1, 1, 1]


def test_that_a_line_in_bold_keeps_with_what_follows(tmp_path):
    path = write(tmp_path, Prose((Run("Measures", bold=True),)), said("One"))

    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in blocks(part(path, "word/document.xml"), "p")]
    assert kept == [True, False]


@pytest.mark.parametrize(
    "fill", ["#b3261e", "#ffbf47", "#1b7a3d", "#1d5fc4", "#ffffff", "#000000", "#767676", "#777777"]
)
def test_that_text_on_a_rating_has_a_contrast_of_4_5_to_1(fill):
    def luminance(colour):
        channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(ink(fill)), luminance(fill[1:])), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_that_columns_fill_the_page_and_long_texts_get_the_room():
    texts = [["1.1.1", "Train every team manager in reflective supervision and test whether it shows", "Mar 2018"]]

    widths = column_widths(["Ref", "Action", "Due"], texts, 14_000)

    assert sum(widths) == 14_000
    assert widths[1] > 3 * max(widths[0], widths[2])


def test_that_figures_with_notes_leave_room_for_the_names_of_the_measures():
    months = [f"{month[:3]} 2017" for month in MONTHS]
    name = "Children in care who have lived in one place for two years or longer"
    row = ["LAC 19", name, "Higher is better", *["79% (6m+)"] * 12, "80%", "A Amber"]

    widths = column_widths(["Ref", "KPI", "Which way is better", *months, "Target", "Rating"], [row], 15_000)

    assert widths[1] > 2 * max(widths[3:15])


def test_that_words_too_wide_for_the_page_still_give_a_table_as_wide_as_the_page():
    assert sum(column_widths(["A" * 60, "B" * 60], [], 9_638)) == 9_638


def test_that_a_folder_that_is_gone_is_refused_in_words(plan, tmp_path):
    with pytest.raises(Refused, match="could not be written"):
        write_paper(paper(plan, Issue("board", parse_period("Nov 2017"))), tmp_path / "gone" / "paper.docx")


def test_that_a_target_that_is_open_in_word_is_told_and_left_whole(plan, tmp_path, monkeypatch):
    target = tmp_path / "paper.docx"
    target.write_bytes(b"what was there before")

    def replace(source, target):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(Refused, match=r"“paper\.docx” could not be written: .* close the file in other programs"):
        write_paper(paper(plan, Issue("board", parse_period("Nov 2017"))), target)

    assert target.read_bytes() == b"what was there before"
    assert list(tmp_path.iterdir()) == [target]


def test_that_a_full_disk_is_told_and_leaves_nothing_half_written(plan, tmp_path, monkeypatch):
    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        write_paper(paper(plan, Issue("board", parse_period("Nov 2017"))), tmp_path / "paper.docx")

    assert list(tmp_path.iterdir()) == []


def test_that_a_small_table_stays_on_one_page_and_a_long_one_need_not(tmp_path):
    for count, stays in ((3, True), (60, False)):
        rows = tuple((cell(f"Row {number}"),) for number in range(count))
        body = part(write(tmp_path, Table("c", "d", ("A",), rows), said("After")), "word/document.xml")

        first = next(p for p in blocks(body, "p") if words(p) == "Row 0")
        assert (first.find(f"{W}pPr/{W}keepNext") is not None) is stays
