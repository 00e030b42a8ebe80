"""What is known of a person beside their roles: cleaned, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from workflow.models import Person
from workflow.values.actor import Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import Problem
from workflow.values.place import Place
from workflow.values.text import TextUnclean, clean_line, search_key

LONGEST_NAME: Final = 100
LONGEST_EMAIL: Final = 254
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_STAFF_NUMBER: Final = re.compile(r"[A-Za-z0-9-]{1,20}")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class Particulars:
    """A person's name with its reading, number, address, and the place where they work."""

    name: Title
    kana: str = ""
    staff_number: str = ""
    email: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What there is to know of others, and of the place where a person is to work."""

    login_taken: bool = False
    number_taken: bool = False
    place_exists: bool = True


def is_login(text: str) -> bool:
    """Whether a text can be a login: small letters, figures and . _ @ -."""
    return _LOGIN.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Whether a text is a mail address."""
    return len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def cleaned(typed: Particulars) -> tuple[Particulars, list[Problem]]:
    """The texts trimmed, and every problem with one of them, by its field."""
    problems: list[Problem] = []
    texts = {
        "name": typed.name.ja,
        "name_en": typed.name.en,
        "kana": typed.kana,
        "staff_number": typed.staff_number,
        "email": typed.email,
    }
    for field, text in texts.items():
        try:
            texts[field] = clean_line(text, LONGEST_EMAIL if field == "email" else LONGEST_NAME)
        except TextUnclean as unclean:
            problems.append(text_problem(field, unclean))
    clean = replace(
        typed,
        name=Title(texts["name"], texts["name_en"]),
        kana=texts["kana"],
        staff_number=texts["staff_number"],
        email=texts["email"],
    )
    return clean, [*problems, *(one for one in _unreadable(clean) if not problems)]


def _unreadable(clean: Particulars) -> Iterator[Problem]:
    if not clean.name.ja:
        yield Problem("name", "required")
    if clean.staff_number and not _STAFF_NUMBER.fullmatch(clean.staff_number):
        yield Problem("staff_number", "staff_number_unreadable")
    if clean.email and not is_email(clean.email):
        yield Problem("email", "email_unreadable")


def person_problems(facts: PersonFacts) -> Iterator[Problem]:
    """What is wrong with what was typed of a person, by its field."""
    if facts.login_taken:
        yield Problem("login", "login_taken")
    if facts.number_taken:
        yield Problem("staff_number", "staff_number_taken")
    if not facts.place_exists:
        yield Problem("section", "unknown_section_of_person")


def particulars_of(person: Person) -> Particulars:
    """What is known of a person now."""
    return Particulars(
        Title(person.name_ja, person.name_en),
        person.kana,
        person.staff_number or "",
        person.email,
        person.place,
    )


def work_at(person: Person, place: Place | None) -> None:
    """Set the place where a person works, or (None) none that is known."""
    person.department_id, person.section_id = place or (None, None)


def put(person: Person, clean: Particulars) -> None:
    """Write what was typed into a person, and what the list finds them by."""
    person.name_ja, person.name_en = clean.name
    person.kana = clean.kana
    person.staff_number = clean.staff_number or None
    person.email = clean.email
    work_at(person, clean.place)
    words = (person.login, clean.staff_number, *clean.name, clean.kana)
    person.search_text = search_key(" ".join(words))
