"""Where a plan is kept, and what is safe there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
}
"""The services that keep copies of a folder in step, by how the folder's name begins."""

NETWORK_TYPES = ("cifs", "smb", "nfs", "afpfs", "9p", "fuse.sshfs", "davfs")
"""How the file system types of network shares begin."""

DRIVE_REMOTE = 4
"""What Windows calls a drive letter that stands for a network share."""


def warnings(plan: Path) -> tuple[str, ...]:
    """What a person should know about the place of a plan (an absolute path); nothing where there is nothing to say."""
    if service := synchronised_by(plan):
        return (
            f"This plan is in a folder that {service} copies between computers. That is safe while one person at a time"
            " has it open for writing, on one computer, and the copying has finished before anybody else opens it.",
        )
    if is_on_network(plan, _mounts()):
        return (
            "This plan is on a network share. That is safe while one person at a time has it open for writing;"
            " others may open it for reading.",
        )
    return ()


def synchronised_by(plan: Path) -> str | None:
    """The service that copies the plan's folder between computers."""
    names = (part.casefold() for part in plan.parent.parts)
    return next((SYNCHRONISED[start] for name in names for start in SYNCHRONISED if name.startswith(start)), None)


def is_on_network(plan: Path, mounts: Iterable[tuple[str, str]]) -> bool:
    """Whether a plan is on a network share, given where which type of file system is mounted."""
    if plan.as_posix().startswith("//") or _is_remote_drive(plan):
        return True
    below = [(len(folder), kind) for folder, kind in mounts if plan.is_relative_to(folder)]
    return max(below, default=(0, ""))[1].startswith(NETWORK_TYPES)


def _mounts() -> list[tuple[str, str]]:
    r"""Mount points and file system types, where the system lists them; blanks in names stand as `\040` there."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    return [(fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines)]


def _is_remote_drive(plan: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(plan.anchor) == DRIVE_REMOTE
