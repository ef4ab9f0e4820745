"""Long texts: a small closed markup, and nothing that an Office file cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.text import Paragraph, Run, cleaned, format_text, parse_text, plain, plain_signs, quoted

MARKUP = st.lists(
    st.sampled_from(
        ["**", "*", "- ", "• ", "\n", "a", "b ", " ", "[x](https://a.uk)", "[y](mailto:a@b.uk)", "[", "](", ")"]
    ),
    max_size=25,
).map("".join)


def test_that_paragraphs_bullets_bold_and_links_are_read() -> None:
    text = "First **bold** line\n- see [the policy](https://example.org/a)\n• typed bullet"

    assert parse_text(text) == (
        Paragraph(False, (Run("First "), Run("bold", bold=True), Run(" line"))),
        Paragraph(True, (Run("see "), Run("the policy", link="https://example.org/a"))),
        Paragraph(True, (Run("typed bullet"),)),
    )


def test_that_a_link_may_stand_in_bold() -> None:
    assert parse_text("**see [x](http://a.uk)**")[0].runs == (
        Run("see ", bold=True),
        Run("x", bold=True, link="http://a.uk"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "8* Adoptions (*year to date)",
        "an unmatched ** mark",
        "[x](javascript:alert)",
        "[x](file:///etc)",
        "2 ** 3 ** 4",
    ],
    ids=["S24", "unmatched", "script", "file", "spaced"],
)
def test_that_trap_what_is_no_markup_stays_as_typed(typed: str) -> None:
    assert parse_text(typed) == (Paragraph(False, (Run(typed),)),)


@given(st.text() | MARKUP)
def test_that_a_text_written_again_reads_the_same(text: str) -> None:
    paragraphs = parse_text(text)

    assert parse_text(format_text(paragraphs)) == paragraphs


@given(st.text() | MARKUP)
def test_that_cleaning_is_done_once_and_keeps_line_ends_alone(text: str) -> None:
    clean = cleaned(text)

    assert cleaned(clean) == clean
    assert not any(ord(sign) < 32 and sign != "\n" for sign in clean)
    clean.encode("utf-8")


def test_that_trap_x19_control_characters_go_and_line_ends_become_one_kind() -> None:
    assert cleaned("a\x00b\x1f\r\nc\rd\x0be\tf\ud800\uffff") == "ab\nc\nd\ne f"


def test_that_a_plain_text_has_words_only() -> None:
    assert plain("**Bold** and [linked](https://a.uk)\n\n• point") == "Bold and linked\n- point"


def test_that_trap_x20_dashes_blanks_and_quotes_are_one_kind_for_matching() -> None:
    assert plain_signs(" a\u00a0–  ‘b’\n“c” ") == "a - 'b' \"c\""


def test_that_a_quotation_is_one_short_line() -> None:
    assert quoted("a\nb") == "“a b”"
    assert len(quoted("long " * 100)) == 62
