"""What a lead's name is made of: a grade, a field, and perhaps the name of a person."""

from __future__ import annotations

import re
from functools import lru_cache

from waymark.domain.text import plain_signs

_GRADES = """
head heads headteacher manager managers director directors officer officers lead leads leader worker workers chair chief
commissioner coordinator team service strategic assistant associate deputy principal senior interim acting corporate
executive programme group area operational
"""
_FIELDS = """
adult adults adoption board business care carer carers central child children childrens door duty early east edge
education employment exploitation families family finance first fostering front health help home homes housing human
improvement inclusion independent information intelligence justice learning leaving legal local locality looked missing
north out partnership partnerships people performance permanence placement placements policy practice public quality
region review reviewing safeguarding school schools send services skills social south specialist support systems
transformation virtual west workforce young youth
"""
GRADES = frozenset(_GRADES.split())
"""Words that say how high a post stands and not what it is for."""
FIELDS = frozenset(_FIELDS.split())
"""Words that posts are made of, and that are nobody's name."""
_FILLING = frozenset(("of", "the", "and", "for", "in", "a", "to"))
_NAME = r"[A-Z][a-z]+(?: (?:O['’] ?)?[A-Z][a-z'’-]+){1,2}"
_ACRONYM = r"(?:[A-Z]{2,4}|HoS)"
_LIST = re.compile(rf"{_NAME}(?:(?:, | and | & ){_NAME})*")
_NAME_FIRST = re.compile(
    rf"(?P<name>{_NAME}) (?=(?:Head|Assistant Director|Associate Director|Director) ?(?:of\b|,|-))"
)
_NAME_LAST = re.compile(rf"(?:{_ACRONYM} )+(?P<name>{_NAME})(?: \(.*\))?")
_DASH = re.compile(r" [-–—] ")
_POST = re.compile(
    r"\b(?:Heads? of|(?:Service|Team|Area|Group|Programme|Locality) Manager"
    r"|(?:Assistant |Associate |Service |Strategic )?Director|Principal Social Worker)\b"
)


@lru_cache(maxsize=4096)
def post_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, however it is punctuated and in whatever order."""
    return frozenset(_plain_word(word) for word in _words(name) if word not in _FILLING)


@lru_cache(maxsize=4096)
def field_words(post: str) -> frozenset[str]:
    """The words of a post that say what it is for, without those that say how high it stands."""
    return frozenset(_plain_word(word) for word in _words(post) if word not in _FILLING and word not in GRADES)


@lru_cache(maxsize=4096)
def people_in(post: str) -> tuple[str, ...]:
    """The people named within a post, each for comparing; empty where it is a post and nothing else."""
    parts = _DASH.split(post)
    if len(parts) > 1:
        return next((people for part in parts if (people := _people(part))), ())
    match = _NAME_FIRST.match(post) or _NAME_LAST.fullmatch(post)
    return _people(match["name"]) if match else ()


@lru_cache(maxsize=4096)
def posts_in(post: str) -> int:
    """How many posts are named one after the other."""
    return len(_POST.findall(post))


def _people(text: str) -> tuple[str, ...]:
    if not _LIST.fullmatch(text.strip()):
        return ()
    names = re.split(r", | and | & ", text.strip())
    return () if set(_words(text)) & (GRADES | FIELDS) else tuple(re.sub(r"\W+", "", each).casefold() for each in names)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain_signs(text).replace("&", " and ").replace("'", "").casefold())


def _plain_word(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
