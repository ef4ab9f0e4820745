"""A PDF of a Word file, made by LibreOffice where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from waymark.domain.errors import Refused
from waymark.exchange.files import replacing
from waymark.exchange.telling import Said, unheard

COMMANDS = ("soffice", "libreoffice")
PLACES: dict[str, Sequence[str]] = {
    "win32": (
        r"%ProgramFiles%\LibreOffice\program\soffice.com",
        r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
        r"%LocalAppData%\Programs\LibreOffice\program\soffice.com",
    ),
    "darwin": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
    "linux": ("/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice", "/opt/libreoffice/program/soffice"),
}
"""Where LibreOffice is that is on nobody's path."""
# Tagged, so that headings, tables and alternative texts are there for who cannot see the pages.
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
# It keeps twenty charts in memory; others would be drawn once in a size of its own and stretched.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Cache/Writer">
<prop oor:name="OLE_Objects" oor:op="fuse"><value>1000</value></prop>
</item>
</oor:items>
"""
SECONDS = 180.0
"""How long LibreOffice may take: a paper of a hundred pages takes ten."""
TURN = 0.1


def find_office() -> Path:
    """LibreOffice's program. Raises Refused, in a sentence that says what to do, where there is none."""
    on_path = [found for command in COMMANDS if (found := shutil.which(command))]
    usual = [Path(os.path.expandvars(place)).expanduser() for place in PLACES.get(sys.platform, ())]
    program = next((each for each in (*map(Path, on_path), *usual) if each.is_file()), None)
    if program is None:
        raise Refused(
            "PDFs are made by LibreOffice, which was not found on this computer. Nothing was written; export the paper "
            "as Word (.docx) and save it as PDF there, or install LibreOffice."
        )
    return program


def write_pdf(
    office: Path,
    document: Path,
    target: Path,
    said: Said = unheard,
    unfinished: Path | None = None,
    seconds: float = SECONDS,
) -> None:
    """Have LibreOffice write a Word file as PDF to `target`, whole or not at all, by way of `unfinished` beside it.

    What `said` raises ends it. Raises Refused, in words, where it fails or takes too long.
    """
    with TemporaryDirectory(prefix="waymark-", ignore_cleanup_errors=True) as folder:
        # A profile of its own: LibreOffice would leave the work to one that is running, and end at once.
        options = ("--headless", "--norestore", _profile(Path(folder)), "--convert-to", FILTER)
        with _running([str(office), *options, "--outdir", folder, str(document)]) as process:
            _wait(process, target, said, seconds)
        made = Path(folder, document.name).with_suffix(".pdf")
        if process.returncode != 0 or not made.is_file():
            raise Refused(
                f"LibreOffice made no PDF of the paper. “{target.name}” was not written; export it as Word (.docx)."
            )
        with replacing(target, unfinished) as temporary:
            shutil.copyfile(made, temporary)


def _profile(folder: Path) -> str:
    """The option that names LibreOffice's settings, which are made for this once."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


@contextmanager
def _running(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """LibreOffice at work; it is not left running, and neither is what it has started."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    except OSError as problem:
        raise Refused(f"LibreOffice could not be started: {problem.strerror}. Nothing was written.") from problem
    try:
        yield process
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(process: subprocess.Popen[bytes], target: Path, said: Said, seconds: float) -> None:
    begun = monotonic()
    while process.poll() is None:
        passed = monotonic() - begun
        if passed > seconds:
            raise Refused(
                f"LibreOffice was not done with the PDF after {seconds:g} seconds and was ended. “{target.name}” was "
                "not written; export the paper as Word (.docx)."
            )
        said(passed / (passed + 10), "LibreOffice is making the PDF")
        try:
            process.wait(TURN)
        except subprocess.TimeoutExpired:
            continue
