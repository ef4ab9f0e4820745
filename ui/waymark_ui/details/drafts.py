"""Drafts of long texts: kept while somebody types, offered after the program has stopped, forgotten once entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from waymark.domain.day import day_words
from waymark.domain.errors import WaymarkError
from waymark.ports import Draft
from waymark_ui.details.long_text import LongText
from waymark_ui.session import Session


def kept_drafts(session: Session) -> Mapping[tuple[str, str], Draft]:
    """The drafts by the id of their row and their name there; none where nothing can be entered."""
    if session.read_only:
        return {}
    return {(draft.row_id, draft.field): draft for draft in session.reader.drafts()}


def keep_draft(session: Session, editor: LongText, row_id: str, name: str, text: str) -> None:
    """Keep what is being typed; where that is refused, the reason stands beneath the text."""
    try:
        if editor.is_changed():
            session.editor.keep_draft(row_id, name, text)
        editor.refuse("")
    except WaymarkError as problem:
        editor.refuse(str(problem))


def discard_draft(session: Session, row_id: str, name: str) -> None:
    """Forget a draft, because it became a change or nobody wants it."""
    session.tried(lambda: session.editor.discard_draft(row_id, name))


def offer_draft(editor: LongText, draft: Draft | None) -> None:
    """Offer a text that was being typed when the program stopped, if it is not what stands there."""
    if draft is not None and draft.text and draft.text != editor.text():
        when = datetime.fromisoformat(draft.at)
        editor.offer_draft(draft.text, f"{day_words(when.date())} at {when:%H:%M}")
