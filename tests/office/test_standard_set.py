"""The standard set: shown first, put in place as chosen, and again for what is missing."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from seeds.paper import read_paper
from tests.support.fixtures.sites import submit
from tests.support.units import do, look
from workflow import evaluation, items, ledger, masters, office, standard_set
from workflow.standard_set import Part
from workflow.values.business_days import is_business_day
from workflow.values.errors import ContentChanged, InputRefused, NotSignedIn
from workflow.values.vocabulary import Master

PAGE = "/setup/standard/"


def test_each_line_may_be_left_out_and_the_rest_is_put_in_place_later(new_office_as):
    admin = new_office_as("kanri")
    engine = admin.application.extensions["jizen"]
    page = admin.get(PAGE).text
    ticked = re.findall(r'name="line" value="([^"]+)" checked', page)
    found = look(engine, "kanri", standard_set.proposal)
    assert ticked == [one.key for one in found.lines]
    assert all(is_business_day(day) for one in found.lines for day in one.days)
    paper = read_paper()
    akita = {paper.office.name.ja, "秋田", "あきた", *(one.name for one in paper.departments)}
    assert not any(word in page for word in akita)
    left_out = ("fields/community", "cycles/2026-12", "meetings/3")
    sent = {"line": [key for key in ticked if key not in left_out], "seen": found.seen}

    first = submit(admin, PAGE, sent, page=PAGE)
    again = submit(admin, PAGE, sent, page=PAGE)
    nothing = submit(admin, PAGE, {"line": [], "seen": found.seen}, page=PAGE)

    assert [one.location for one in (first, again, nothing)] == ["/setup/", "/setup/", PAGE]
    progress = look(engine, "kanri", office.progress)
    assert set(progress.missing) == {"departments", "sections", "officer", "reviewer",
                                     "evaluator", "secretariat"}  # fmt: skip
    cycles = {one.id: one for one in look(engine, "kanri", items.cycles)}
    assert set(cycles) == {"2026-06", "2026-09", "2027-initial", "2026-02"}
    assert cycles["2026-06"].submission_deadline == date(2026, 5, 8)
    profile = look(engine, "kanri", office.profile).office
    assert (profile.required, profile.hidden) == (("classification",), ("goal_number", "dx_step"))
    session = look(engine, "kanri", evaluation.sessions)[1]
    assert session.cycle_ids == ("2027-initial",)
    assert [(one.code, one.weight) for one in session.criteria][:3] == [
        ("need", 3), ("effect", 3), ("plan", 2),
    ]  # fmt: skip
    rest = look(engine, "kanri", standard_set.proposal)
    assert tuple(one.key for one in rest.lines) == left_out
    assert do(engine, "kanri", standard_set.put_all) == 3
    assert look(engine, "kanri", standard_set.proposal).lines == ()
    with engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
        assert ledger.audit(work.session).breaks == ()


def test_what_an_office_has_decided_is_not_ticked_and_a_stale_page_is_shown_again(new_office_as):
    engine = new_office_as("kanri").application.extensions["jizen"]
    seen = look(engine, "kanri", standard_set.proposal).seen
    title = next(iter(look(engine, "kanri", standard_set.proposal).of(Part.FIELDS))).name
    do(engine, "kanri", masters.add, Master.FIELD, "own", title)
    do(engine, "kanri", office.ask_for, ["kpi"], [], 1)

    found = look(engine, "kanri", standard_set.proposal)

    assert [one.code for one in found.of(Part.FIELDS)] == ["residents", "community"]
    assert {one.part for one in found.lines if not one.is_advised} == {
        Part.FIELDS, Part.REQUIRED, Part.HIDDEN,
    }  # fmt: skip
    with pytest.raises(ContentChanged):
        do(engine, "kanri", standard_set.put, ["fields/residents"], seen)
    with pytest.raises(InputRefused):
        do(engine, "kanri", standard_set.put, [], found.seen)
    with pytest.raises(NotSignedIn):
        look(engine, None, standard_set.proposal)


@pytest.mark.both_databases
def test_of_two_who_put_the_same_in_place_at_once_one_does(office):
    found = office.look("admin", standard_set.proposal)
    keys = [one.key for one in found.lines]

    def put(_number):
        return office.do("admin", standard_set.put, keys, found.seen)

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(put, range(2)))

    assert told == [0, len(keys)]
    assert {"fields/internal", "sessions/4"} <= set(keys)


def test_an_office_that_has_items_is_not_advised_to_hide_fields_of_their_sheets(office):
    def advised():
        lines = office.look("admin", standard_set.proposal).of(Part.HIDDEN)
        return {one.code for one in lines if one.is_advised}

    before = advised()
    office.a_draft()

    assert before
    assert advised() == set()
