"""Papers of small plans, for tests to read."""

from __future__ import annotations

from tests.plans import a_plan
from waymark.domain.period import parse_period
from waymark.domain.rows import Judgement, Rating, RatingScheme
from waymark.exchange.papers.assembly import paper
from waymark.exchange.papers.content import Heading, Prose, Table
from waymark.exchange.papers.issue import Issue

SEPTEMBER = parse_period("Sep 2017")
NOVEMBER = parse_period("Nov 2017")


def paper_of(*rows):
    return issued("board", *rows)


def issued(kind, *rows, **how):
    return paper(a_plan(*rows), Issue(kind, NOVEMBER, **how))


def words(paper):
    return [
        block.plain if isinstance(block, Prose) else block.text
        for block in paper.blocks()
        if isinstance(block, Prose | Heading)
    ]


def headings(paper, level):
    return [block.text for block in paper.blocks() if isinstance(block, Heading) and block.level == level]


def tables(paper):
    return {block.caption: block for block in paper.blocks() if isinstance(block, Table)}


def texts(table):
    return [dict(zip(table.headings, (cell.plain for cell in row), strict=True)) for row in table.rows]


def a_scheme(applies_to="action kpi recommendation"):
    scheme = RatingScheme(id="scheme", name="Traffic lights", applies_to=applies_to, rank="a")
    colours = {"Red": "#b3261e", "Amber": "#ffbf47", "Green": "#1b7a3d"}
    ratings = [
        Rating(
            id=word,
            scheme_id="scheme",
            letter=word[0],
            word=word,
            meaning=f"{word} means this",
            colour=colour,
            rank=str(place),
        )
        for place, (word, colour) in enumerate(colours.items())
    ]
    return [scheme, *ratings]


def judged(row, rating, period="2017-11"):
    return Judgement(id=f"{row.id}-{period}", subject_id=row.id, scheme_id="scheme", period=period, rating=rating)
