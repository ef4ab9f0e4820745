"""The content of a dump as it comes from a file: looked at before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import parse_period
from waymark.domain.rows import Row
from waymark.domain.text import cleaned
from waymark.exchange.dump.shape import PLAIN

SCHEMA_VERSION = 1
KEYS = {
    *("schema_version", "plan", "rag_scheme", "rating_schemes", "officers", "themes", "objectives", "actions", "kpis"),
    *("readings", "targets", "comparators", "recommendations", "judgements", "updates", "commentary", "meetings"),
    *("log_entries", "pictures", "passages", "waivers", "dispatches", "receipts", "answers", "column_roles"),
}
"""What a dump may hold; a misspelt list would otherwise be left out without a word."""
LARGEST_NUMBER = 1_000_000

Item = Mapping[str, Any]


def read_content(path: Path) -> Item:
    """The dump in a file. Raises Refused, in words, for what is no dump."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise Refused(f"“{path}” could not be read: {problem.strerror or problem}.") from problem
    except (ValueError, RecursionError) as problem:
        raise Refused(f"“{path.name}” is not a dump of a plan: it is not JSON ({problem}).") from problem
    if not isinstance(content, dict) or not isinstance(content.get("plan"), dict):
        raise Refused(
            f"“{path.name}” is not a dump of a plan: it has no “plan”. docs/dump.md shows what one looks like."
        )
    if content.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
        raise Refused(f"“{path.name}” is a dump of a kind that this version of Waymark does not know.")
    if unknown := set(content) - KEYS:
        raise Refused(f"“{path.name}” holds “{min(unknown)}”, which is no part of a plan. docs/dump.md lists what is.")
    return content


def items(content: Item, key: str) -> Iterator[Item]:
    """The items under a key. Raises Refused where they are not a list of objects."""
    listed = content.get(key) or []
    if not isinstance(listed, list):
        raise Refused(f"The dump's “{key}” should be a list; nothing was loaded.")
    for number, item in enumerate(listed, 1):
        if not isinstance(item, dict):
            raise Refused(f"Number {number} of the dump's “{key}” should be an object; nothing was loaded.")
        yield item


def text(item: Item, key: str) -> str:
    """A text of an item, blank where there is none; numbers are taken as they are printed."""
    value = item.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(f"The dump's “{key}” should be a text, and one is {json.dumps(value)[:60]}; nothing was loaded.")
    return cleaned(str(value))


def texts(item: Item, key: str) -> tuple[str, ...]:
    """A list of texts, without blanks."""
    listed = item.get(key) or []
    if not isinstance(listed, list):
        raise Refused(f"The dump's “{key}” should be a list of texts; nothing was loaded.")
    read = (text({key: each}, key) for each in listed)
    return tuple(each for each in read if each)


def number(item: Item, key: str) -> int | None:
    """A whole number from 0 to a million, or None where there is none."""
    value = item.get(key)
    if value is None or value == "":
        return None
    digits = str(int(value)) if isinstance(value, bool | int) else value
    if not isinstance(digits, str) or not digits.isdecimal() or int(digits) > LARGEST_NUMBER:
        raise Refused(f"The dump's “{key}” should be a whole number, and one is {json.dumps(value)[:60]}.")
    return int(digits)


def plain_fields(item: Item, kind: type[Row]) -> dict[str, Any]:
    """The fields of a row that an item holds as they are."""
    types = {each.name: str(each.type) for each in fields(kind)}
    values: dict[str, Any] = {}
    for key, name in PLAIN[kind].items():
        if key in item:
            values[name] = text(item, key) if types[name] == "str" else number(item, key)
    nothing = {name for name, value in values.items() if value is None and "None" not in types[name]}
    return {name: value for name, value in values.items() if name not in nothing}


def period_key(typed: str) -> str:
    """The key of a typed period; blank where it is none, or a date's month where it is a date."""
    try:
        return parse_period(typed).key
    except NotUnderstood:
        day = due_as_typed(typed).period
        return day.key if day else ""
