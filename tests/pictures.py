"""Small pictures, as files hold them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from typing import Any

from waymark.domain.rows import Picture


def a_png(width: int = 40, height: int = 20) -> bytes:
    """A grey PNG of that size in pixels."""
    rows = (b"\0" + b"\x80" * width) * height
    parts = {b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), b"IDAT": zlib.compress(rows), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts, parts.values()))


def a_jpeg(width: int = 40, height: int = 20) -> bytes:
    """The headers and the end of a JPEG of that size in pixels, with nothing drawn."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    return (
        b"\xff\xd8"
        + _segment(0xE0, b"JFIF\0" + bytes(9))
        + _segment(0xC0, frame)
        + _segment(0xDA, bytes(6))
        + b"\xff\xd9"
    )


def a_picture(file: bytes = b"", **fields: Any) -> Picture:
    """A picture as a plan holds it."""
    usual = {"id": "picture", "name": "map.png", "alternative": "A map of the localities", "media_type": "image/png"}
    return Picture(**usual | {"content": b64encode(file or a_png()).decode()} | fields)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
