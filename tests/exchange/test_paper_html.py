"""What a paper says as HTML: its headings, texts, tables, charts and pictures."""

from __future__ import annotations

from tests.pictures import a_png
from waymark.domain.text import Run
from waymark.exchange.figures import Figures, Point
from waymark.exchange.papers.content import (
    Block,
    Cell,
    Chart,
    Contents,
    Heading,
    Picture,
    Prose,
    Style,
    Table,
    cell,
    prose,
    said,
)
from waymark.exchange.papers.html import html_pieces
from waymark.exchange.pictures import image_of


def test_that_texts_keep_their_paragraphs_bullets_bold_and_links():
    blocks: list[Block] = [Heading("A & B", 3), *prose("All **sound**\n- one\n- [two](https://www.example.org/a?b&c)")]

    assert "".join(html_pieces(blocks)) == (
        "<h3>A &amp; B</h3><p>All <b>sound</b></p>"
        "<ul><li>one</li><li><a href='https://www.example.org/a?b&amp;c'>two</a></li></ul>"
    )


def test_that_what_looks_like_html_is_shown_as_it_was_typed():
    assert [*html_pieces([said("<script>1 < 2</script>")])] == ["<p>&lt;script&gt;1 &lt; 2&lt;/script&gt;</p>"]


def test_that_a_long_table_comes_in_pieces_that_each_have_its_headings():
    table = Table("Visits", "By team", ("Team", "Visits"), tuple((cell(f"T{n}"), cell("1")) for n in range(150)))

    pieces = [*html_pieces([table])]

    assert len(pieces) == 3
    assert all(piece.count("Team</th>") == 1 for piece in pieces)
    assert [f"T{number}</td>" in "".join(pieces) for number in (0, 149)] == [True, True]
    assert "<b>Visits</b>" in pieces[0]


def test_that_a_rating_has_its_colour_with_words_that_can_be_read_on_it():
    table = Table("KPIs", "", ("Rating",), ((Cell((said("Red"),), "#aa0000"),),))

    (piece,) = html_pieces([table])

    assert "<td bgcolor='#aa0000' style='color: #FFFFFF'>Red</td>" in piece


def test_that_a_chart_is_told_in_words():
    points = (Point("Oct 2017", "80%", "90%"), Point("Nov 2017", "82%", "90%"))
    chart = Chart(said("Figure 1.", Style.caption), Figures("Visits", points, "%", "At or above the line is good."))

    (piece,) = html_pieces([chart])

    assert "Figure 1." in piece
    assert "Oct 2017 80%, Nov 2017 82%. Target 90%. At or above the line is good." in piece


def test_that_a_picture_has_its_caption_and_its_alternative_text():
    picture = Picture(image_of(a_png(), "map.png"), "The “localities”", (Prose((Run("Map"),), Style.caption),))

    (piece,) = html_pieces([picture])

    assert piece.startswith("<p>Map</p>")
    assert "alt='The “localities”' src='data:image/png;base64,iVBOR" in piece


def test_that_a_list_of_contents_is_left_out():
    assert [*html_pieces([Contents(), said("Then")])] == ["<p>Then</p>"]
