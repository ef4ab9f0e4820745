"""A template made ready to be written on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.ooxml import WP, Element, R, W, path, take_out, value, w
from waymark.exchange.papers.pages import across
from waymark.exchange.papers.stationery import Sheet, Stationery
from waymark.exchange.papers.template.filling import fill, known_of
from waymark.exchange.papers.template.frame import put_frame
from waymark.exchange.papers.template.matching import matched
from waymark.exchange.papers.template.opening import damage_told, opened, styles_root
from waymark.exchange.papers.template.place import SECTION, place_in
from waymark.exchange.papers.template.properties import put_properties

KEPT_UNNAMED = frozenset(
    ("styles", "numbering", "settings", "theme", "fontTable", "webSettings", "footnotes", "endnotes")
)
"""What a document has without naming it in its text."""
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
LANGUAGE = "en-GB"
REMARKS = tuple(map(path, ("commentRangeStart", "commentRangeEnd", "commentReference")))
LONGEST_NUMBER = 8
"""Of a taken number that is looked at: Word makes some up out of more digits."""
_DIGITS = re.compile(r"\D")


def on_template(paper: Paper, template: Path, chosen: Mapping[str, str]) -> Stationery:
    """The template's pages and styles, filled in for the paper; `chosen` names its styles by Waymark's.

    Raises Refused, in one sentence, where it is no use.
    """
    package = opened(template)
    with damage_told(template):
        put_properties(package, paper)
        return _stationery(package, paper, template.name, chosen)


def _stationery(package: OpcPackage, paper: Paper, name: str, chosen: Mapping[str, str]) -> Stationery:
    document: Any = package.main_document_part
    body: Element = document.element.find(path("body"))
    place = place_in(body, name)
    put_frame(document, place.section, paper)
    _say_language(styles_root(document))
    _unlock(document)
    last = body.find(SECTION) if place.behind else None
    for each in [*body]:
        body.remove(each)
    around = (*place.before, *place.behind, place.section, *([] if last is None else [last]))
    for each in around:
        fill(each, known_of(paper))
    _leave_out_what_is_not_named(document, around)
    return Stationery(
        package=package,
        document=document,
        body=body,
        upright=Sheet.of(place.section),
        wide=Sheet.of(across(place.section)),
        styles=matched(document, chosen),
        before=place.before,
        behind=place.behind,
        last=last,
        first_number=1 + max(_numbers(document, around), default=0),
    )


def _unlock(document: Any) -> None:
    """Let the paper be worked on: a form that may only be filled in is none any more."""
    for relation in document.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.SETTINGS:
            for lock in relation.target_part.element.findall(path("documentProtection")):
                take_out(lock)


def _say_language(styles: Element) -> None:
    """What Waymark writes is in British English, whatever the template is in where it says nothing else."""
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        inner = styles.find(path(tag))
        if inner is None:
            inner = w(tag)
            styles.insert(0, inner)
        styles = inner
    language = styles.find(path("lang"))
    if language is None:
        language = w("lang")
        styles.append(language)
    language.set(f"{{{W}}}val", LANGUAGE)


def _leave_out_what_is_not_named(document: Part, around: Iterable[Element]) -> None:
    """Take out of the file what only the text that gives way showed: a paper that serves as template may be exempt."""
    for each in around:
        for remark in [*each.iter(*REMARKS)]:
            take_out(remark)
    inner = [element for each in around for element in each.iter()]
    named = {id for each in inner for name, id in each.items() if str(name).startswith(f"{{{R}}}")}
    for id, relation in [*document.rels.items()]:
        kind = relation.reltype.rpartition("/")[2]
        if id not in named and kind not in KEPT_UNNAMED:
            document.rels.pop(id)
        if kind in NOTES:
            _leave_out_notes(relation.target_part, NOTES[kind], around)


def _leave_out_notes(part: Part, note: str, around: Iterable[Element]) -> None:
    """Take out the notes that nothing refers to; the lines above notes have a type and stay."""
    named = {value(mark, "id") for each in around for mark in each.iter(path(f"{note}Reference"))}
    root = etree.fromstring(part.blob)
    for each in root.findall(path(note)):
        if not value(each, "type") and value(each, "id") not in named:
            root.remove(each)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _numbers(document: Any, around: Iterable[Element]) -> Iterator[int]:
    """The numbers that are taken by bookmarks, drawings and parts."""
    ids = [value(mark, "id") for each in around for mark in each.iter(path("bookmarkStart"))]
    ids += [drawn.get("id", "") for each in around for drawn in each.iter(f"{{{WP}}}docPr")]
    ids += [_DIGITS.sub("", str(part.partname)) for part in document.package.iter_parts()]
    return (int(id) for id in ids if id.isdigit() and len(id) < LONGEST_NUMBER)
