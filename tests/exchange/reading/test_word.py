"""What a document is read as: text as people see it, numbers that Word makes, tables with their merges and colours."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.reading.documents import (
    BLANK,
    BULLETS,
    NUMBERS,
    PARTS,
    W,
    a_document,
    bullet,
    cell,
    deleted,
    heading,
    inserted,
    paragraph,
    row,
    run,
    table,
)
from waymark.exchange.reading.sheet import Grid, Prose, Source
from waymark.exchange.reading.word.document import read_document
from waymark.exchange.reading.word.numbering import Level, Numbering, Pattern

BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><wps:txbx xmlns:wps="w"><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(folder, *blocks) -> Source:
    return read_document(a_document(folder / "theirs.docx", *blocks))


def texts(folder, *blocks):
    return [part.text for part in read(folder, *blocks).parts if isinstance(part, Prose)]


def the_grid(folder, *blocks) -> Grid:
    grid, *_ = read(folder, *blocks).grids
    return grid


def words(grid: Grid):
    return {place: cell.text for place, cell in grid.cells.items()}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([run("Train "), inserted("all "), deleted("some "), run("managers")], "Train all managers"),
        ([f"<w:moveTo>{run('here')}</w:moveTo>", f"<w:moveFrom>{run('there')}</w:moveFrom>"], "here"),
        ([f"<w:hyperlink>{run('the strategy')}</w:hyperlink>", run(" of 2024")], "the strategy of 2024"),
        ([f"<w:sdt><w:sdtContent>{run('May 2024')}</w:sdtContent></w:sdt>"], "May 2024"),
        ([run("seen"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" and heard")], "seen and heard"),
        ([run("one\ntwo")], "one\ntwo"),
        ([run("kept"), run("hidden", look="<w:vanish/>")], "kept"),
        (['<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>lead</w:t><w:br w:type="page"/></w:r>'], "co-lead"),
        (["<w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple>", "<w:r><w:instrText>PAGE</w:instrText></w:r>"], "7"),
    ],
    ids=["tracked", "moved", "link", "control", "footnote", "line break", "hidden", "signs", "fields"],
)
def test_that_a_paragraph_is_read_as_it_stands_once_changes_are_accepted(tmp_path, content, text):
    assert texts(tmp_path, paragraph(*content)) == [text]


def test_that_a_control_that_was_never_filled_in_says_nothing(tmp_path):
    unfilled = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Enter text')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{paragraph('A whole block')}</w:sdtContent></w:sdt>"

    assert texts(tmp_path, paragraph(unfilled), block) == ["A whole block"]


def test_that_paragraphs_are_one_where_the_mark_between_them_was_deleted(tmp_path):
    first = paragraph("Recruit two ", about="<w:rPr><w:del/></w:rPr>")

    assert texts(tmp_path, first, paragraph("managers"), paragraph("Train them")) == [
        "Recruit two managers",
        "Train them",
    ]


def test_that_a_box_is_read_once_and_before_what_it_is_anchored_in(tmp_path):
    anchored = paragraph(BOX.format(paragraph("Our focus")), run("The plan"))

    assert texts(tmp_path, anchored) == ["Our focus", "The plan"]


def test_that_numbers_and_letters_are_counted_as_word_counts_them(tmp_path):
    blocks = [
        paragraph("First", number=NUMBERS),
        paragraph("its part", number=NUMBERS, level=1),
        paragraph("another", number=NUMBERS, level=1),
        paragraph(run("gone", look="<w:vanish/>"), number=NUMBERS, about="<w:rPr><w:del/></w:rPr>"),
        paragraph("Second", number=NUMBERS),
        paragraph("a part of that", number=NUMBERS, level=1),
        bullet("a point"),
        paragraph("in a style of lists", style="ListBullet"),
        paragraph("in no list", style="ListBullet", number="0"),
    ]

    marks = [part.mark for part in read(tmp_path, *blocks).parts if isinstance(part, Prose)]

    assert marks == ["1.", "(a)", "(b)", "2.", "(a)", "•", "•", ""]


def test_that_headings_are_known_by_their_styles_and_by_what_these_are_based_on(tmp_path):
    blocks = [
        paragraph("Our plan", style="Title"),
        heading("Themes"),
        paragraph("Theme 1: Practice", style="Theme"),
        paragraph("Level by hand", about='<w:outlineLvl w:val="1"/>'),
        paragraph("Contents … 2", style="TOC1"),
        paragraph("Text"),
    ]

    found = {part.text: (part.level, part.role) for part in read(tmp_path, *blocks).parts if isinstance(part, Prose)}

    assert found == {
        "Our plan": (0, "title"),
        "Themes": (1, ""),
        "Theme 1: Practice": (1, ""),
        "Level by hand": (2, ""),
        "Text": (0, ""),
    }


def test_that_cells_merged_both_ways_reach_over_what_they_cover(tmp_path):
    grid = the_grid(
        tmp_path,
        table(
            row(cell("Note for all", columns=2, merge="restart"), "Due"),
            row(cell("", columns=2, merge="continue"), "May 2024"),
            row("1", "Train", "June 2024"),
        ),
    )

    spans = {place: (cell.rows, cell.columns) for place, cell in grid.cells.items()}
    assert spans[1, 1] == (2, 2)
    assert words(grid) == {
        (1, 1): "Note for all",
        (1, 3): "Due",
        (2, 3): "May 2024",
        (3, 1): "1",
        (3, 2): "Train",
        (3, 3): "June 2024",
    }


def test_that_a_cell_keeps_its_paragraphs_and_its_lists(tmp_path):
    content = [
        paragraph("Train managers to:", BLANK),
        bullet("supervise"),
        bullet("audit", 1),
        "Then report",
        "• twice",
    ]

    grid = the_grid(tmp_path, table(row(cell(*content), cell(paragraph("Only once", number=NUMBERS)))))

    assert words(grid) == {
        (1, 1): "Train managers to:\n- supervise\n- audit\nThen report\n- twice",
        (1, 2): "1. Only once",
    }


def test_that_refs_that_word_numbers_are_read(tmp_path):
    numbered = [row(cell(paragraph(number=PARTS, level=1)), text) for text in ("Recruit", "Train")]

    assert words(the_grid(tmp_path, table(*numbered)))[2, 1] == "1.2"


@pytest.mark.parametrize(
    "coloured",
    [
        cell("", fill="FF0000"),
        cell(paragraph(run("R", look='<w:highlight w:val="red"/>'))),
        cell(paragraph(run("R", look='<w:shd w:val="clear" w:fill="FF0000"/>'))),
        cell(paragraph("R", about='<w:shd w:val="clear" w:fill="FF0000"/>')),
    ],
    ids=["cell", "highlight", "run", "paragraph"],
)
def test_that_a_colour_is_told_wherever_it_is_set(tmp_path, coloured):
    assert the_grid(tmp_path, table(row("1", coloured))).cells[1, 2].fill == "#ff0000"


def test_that_a_table_style_sets_the_first_row_apart(tmp_path):
    grid = the_grid(tmp_path, table(["Ref", "Action"], ["1", "Train"], style="Banded"))

    assert [(grid.cells[place].bold, grid.cells[place].fill) for place in ((1, 1), (2, 1))] == [
        (True, "#1f4e79"),
        (False, ""),
    ]


def test_that_columns_drawn_by_hand_are_the_same_columns(tmp_path):
    grid = the_grid(
        tmp_path,
        table(
            row(cell("Ref"), cell("Action", columns=2), cell("Due")),
            row(cell("1", columns=2), cell("Train"), cell("May 2024")),
            widths=[1000, 90, 4000, 1500],
        ),
    )

    assert words(grid) == {
        (1, 1): "Ref",
        (1, 2): "Action",
        (1, 3): "Due",
        (2, 1): "1",
        (2, 2): "Train",
        (2, 3): "May 2024",
    }


def test_that_a_row_that_has_lost_a_cell_is_known(tmp_path):
    whole = ["1", "Train", "Head", "May 2024"]

    grid = the_grid(tmp_path, table(["Ref", "Action", "Lead", "Due"], whole, ["2", "Audit", "May 2024"], whole))

    assert grid.short_rows == {3}


def test_that_deleted_rows_are_gone_and_inserted_ones_there(tmp_path):
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("2") + "</w:tr>"
    new = "<w:tr><w:trPr><w:ins/></w:trPr>" + cell("3") + cell("New") + "</w:tr>"

    assert words(the_grid(tmp_path, table(["1", "Old"], gone, new))) == {
        (1, 1): "1",
        (1, 2): "Old",
        (2, 1): "3",
        (2, 2): "New",
    }


def test_that_a_table_in_a_cell_is_told_row_by_row_and_one_in_a_frame_is_a_table(tmp_path):
    inner = table(["May", "43%"], ["June", "45%"])

    within, framed = (
        the_grid(tmp_path, each) for each in (table(row("1", cell("Figures:", inner))), table(row(cell(inner))))
    )

    assert within.cells[1, 2].text == "Figures:\nMay · 43%\nJune · 45%"
    assert words(framed)[2, 2] == "45%"


def test_that_addresses_are_those_that_a_person_counts(tmp_path):
    first, second = read(tmp_path, table(["a", "b"]), paragraph("Between"), table(["c"], ["d", "e"])).grids

    assert first.cells[1, 2].where == "Table 1, row 1, column 2"
    assert second.cells[2, 1].where == "Table 2, row 2, column 1"


def test_that_the_strict_standard_and_other_names_of_parts_are_read(tmp_path):
    path = a_document(tmp_path / "theirs.docx", heading("Themes"), table(["Ref", "Action"]))
    strict = tmp_path / "strict.docx"
    with ZipFile(path) as old, ZipFile(strict, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            content = content.replace(b'Target="word/document.xml"', b'Target="/word/document2.xml"')
            new.writestr(name.replace("document.xml", "document2.xml"), content)

    assert read_document(strict).parts == read_document(path).parts


def test_that_lists_of_another_style_are_numbered_by_that(tmp_path):
    blocks = [paragraph("One", number=NUMBERS), paragraph("point", number=BULLETS), paragraph("Two", number=NUMBERS)]

    assert [part.mark for part in read(tmp_path, *blocks).parts if isinstance(part, Prose)] == ["1.", "•", "2."]


CELLS = st.tuples(st.integers(1, 4), st.sampled_from(["", "restart", "continue"]))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_every_text_of_a_table_is_read_once_however_its_cells_are_merged(tmp_path, shape):
    written = [
        [(f"text {place} of {line}", width, merge) for place, (width, merge) in enumerate(cells)]
        for line, cells in enumerate(shape)
    ]
    rows = [row(*(cell(text, columns=width, merge=merge) for text, width, merge in cells)) for cells in written]

    found = [each.text for each in the_grid(tmp_path, table(*rows)).cells.values()]

    assert len(found) == len(set(found))
    assert {text for cells in written for text, _, merge in cells if merge != "continue"} <= set(found)


@given(st.integers(1, 3000))
def test_that_letters_and_roman_numbers_are_those_of_word(count):
    letters, roman = (counted(form, count) for form in ("lowerLetter", "lowerRoman"))

    assert len(letters) == (count - 1) // 26 + 1
    assert set(letters) == {chr(ord("a") + (count - 1) % 26)}
    assert sum(_worth(roman)) == count


def counted(form: str, count: int) -> str:
    """What stands before a paragraph of a list that begins with that number."""
    return Numbering({"1": Pattern("1", {0: Level(form, "%1", count)})}).mark("1", 0)


def _worth(roman: str) -> Iterator[int]:
    worth = [dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))[letter] for letter in roman]
    for here, following in zip(worth, [*worth[1:], 0], strict=True):
        yield -here if here < following else here
