"""A list of people is carried out while another administrator changes somebody on it."""

import pytest

from tests.support.meanwhile import acting_before
from tests.support.rosters import brought
from workflow import ledger, people, rosters
from workflow.people import Particulars
from workflow.rosters import commands
from workflow.values.actor import Title

pytestmark = pytest.mark.both_databases


def test_whoever_is_changed_while_a_list_is_carried_out_is_changed_after_it(office):
    list_of_one = brought(office, "officer,担当 改名,,,,,,,,,,")
    officer = office.person("officer").person_id

    def rename():
        typed = Particulars(Title("担当 再改名", ""))
        office.do("admin", people.change, officer, typed)

    with acting_before(commands, "_carry_out", rename) as waited:
        office.do("admin", rosters.commit, list_of_one.id, list_of_one.seen)

    assert waited == [True]
    assert office.look("admin", people.one, officer).name.ja == "担当 再改名"
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
