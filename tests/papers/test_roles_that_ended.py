"""A big paper is its person's for as long as they hold what they had when they asked for it."""

import pytest
from sqlalchemy import select

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import papers, people
from workflow.items import ItemFilter
from workflow.models import RoleGrant
from workflow.people import Holding
from workflow.values.days import Period
from workflow.values.vocabulary import Role

VIEWER = Holding(Role.VIEWER, None, Period(None, None))


def ask(engine):
    return do(engine, "secretariat", papers.ask, "list", ItemFilter(cycle_id="2021-09"), "xlsx")


@pytest.fixture
def made(demo_engine):
    paper_id = ask(demo_engine)
    papers.make(demo_engine, paper_id)
    return paper_id


def become_a_viewer(engine, *, only: bool):
    """Give the secretariat the role of a viewer, beside the others or instead of them."""
    holder = person_named(engine, "secretariat").person_id
    with engine.read() as work:
        grants = select(RoleGrant.id).where(RoleGrant.person_id == holder)
        held = work.session.scalars(grants).all()
    do(engine, "admin", people.give, holder, VIEWER)
    for grant in held if only else ():
        do(engine, "admin", people.end, grant, None)


def test_a_paper_goes_with_the_role_in_which_it_was_asked_for(demo_engine, sign_in_as, made):
    browser = sign_in_as("secretariat")
    before = browser.get(f"/papers/{made}/file").status_code

    become_a_viewer(demo_engine, only=True)

    assert before == 200
    for address in (f"/papers/{made}", f"/papers/{made}/file"):
        assert browser.get(address).status_code == 404
    assert f"/papers/{made}" not in browser.get("/papers/").text


def test_a_role_that_came_since_takes_no_paper_away(demo_engine, sign_in_as, made):
    become_a_viewer(demo_engine, only=False)

    assert sign_in_as("secretariat").get(f"/papers/{made}/file").status_code == 200


def test_a_paper_under_way_for_a_role_that_has_ended_keeps_nobody_from_another(demo_engine):
    first = ask(demo_engine)
    become_a_viewer(demo_engine, only=True)

    second = ask(demo_engine)
    papers.make(demo_engine, first)

    assert [one.id for one in look(demo_engine, "secretariat", papers.own)] == [second]
