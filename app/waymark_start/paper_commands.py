"""The commands of papers: one written for a period, and any Word document read for what shuts readers out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymark.domain.errors import Refused
from waymark_start import plans
from waymark_start.arguments import PERIOD, PLAN, month_of

if TYPE_CHECKING:
    from waymark.exchange.papers.template.matching import Unmatched

FORMATS = ("docx", "pdf")
KINDS = ("plan", "board", "scrutiny", "update")
LISTED = "list"


@click.command("report", epilog="Example: waymark report improvement.waymark paper.docx --kind board --period 2017-11")
@PLAN
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", type=click.Choice(KINDS), default="board", help="Which paper.")
@PERIOD
@click.option("--public", is_flag=True, help="A copy for the public: small numbers of children are left out.")
@click.option(
    "--council", is_flag=True, help="Objectives as rows across a theme's table, at the price of merged cells."
)
@click.option("--marking", help="What stands at the top and bottom of each page; the plan's own if left out.")
@click.option("--sections", default="", help="Only these, with commas between; “--sections list” names them.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="The council's own .docx or .dotx: its styles, header, footer, logo and pages are used.",
)
@click.option(
    "--style",
    "styles",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Which style of the template stands for one of Waymark's where they are not named alike; “--style ?” lists"
    " those that are not.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Word or PDF; as OUT ends, if left out.")
def report(
    plan: Path,
    out: Path,
    kind: str,
    period: str | None,
    public: bool,
    council: bool,
    marking: str | None,
    sections: str,
    template: Path | None,
    styles: tuple[str, ...],
    form: str | None,
) -> None:
    """Write a paper for a reporting period, as Word or, where LibreOffice is installed, as PDF."""
    from waymark.exchange.papers.assembly import paper
    from waymark.exchange.papers.issue import Form, Issue
    from waymark.exchange.papers.issuing import write_issue
    from waymark_start.paper_words import keys_in, remarks, sections_listed

    without_namesake = () if template is None else _unmatched(template)
    if template is not None and styles == ("?",):
        click.echo(_listed(without_namesake))
        return
    with plans.reading(plan) as reader:
        content = reader.load()
    if sections.strip() == LISTED:
        click.echo(sections_listed(content, kind))
        return
    issue = Issue(kind, month_of(content, period), keys_in(sections), marking, public, council)
    as_pdf = (form or out.suffix.lstrip(".").casefold()) == "pdf"
    written = paper(content, issue)
    write_issue(written, out, Form(template, _chosen(template, styles), as_pdf))
    click.echo(f"Wrote the {kind} paper for {issue.period.label} to {out}.{remarks(content, issue, written)}")


def _unmatched(template: Path) -> tuple[Unmatched, ...]:
    """Waymark's styles without a namesake in the template, which may hold anything and is read within limits first."""
    from waymark.jobs.limits import Limits
    from waymark.jobs.papers import unmatched_styles
    from waymark.jobs.running import RunningJob

    found: tuple[Unmatched, ...] = RunningJob(unmatched_styles, template, limits=Limits(template.name)).result()
    return found


def _listed(without_namesake: Sequence[Unmatched]) -> str:
    """A line for each style, with what could stand for it."""
    lines = [f"{each.name:<20} {', '.join(each.candidates) or 'nothing of its kind'}" for each in without_namesake]
    return "\n".join(lines) or "Every style of Waymark’s has a namesake in the template."


def _chosen(template: Path | None, styles: tuple[str, ...]) -> dict[str, str]:
    """The template's styles by Waymark's."""
    chosen = dict(style.split("=", 1) for style in styles if "=" in style)
    if len(chosen) < len(styles) or (styles and template is None):
        raise Refused(
            "A style is chosen by both names and for a template; nothing was written. "
            "Try “--template council.docx --style 'Heading 2=Section heading'”."
        )
    return {ours.strip(): theirs.strip() for ours, theirs in chosen.items()}


@click.command("accessibility", epilog="Example: waymark accessibility paper.docx")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every place.")
def accessibility(file: Path, as_json: bool) -> None:
    """Read any Word document for what shuts readers out; exit status 1 where something is found."""
    from waymark.jobs.limits import Limits
    from waymark.jobs.reading import shut_out
    from waymark.jobs.running import RunningJob
    from waymark_start import accessible

    found = RunningJob(shut_out, file, limits=Limits(file.name)).result()
    click.echo(accessible.as_json(file.name, found) if as_json else accessible.told(file.name, found))
    if found:
        raise click.exceptions.Exit(1)


COMMANDS = (report, accessibility)
