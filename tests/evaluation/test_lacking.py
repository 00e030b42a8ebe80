"""An open session that lacks people is named, and items that its people cannot evaluate."""

from tests.evaluation.conftest import SCORERS
from workflow import people, staffing
from workflow.staffing import Why


def test_a_session_lacks_people_when_they_go_and_its_items_when_they_are_partial(panel):
    item = panel.office.an_item("reviewed")
    session_id = panel.sit(finalisers=["finaliser"])
    panel.office.meet_anew()
    assert panel.look("admin", staffing.short_sessions) == ()
    assert panel.look("admin", staffing.unattended) == ()

    panel.declare("finaliser", item)
    [found] = panel.look("admin", staffing.unattended)
    assert (found.id, found.whys) == (item, (Why.PARTIAL, Why.NOT_SEATED))

    for login in (*SCORERS[1:], "finaliser"):
        panel.do("admin", people.switch_off, panel.person(login).person_id)
    [short] = panel.look("admin", staffing.short_sessions)
    assert (short.id, short.scorers, short.needed) == (session_id, 1, 2)
    assert (short.lacks_scorers, short.lacks_finaliser) == (True, True)
