"""Pictures that papers show, looked over before they are taken into a plan or shown out of one."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from waymark.domain.errors import Refused
from waymark.domain.rows import Picture

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
"""A plan is one file that is mailed about, and keeps every version of a picture."""
MOST_PIXELS = 50_000_000
"""Word and LibreOffice unpack a picture whole: this is 200 MB."""
SMALLEST_PNG_CHUNK = 12
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_END = b"\xff\xd9"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Image:
    """A sound PNG or JPEG file; its size in pixels."""

    media_type: str
    content: bytes
    width: int
    height: int


class _Damaged(Exception):
    """The picture's file does not keep to its own format."""


def read_image(path: Path) -> Image:
    """A picture's file. Raises Refused, in one sentence, where it is missing, too large, damaged or of another kind."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise Refused(f"“{path.name}” cannot be read: {problem.strerror or problem}. Nothing was changed.") from problem
    return image_of(content, path.name)


def image_of(content: bytes, name: str) -> Image:
    """The picture in a file's content. Raises Refused as `read_image` does, calling the file by `name`."""
    if len(content) > LARGEST:
        raise Refused(f"“{name}” is larger than {LARGEST // MEGABYTE} MB. Nothing was changed; make it smaller first.")
    kind = next((kind for first, kind in _KINDS.items() if content.startswith(first)), None)
    if kind is None:
        raise Refused(
            f"“{name}” is no PNG or JPEG picture, whatever its name says. Nothing was changed; save it as one."
        )
    media_type, size_of = kind
    try:
        width, height = size_of(content)
    except (_Damaged, struct.error, IndexError) as problem:
        raise Refused(
            f"“{name}” is damaged or was not copied whole. Nothing was changed; ask for it again."
        ) from problem
    if not 0 < width * height <= MOST_PIXELS:
        raise Refused(f"“{name}” is {width:,} by {height:,} pixels. Nothing was changed; make it smaller first.")
    return Image(media_type, content, width, height)


def image_in(picture: Picture) -> Image | None:
    """The picture that a plan holds; None for one that cannot be shown, which a plan made elsewhere may hold."""
    try:
        return image_of(b64decode(picture.content, validate=True), picture.name)
    except (NotBase64, Refused):
        return None


def _png_size(content: bytes) -> tuple[int, int]:
    """From the first chunk; every chunk must match its checksum, and the last one be there."""
    chunks = [*_png_chunks(content)]
    if chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or all(name != b"IDAT" for name, _ in chunks):
        raise _Damaged
    width, height = struct.unpack_from(">II", chunks[0][1])
    return width, height


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + SMALLEST_PNG_CHUNK <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        data, at = content[at + 8 : at + 8 + length], at + SMALLEST_PNG_CHUNK + length
        if zlib.crc32(data, zlib.crc32(name)) != struct.unpack_from(">I", content, at - 4)[0]:
            raise _Damaged
        yield name, data
        if name == b"IEND":
            return


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """From the frame's header, which must come before the scan; the end of the picture must be there."""
    at, size = len(JPEG) - 1, None
    while (marker := content[at + 1]) != _SCAN:
        length = struct.unpack_from(">H", content, at + 2)[0]
        if content[at] != 0xFF or length < 2:
            raise _Damaged
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            size = width, height
        at += 2 + length
    # Cameras write more behind the end, and a small picture with an end of its own before the scan.
    if size is None or JPEG_END not in content[at:]:
        raise _Damaged
    return size


_KINDS: dict[bytes, tuple[str, Callable[[bytes], tuple[int, int]]]] = {
    PNG: ("image/png", _png_size),
    JPEG: ("image/jpeg", _jpeg_size),
}
