"""The command line: `waymark` opens the window, `waymark PLAN` that plan in it, and each command does a job.

Exit status 0 done, 1 refused in words, 2 wrong usage. What a command stands on is imported when it runs: the window's
frame appears without waiting for any of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from waymark.domain.errors import Refused, WaymarkError
from waymark_start import paper_commands, plans, tracker_commands
from waymark_start.arguments import PERIOD, PLAN, month_of


class Commands(click.Group):
    """Commands whose refusals are one sentence on standard error; a plan in a command's place opens in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and _is_plan(args[0]):
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WaymarkError as refusal:
            click.echo(str(refusal), err=True)
            ctx.exit(1)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[PLAN | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="waymark")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Keep a children's services improvement plan: one file, every change undoable.

    Without a command the window opens, with the PLAN if one is named.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if ctx.invoked_subcommand is None:
        _open_window(ctx, None)


def command(name: str, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command, with an example at the end of its help."""
    return main.command(name, epilog=f"Example: waymark {example}")


for _each in (*paper_commands.COMMANDS, *tracker_commands.COMMANDS):
    main.add_command(_each)


@command("open", "open improvement.waymark")
@PLAN
@click.pass_context
def open_(ctx: click.Context, plan: Path) -> None:
    """Open a plan in the window; “waymark improvement.waymark” does the same."""
    _open_window(ctx, plan)


@command("example", "example improvement.waymark")
@PLAN
@click.option("--earlier", is_flag=True, help="The version of a month before.")
def example(plan: Path, earlier: bool) -> None:
    """Make the example plan, an invented council's."""
    from waymark.exchange.beginnings import example_plan

    plans.begin(plan, "The example plan", example_plan(earlier=earlier), "example")
    click.echo(f"Made the example plan {plan}.")


@command("new", "new improvement.waymark --from tracker.xlsx")
@PLAN
@click.option("--title", default="Improvement plan", help="What the plan is called.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="An Excel workbook, a Word document or a dump (JSON) to fill it from.",
)
def new(plan: Path, title: str, source: Path | None) -> None:
    """Make a new plan: empty, or filled from a workbook, a document or a dump."""
    from waymark.exchange.beginnings import blank_plan, dumped_plan
    from waymark_start import office_files

    if source is None:
        plans.begin(plan, "A new plan", blank_plan(title), "new")
        click.echo(f"Made the plan {plan}.")
    elif office_files.is_office_file(source):
        click.echo(office_files.begin(plan, source))
    else:
        plans.begin(plan, f"From {source.name}", dumped_plan(source), f"new --from {source.name}")
        click.echo(f"Made the plan {plan}.")


@command("dump", "dump improvement.waymark > plan.json")
@PLAN
def dump(plan: Path) -> None:
    """Print the whole plan as JSON (docs/dump.md)."""
    from waymark.exchange.dump.writing import dumped

    with plans.reading(plan) as reader:
        click.echo(json.dumps(dumped(reader.load()), ensure_ascii=False, indent=1))


@command("history", "history improvement.waymark")
@PLAN
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every change.")
def history(plan: Path, as_json: bool) -> None:
    """Print who changed what and when, oldest first."""
    from waymark_start import telling

    with plans.reading(plan) as reader:
        rows = list(reader.log())
    click.echo(telling.history_as_json(rows) if as_json else telling.history(rows))


@command("undo", "undo improvement.waymark")
@PLAN
def undo(plan: Path) -> None:
    """Take the last step back, whoever made it and whenever."""
    with plans.editing(plan) as (editor, _):
        step = editor.next_undo
        editor.undo()
    if step is not None:
        click.echo(f"Undid “{step.label}” by {step.author}, {step.at}.")


@command("redo", "redo improvement.waymark")
@PLAN
def redo(plan: Path) -> None:
    """Do again what was last undone."""
    with plans.editing(plan) as (editor, _):
        made = editor.redo()
    click.echo(f"Did “{made.header.label}” again.")


@command("verify", "verify improvement.waymark")
@PLAN
def verify(plan: Path) -> None:
    """Check the whole file: its pages, the chain of its history, and its rows against the history."""
    with plans.reading(plan) as reader:
        problems, steps = reader.verify(), reader.position().sequence
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
    click.echo(f"{plan} is whole: its rows are what its history of {steps} steps makes of them.")


@command("check", "check improvement.waymark --period 2017-11 --fail-on error")
@PLAN
@PERIOD
@click.option("--json", "as_json", is_flag=True, help="Every finding with its cell, and the accepted ones, as JSON.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note"]), help="Exit with 1 on findings as grave.")
def check(plan: Path, period: str | None, as_json: bool, fail_on: str | None) -> None:
    """Read the whole plan for what contradicts itself, as a careful reviewer would.

    A plan that names no month is read as of today's.
    """
    from waymark.services.checks.finding import Severity
    from waymark.services.checks.review import review
    from waymark.services.reporting import reporting_period
    from waymark_start import findings

    with plans.reading(plan) as reader:
        content = reader.load()
    found = review(content, month_of(content, period) if period else reporting_period(content, plans.now().date()))
    click.echo(findings.as_json(found) if as_json else findings.told(found))
    if fail_on and findings.fails(found, Severity(fail_on)):
        raise click.exceptions.Exit(1)


