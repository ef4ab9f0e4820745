"""Draws the program's icon in the forms that the operating systems want: PNG, ICO and ICNS.

Usage: icons.py FOLDER
"""

from __future__ import annotations

import os
import struct
import sys
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
LARGEST_ICO = 256
ICNS_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
"""What Apple calls a PNG of each size."""


def main(folder: Path) -> None:
    """Write the icons into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    drawing = (files("waymark_resources") / "icons" / "waymark.svg").read_bytes()
    pictures = {size: _picture(drawing, folder / f"waymark-{size}.png", size) for size in SIZES}
    (folder / "waymark.svg").write_bytes(drawing)
    (folder / "waymark.ico").write_bytes(_ico(pictures))
    (folder / "waymark.icns").write_bytes(_icns(pictures))


def _picture(drawing: bytes, path: Path, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    image.save(str(path))
    return path.read_bytes()


def _ico(pictures: dict[int, bytes]) -> bytes:
    """A directory of pictures, then the pictures; a size of 256 is written as 0. Qt itself writes only one picture."""
    held = {size: picture for size, picture in pictures.items() if size <= LARGEST_ICO}
    directory, place = struct.pack("<HHH", 0, 1, len(held)), 6 + 16 * len(held)
    for size, picture in held.items():
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return directory + b"".join(held.values())


def _icns(pictures: dict[int, bytes]) -> bytes:
    parts = [kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size] for size, kind in ICNS_KINDS.items()]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    main(Path(sys.argv[1]))
