"""Long texts and their small closed markup: paragraphs, bullets, bold and links; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

LONGEST_QUOTE = 60
REDACTED = "[redacted]"
"""What stands where a text was taken out of a plan and its history for good."""
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("“”", '"')
)
_BOLD = re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*")
_LINK = re.compile(r"\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s()]+)\)")
_MARKED = re.compile(f"{_BOLD.pattern}|{_LINK.pattern}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `link` is an http, https or mailto address, or empty."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a text, or one bullet."""

    bullet: bool
    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The words without the marks."""
        return "".join(run.text for run in self.runs)


def cleaned(text: str) -> str:
    """The text with one kind of line end and without what no Office file can hold; a tab becomes a blank."""
    # Most texts need no cleaning, and to see so is many times quicker.
    return text if text.isprintable() else _CONTROLS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def plain_signs(text: str) -> str:
    """The text for matching: one line, simple blanks, hyphens for all dashes, straight quotes."""
    return " ".join(cleaned(text).translate(_SIGNS).split())


def plain_words(text: str) -> str:
    """The words for matching against a list: as `plain_signs`, in small letters, without hyphens and a final dot."""
    return " ".join(plain_signs(text).replace("-", " ").rstrip(".").lower().split())


def quoted(text: str) -> str:
    """The text in quotation marks for a sentence to the person who typed it, on one line and not longer than a line."""
    return f"“{shortened(text)}”"


def shortened(text: str) -> str:
    """The text on one line, and cut where it is longer than one."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def parse_text(text: str) -> tuple[Paragraph, ...]:
    """Read the markup. Never raises: what is no markup, a lone `*` say, stays as it is; blank lines go."""
    lines = (line.strip() for line in cleaned(text).split("\n"))
    return tuple(paragraph for line in lines if (paragraph := _paragraph(line)).runs)


def format_text(paragraphs: Sequence[Paragraph]) -> str:
    """Write the markup that `parse_text` reads."""
    return "\n".join(("- " if paragraph.bullet else "") + _format_runs(paragraph.runs) for paragraph in paragraphs)


def plain(text: str) -> str:
    """The text without bold marks and addresses; bullets keep their `- `."""
    return "\n".join(("- " if paragraph.bullet else "") + paragraph.plain for paragraph in parse_text(text))


def _paragraph(line: str) -> Paragraph:
    bullet = line.startswith(("- ", "•"))
    return Paragraph(bullet, _joined(_runs(line[1:].strip() if bullet else line)))


def _runs(line: str) -> Iterator[Run]:
    done = 0
    for match in _MARKED.finditer(line):
        yield Run(line[done : match.start()])
        bold, words, address = match.groups()
        if bold is None:
            yield Run(words, link=address)
        else:
            yield from (replace(run, bold=True) for run in _links(bold))
        done = match.end()
    yield Run(line[done:])


def _links(line: str) -> Iterator[Run]:
    done = 0
    for match in _LINK.finditer(line):
        yield Run(line[done : match.start()])
        yield Run(match[1], link=match[2])
        done = match.end()
    yield Run(line[done:])


def _joined(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Neighbours in one style as one run, so that a text has one reading; links stay apart."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and not run.link and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _format_runs(runs: Sequence[Run]) -> str:
    text = ""
    for bold, group in groupby(runs, key=lambda run: run.bold):
        words = "".join(f"[{run.text}]({run.link})" if run.link else run.text for run in group)
        text += f"**{words}**" if bold else words
    return text