@command("rate", "rate improvement.waymark --period 2017-11")
@PLAN
@PERIOD
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rate(plan: Path, period: str | None, as_json: bool) -> None:
    """Print how every KPI and action is rated for a period, what is computed or suggested, and why; then the counts."""
    from waymark_start import assessments

    with plans.reading(plan) as reader:
        content = reader.load()
    month = month_of(content, period)
    click.echo(assessments.as_json(content, month) if as_json else assessments.in_words(content, month))


@command("rule", "rule '85% or above Green 75%-84% Amber 74% and below Red' --value 84.5% --decimals 0")
@click.argument("text")
@click.option("--polarity", default="", help="Which way is better: higher, lower, neutral or range.")
@click.option("--target", default="", help="The target that the rule goes with.")
@click.option("--decimals", type=click.IntRange(0, 10), help="How many decimals count; nothing is rounded if left out.")
@click.option("--value", default="", help="A value to rate.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rule(text: str, polarity: str, target: str, decimals: int | None, value: str, as_json: bool) -> None:
    """Try how a rating rule reads: its bands, gaps, overlaps and contradictions, and what a value comes to."""
    from waymark.domain.polarity import parse_polarity
    from waymark.services.rule_trial import in_words, tried
    from waymark.services.schemes import every_word
    from waymark_start import trying

    trial = tried(text, every_word(), parse_polarity(polarity), target, decimals, value)
    click.echo(trying.as_json(trial) if as_json else in_words(trial))


@command("checks", "checks")
def checks() -> None:
    """Print every check that there is, with what it finds and an example (Markdown)."""
    from waymark_start import findings

    click.echo(findings.register())


@command("backup", "backup improvement.waymark")
@PLAN
def backup(plan: Path) -> None:
    """Make a verified backup beside the plan."""
    with plans.reading(plan):
        made = plans.back_up(plan, "by hand")
    click.echo(f"Backed up to {made}.")


@command("restore", "restore improvement.waymark 'improvement backups/improvement 2017-11-20 101500 by hand.waymark'")
@PLAN
@click.argument("backup", type=click.Path(path_type=Path, dir_okay=False))
def restore(plan: Path, backup: Path) -> None:
    """Put a backup in the plan's place, after backing up what is there. This is not undoable."""
    kept = plans.FILES.restore(plan, backup)
    click.echo(f"Restored {plan} from {backup}." + (f" What was there before is kept as {kept}." if kept else ""))


@command("copy", "copy improvement.waymark for-the-council.waymark --without-history")
@PLAN
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--without-history", is_flag=True, help="Only the plan as it stands, without who changed what.")
def copy(plan: Path, out: Path, without_history: bool) -> None:
    """Save a copy of a plan under a name that is not taken."""
    if out.exists():
        raise Refused(f"There is already a file “{out.name}”; it was left as it is. Choose another name for the copy.")
    with plans.reading(plan) as reader:
        plans.FILES.copy(reader, out, with_history=not without_history)
    click.echo(f"Copied {plan} to {out}.")


@command("redact", "redact improvement.waymark 'the words' --why 'Names a child' --yes")
@PLAN
@click.argument("text")
@click.option("--why", required=True, help="The reason, which stands in the history.")
@click.confirmation_option(prompt="This cannot be undone, and nothing before it can. Take the text out everywhere?")
def redact(plan: Path, text: str, why: str) -> None:
    """Take a text out of the plan and all its history, for good. Its backups keep it: remove those yourself."""
    from waymark_db.redaction import redact as take_out

    with plans.writing(plan) as store:
        take_out(store, text, reason=why, author=plans.author(), clock=plans.now)
    click.echo(f"Took the text out of {plan} and its history. Backups made before still hold it.")


@command("self-test", "self-test")
def self_test() -> None:
    """Try each large part of the program once, in a folder of its own, and say what was done."""
    from waymark_start.self_test import run

    if not run(click.echo):
        raise click.exceptions.Exit(1)


@command("screenshots", "screenshots improvement.waymark pictures/")
@PLAN
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def screenshots(plan: Path, folder: Path) -> None:
    """Draw every page into a folder, in light and in dark; no screen is needed."""
    from waymark_start.screenshots import draw

    draw(plan, folder, click.echo)


@command("demo", "demo demo/")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def demo(folder: Path) -> None:
    """Do the main job once on the example plan and leave its files in a folder."""
    from waymark_start.demo import run

    run(folder, click.echo)


def _is_plan(word: str) -> bool:
    return word.endswith(".waymark") or Path(word).is_file()


def _open_window(ctx: click.Context, plan: Path | None) -> None:
    from waymark_start.window import run

    ctx.exit(run(plan))
