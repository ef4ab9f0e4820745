"""Content controls and fields in a template that ask for what a paper knows: its title, marking, version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from waymark.domain.text import plain_words
from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.ooxml import Element, path, take_out, text, value
from waymark.exchange.papers.template.place import CONTROL, PROPERTIES, labels

TITLE, ORGANISATION, MARKING, VERSION = "title", "organisation", "marking", "version"
PERIOD, AS_AT, KIND = "period", "as_at", "kind"
ASKED_AS: Mapping[str, str] = {
    **dict.fromkeys(("title", "document title", "report title", "paper title"), TITLE),
    **dict.fromkeys(("organisation", "organization", "company", "council", "author"), ORGANISATION),
    **dict.fromkeys(("marking", "classification", "protective marking", "security classification"), MARKING),
    **dict.fromkeys(("version", "issue"), VERSION),
    **dict.fromkeys(("period", "reporting period"), PERIOD),
    **dict.fromkeys(("data as at", "as at"), AS_AT),
    **dict.fromkeys(("kind", "paper", "subject"), KIND),
}
"""What controls, fields and properties are called, in small letters, and what they ask for."""
RUN, FIELD_MARK, CODE, SIMPLE = path("r"), path("fldChar"), path("instrText"), path("fldSimple")
_NAMED_PROPERTY = re.compile(r'DOCPROPERTY\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A field's code, such as `PAGE`, and the runs of what it last came to."""

    code: str
    result: Sequence[Element]

    @property
    def word(self) -> str:
        """The first word of the code, which says what kind of field it is."""
        return self.code.split()[0].upper() if self.code.split() else ""


def known_of(paper: Paper) -> dict[str, str]:
    """What a template may ask of a paper."""
    return {
        TITLE: paper.title,
        ORGANISATION: paper.organisation,
        MARKING: paper.marking,
        VERSION: paper.issue,
        PERIOD: paper.period,
        AS_AT: paper.as_at,
        KIND: paper.kind,
    }


def fill(root: Element, known: Mapping[str, str]) -> frozenset[str]:
    """Put what is known where it is asked for beneath `root`; what was asked for."""
    asked: set[str] = set()
    for control in root.iter(CONTROL):
        for key in {ASKED_AS[label] for label in labels(control) if label in ASKED_AS}:
            _fill_control(control, known[key])
            asked.add(key)
    for field in fields(root):
        key = _asked_by(field)
        if key and field.result:
            _put(field.result, known[key])
            asked.add(key)
    return frozenset(asked)


def fields(root: Element) -> Iterator[Field]:
    """The fields beneath `root` that begin and end within a paragraph."""
    for paragraph in root.iter(path("p")):
        yield from (Field(value(simple, "instr"), [*simple.iter(RUN)]) for simple in paragraph.iter(SIMPLE))
        yield from _fields_of_runs(paragraph.iter(RUN))


def _fields_of_runs(runs: Iterator[Element]) -> Iterator[Field]:
    code, result, part = "", list[Element](), ""
    for run in runs:
        mark = value(run.find(FIELD_MARK), "fldCharType")
        if mark == "begin":
            code, result = "", []
        elif mark == "end":
            yield Field(code, result)
        elif not mark and part == "separate":
            result.append(run)
        elif not mark and part == "begin":
            code += "".join(each.text or "" for each in run.iter(CODE))
        part = mark or part


def _asked_by(field: Field) -> str:
    named = _NAMED_PROPERTY.match(field.code.strip())
    name = (named[1] or named[2]) if named else field.word
    return ASKED_AS.get(plain_words(name), "")


def _fill_control(control: Element, words: str) -> None:
    properties, content = control.find(PROPERTIES), control.find(path("sdtContent"))
    if properties is None or content is None or properties.find(path("picture")) is not None:
        return
    # What it is bound to would be shown again in its place.
    for each in (*properties.findall(path("showingPlcHdr")), *properties.findall(path("dataBinding"))):
        take_out(each)
    _put([*content.iter(RUN)], words)


def _put(runs: Sequence[Element], words: str) -> None:
    """Make the runs one that says the words, in the look of the first but for one that is that of a blank form."""
    for run in runs[1:]:
        take_out(run)
    for first in runs[:1]:
        for each in [each for each in first if each.tag != path("rPr")]:
            first.remove(each)
        for look in first.findall(path("rPr", "rStyle")):
            if value(look) == "PlaceholderText":
                take_out(look)
        first.append(text(words))
