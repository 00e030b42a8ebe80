"""What somebody types is theirs alone, has bounds, and is gone once it was sent."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from workflow import unsent
from workflow.models import UnsentForm
from workflow.values.errors import InputRefused

PLACE = "/items/7/edit"
TYPED = [("name", "書きかけの事業"), ("joint_departments", "soumu"), ("joint_departments", "mirai")]


@pytest.fixture
def keep(office):
    """`keep(by, place, fields)`: as a page does that was opened just now."""

    def verb(by="officer", place=PLACE, fields=TYPED, opened_at=None):
        return office.do(by, unsent.keep, place, fields, opened_at or office.clock.now())

    return verb


def kept(office, by="officer", place=PLACE):
    found = office.look(by, unsent.kept, place)
    return list(found.fields) if found else None


@pytest.mark.both_databases
def test_what_was_typed_comes_back_to_its_person_and_to_nobody_else(office, keep):
    keep()

    assert kept(office) == TYPED
    for other in ("colleague", "reviewer", "admin"):
        assert kept(office, other) is None
        assert office.look(other, unsent.begun, "/") == ()


def test_the_latest_text_takes_the_place_of_the_one_before(office, keep):
    keep()
    keep(fields=[("name", "直した名前")])

    assert kept(office) == [("name", "直した名前")]


def test_a_colleague_who_forgets_takes_nothing_from_me(office, keep):
    keep()

    office.do("colleague", unsent.forget, PLACE)

    assert kept(office) == TYPED


def test_forms_that_were_never_kept_are_not_forgotten_without_bound(office):
    for number in range(3 * unsent.MOST_FORMS):
        office.do("officer", unsent.forget, f"/items/{number}/edit")

    with office.engine.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UnsentForm)) <= unsent.MOST_FORMS


def test_what_comes_after_the_form_was_sent_is_not_kept(office, keep):
    opened = office.clock.now()
    keep()
    office.clock.advance(timedelta(seconds=30))
    office.do("officer", unsent.forget, PLACE)

    assert keep(opened_at=opened) is False
    assert kept(office) is None
    assert keep(opened_at=office.clock.now()) is True


def test_begun_forms_are_told_the_latest_first(office, keep):
    for number in range(3):
        keep(place=f"/items/new?draft={number}")
        office.clock.advance(timedelta(minutes=1))

    begun = office.look("officer", unsent.begun, "/items/new?")

    assert [one.place[-1] for one in begun] == ["2", "1", "0"]


def test_of_too_many_the_oldest_goes(office, keep):
    for number in range(unsent.MOST_FORMS + 2):
        keep(place=f"/items/{number}/edit")
        office.clock.advance(timedelta(seconds=1))

    assert len(office.look("officer", unsent.begun, "/")) == unsent.MOST_FORMS
    assert kept(office, place="/items/0/edit") is None


def test_what_nobody_came_back_to_goes_after_a_month(office, keep):
    keep()
    office.clock.advance(unsent.KEPT_FOR + timedelta(days=1))
    keep(by="colleague", place="/items/8/edit")

    assert kept(office) is None


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        ("", TYPED),
        ("items/7", TYPED),
        ("/items/7\n", TYPED),
        ("/" + "a" * 400, TYPED),
        (PLACE, [("name", "長" * 60_001)]),
        (PLACE, [("name", "")] * 401),
    ],
)
def test_what_no_form_of_ours_can_be_is_refused(office, keep, place, fields):
    with pytest.raises(InputRefused):
        keep(place=place, fields=fields)

    assert office.look("officer", unsent.begun, "/") == ()
