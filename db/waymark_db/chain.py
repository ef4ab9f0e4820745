"""The log's hash chain: what is hashed, and in which form it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from waymark.domain.changes import Change, Header, as_json


def canonical(content: Any) -> str:
    """JSON of which there is one form only."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def written(changes: Iterable[Change]) -> str:
    """Changes as the log keeps them."""
    return canonical([as_json(change) for change in changes])


def digest(*parts: str | int | None) -> str:
    """One hash over several texts or numbers, none of which can run over into the next."""
    return sha256(canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()


def genesis(plan_id: str) -> str:
    """The hash where the log of a new plan begins."""
    return digest("plan", plan_id)


def link(previous: str, sequence: int, header: Header, changes: str) -> str:
    """The hash of a log row from that of the row before."""
    return digest(previous, sequence, *asdict(header).values(), changes)
