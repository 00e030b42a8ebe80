"""Actions that a definition names itself: through the one door, on the pages, from a shell."""

import re

import pytest

from tests.support.office import NOTE
from tests.support.processes import live, move, third
from tests.support.signed_in import signed_in
from tests.support.sites import site_of
from webapp.app.settings import Settings
from workflow import items
from workflow.notices import announcing
from workflow.values.errors import ContentChanged, NoteRequired, WrongRole

HERE = ["at_finance"]
AT_FINANCE = (
    live("at_finance", "財政課で確認中", "secretariat")
    + move("send_to_finance", "財政課へ送付", ["under_review"], "at_finance", "reviewer")
    + move(
        "instruct", "補正指示", HERE, "returned", "secretariat", effect="return", note="required"
    )
    + move("agree", "確認済とする", HERE, "reviewed", "secretariat", effect="judge")
    + move("stop", "取りやめる", HERE, "withdrawn", "officer", effect="give_up", note="required")
)


@pytest.fixture
def office(office):
    head, rules = third(version=9).split(
        "# ------------------------------------------------------------- 決まり"
    )
    # Reviewed without the usual judgement is what the second way through is for.
    without = rules.replace('action = "approve"\nstate', 'action = "receive"\nstate')
    text = head + AT_FINANCE + "#" + without
    for usual, own in (("審査完了", "審査を終える"), ("審査中", "内容の確認中")):
        text = text.replace(f'ja = "{usual}"', f'ja = "{own}"')
    office.engine.publish(text, "ninth")
    return office


@pytest.fixture
def at_finance(office):
    item_id = office.an_item("under_review")
    office.act(item_id, "send_to_finance", "reviewer", note="")
    return item_id


def test_an_action_without_an_effect_moves_and_is_recorded(office, at_finance):
    item = office.look("secretariat", items.get, at_finance)
    last = item.moves[-1]

    assert (item.row.state, item.row.state_title.ja) == ("at_finance", "財政課で確認中")
    assert (last.action, last.title.ja, last.effect) == ("send_to_finance", "財政課へ送付", None)
    assert (item.row.round, len(item.revisions), item.evaluation) == (1, 1, None)
    assert "at_finance" in item.path


def test_it_is_the_turn_of_those_whom_the_definition_names(office, at_finance):
    turns = office.look("secretariat", items.turns)

    assert [one.row.id for one in turns] == [at_finance]
    assert [one.action for one in turns[0].actions] == ["instruct", "agree"]
    with pytest.raises(WrongRole):
        office.act(at_finance, "agree", "reviewer")


def test_what_is_asked_for_by_name_happens_under_any_name(office, at_finance):
    with pytest.raises(ContentChanged):
        office.act(at_finance, "agree", "secretariat", seen="")
    with pytest.raises(NoteRequired):
        office.act(at_finance, "instruct", "secretariat", note="")
    office.act(at_finance, "instruct", "secretariat")

    item = office.look("officer", items.get, at_finance)
    assert (item.row.state, item.sent_back.note) == ("returned", NOTE)
    assert office.look("officer", items.turns)[0].note == NOTE


def test_pages_show_it_and_say_what_it_does(office, at_finance, send_form):
    app = site_of(office.engine, Settings(secret_key="a key for the tests only"))
    secretariat, officer = signed_in(app, "secretariat"), signed_in(app, "officer")
    page = f"/items/{at_finance}"

    office.do(None, announcing.announce, at_finance, office.row(at_finance).ledger_length)
    told = secretariat.get("/notices/").text
    assert "財政課で確認中" in told
    assert "at_finance" not in told.replace("state-at_finance", "")
    buttons = secretariat.get(page).text
    steps = re.search(r'<ol class="progress-line".*?</ol>', buttons, re.DOTALL)[0]
    assert (">内容の確認中<" in steps, ">審査中<" in steps) == (True, False)
    form = secretariat.get(f"{page}/instruct").text
    refused = send_form(secretariat, f"{page}/instruct", {"note": ""})
    done = send_form(secretariat, f"{page}/instruct", {"note": "積算を直すこと"})

    assert f'href="{page}/instruct' in buttons
    assert "補正指示" in buttons
    assert "財政課へ送付" in buttons
    assert "差戻しで案件が終わることはありません" in form
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "「補正指示」を記録しました" in secretariat.get(done.location).text
    assert "積算を直すこと" in officer.get(page).text
    assert secretariat.get(f"{page}/dance").status_code == 404
    listed = signed_in(app, "reviewer").get("/items/").text
    assert "財政課へ送付" in listed
    assert '<option value="approve">審査を終える</option>' in listed


def test_red_is_what_gives_an_item_up(office, at_finance):
    found = {one.action: one for one in office.look("officer", items.get, at_finance).actions}

    assert {name for name, one in found.items() if one.takes_back} == {"stop"}
    assert found["instruct"].returns
