"""The commands of trackers and workbooks: out to the leads, back in, and who owes what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymark_start import plans
from waymark_start.arguments import PERIOD, PLAN, month_of

if TYPE_CHECKING:
    from waymark.exchange.trackers.proposal import Policy

OUT = click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
BY = click.option("--by", default="", help="By when it is wanted back, in words: “Friday 8 December 2017”.")
TO = click.option("--to", default="", help="Whom to send it back to; whoever runs this, if left out.")


@click.command("import", epilog="Example: waymark import improvement.waymark returned.xlsx --dry-run")
@PLAN
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
@click.option(
    "--conflicts",
    type=click.Choice(["skip", "ours", "theirs"]),
    default="skip",
    help="Where the plan and the tracker were both changed: leave it for later, keep the plan's for good, take the"
    " tracker's.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=ROLE",
    help="What a column is in a file that Waymark did not write: “Person=lead”; kept in the plan.",
)
@click.option("--period", help="The month that such a file reports on; its own or the plan's, if left out.")
@click.option(
    "--report",
    metavar="OUT.xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was not taken, and why, to mail back.",
)
def import_(
    plan: Path,
    file: Path,
    dry_run: bool,
    as_json: bool,
    conflicts: Policy,
    columns: tuple[str, ...],
    period: str | None,
    report: Path | None,
) -> None:
    """Take in a tracker that an officer returned, or another workbook or document with actions or KPIs, as one step."""
    from waymark.domain.errors import Refused
    from waymark.domain.period import parse_period
    from waymark.exchange.reading.corrections import explained
    from waymark_start import importing

    if report and report.resolve() == file.resolve():
        raise Refused(f"“{file.name}” is what is to be taken in. Choose another name for the report.")
    told = importing.Told(explained(columns), parse_period(period).month_column if period else None)
    if dry_run:
        with plans.reading(plan) as reader:
            content = reader.load()
            found = importing.proposal(reader, content, file, told)
        click.echo(importing.as_json(found, content) if as_json else importing.in_words(found))
    else:
        taken = importing.take_in(plan, file, conflicts, told)
        found = taken.proposal
        click.echo(importing.as_json(found, taken.plan) if as_json else taken.words)
    if report:
        click.echo(importing.report(found, conflicts, report), err=as_json)


@click.command("tracker", epilog="Example: waymark tracker improvement.waymark tracker.xlsx --lead 'Head of Practice'")
@PLAN
@OUT
@click.option("--lead", default="", help="Only what that person leads or owns, by post, name or initials.")
@PERIOD
@BY
@TO
def tracker(plan: Path, out: Path, lead: str, period: str | None, by: str, to: str) -> None:
    """Write an Excel tracker for officers to fill in, and note that it went out."""
    from waymark_start import sending

    with plans.reading(plan) as reader:
        month = month_of(reader.load(), period)
    click.echo(sending.send(plan, out, lead, month, sending.request(by, to)))


@click.command("trackers", epilog="Example: waymark trackers improvement.waymark trackers/ --by '8 December 2017'")
@PLAN
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@PERIOD
@BY
@TO
def trackers(plan: Path, folder: Path, period: str | None, by: str, to: str) -> None:
    """Write a tracker for each lead into a folder, each with the text of an e-mail, and note that they went out."""
    from waymark_start import sending

    with plans.reading(plan) as reader:
        month = month_of(reader.load(), period)
    click.echo(sending.send_all(plan, folder, month, sending.request(by, to)))


@click.command("workbook", epilog="Example: waymark workbook improvement.waymark board.xlsx --period 2017-11")
@PLAN
@OUT
@PERIOD
@click.option("--publication", is_flag=True, help="An accessible copy for the public, with small numbers left out.")
def workbook(plan: Path, out: Path, period: str | None, publication: bool) -> None:
    """Write an Excel workbook for the board: KPIs by section with charts, actions by theme, the log, a summary."""
    from waymark.exchange.workbooks.board import write_workbook
    from waymark.exchange.workbooks.publication import write_publication

    with plans.reading(plan) as reader:
        content = reader.load()
    month = month_of(content, period)
    write, what = (write_publication, "publication copy") if publication else (write_workbook, "workbook")
    write(content, month, out)
    click.echo(f"Wrote the {what} for {month.label} to {out}.")


@click.command("returns", epilog="Example: waymark returns improvement.waymark --period 2017-11")
@PLAN
@PERIOD
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def returns(plan: Path, period: str | None, as_json: bool) -> None:
    """Print which lead owes which updates and readings for a period, what was sent and what was taken in."""
    from waymark.services.returns import returns as found
    from waymark_start import owing

    with plans.reading(plan) as reader:
        content = reader.load()
    owed = found(content, month_of(content, period))
    click.echo(owing.as_json(owed) if as_json else owing.in_words(owed))


COMMANDS = (import_, tracker, trackers, workbook, returns)
