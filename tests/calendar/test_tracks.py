"""Several processes in one cycle: a rule over the sheet chooses, the first submission fixes it."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.support.calendar import MAINTAINER, card, log
from tests.support.exchange import brought
from tests.support.office import DECEMBER, SEPTEMBER
from tests.support.rewriting import rewrite
from webapp.cli.main import cli
from workflow import calendar, items, ledger, new_year
from workflow.calendar import CalendarChanged
from workflow.items.creation import create_all
from workflow.items.new_rows import NewItem
from workflow.ledger.change_audit import audit_changes
from workflow.models import Cycle, Item, OfficeChange
from workflow.process.branches import When
from workflow.process.library import ProcessNeeded
from workflow.process.tracks import Track
from workflow.values.errors import InputRefused, WrongRole

SMALL = Track(When(below=10_000), "simple")
LAW = Track(When(classification=("law_change",)), "consultation_only")


def setting(office, *rules, cycle=SEPTEMBER, by=MAINTAINER):
    seen = card(office, cycle).seen
    office.do(by, calendar.change_tracks, cycle, rules, seen)


@pytest.fixture
def office(office):
    setting(office, SMALL)
    return office


def goes_by(office, item_id):
    return office.row(item_id).process_name


def said(office, item_id, who="officer"):
    found = office.look(who, items.get, item_id).track
    return found.process_name, found.when, found.stays


@pytest.mark.both_databases
def test_9999_thousand_yen_go_the_simple_way_and_10000_the_standard_one(office):
    small = office.an_item("submitted", office.a_sheet(amount_kyen=9_999))
    large = office.an_item("submitted", office.a_sheet(amount_kyen=10_000))
    office.act(small, "approve", "reviewer")
    office.act(large, "receive", "reviewer")

    assert (office.row(small).state, office.row(large).state) == ("consulted", "under_review")
    chosen = [office.entries(one)[1].particulars[ledger.TRACK] for one in (small, large)]
    assert chosen == [
        {"process": "simple", "version": 2, "rule": 1},
        {"process": "standard", "version": 2, "rule": 0},
    ]


def test_a_draft_follows_its_sheet_until_it_is_submitted_and_then_stays(office):
    item_id = office.a_draft(office.a_sheet(amount_kyen=9_999)).item_id
    assert said(office, item_id) == ("simple", SMALL.when, False)

    rewrite(office, item_id, amount_kyen=20_000)
    assert (goes_by(office, item_id), said(office, item_id)) == (
        "standard", ("standard", None, False)
    )  # fmt: skip
    rewrite(office, item_id, amount_kyen=9_000)
    office.act(item_id, "submit", "officer")
    office.act(item_id, "send_back", "reviewer")
    rewrite(office, item_id, amount_kyen=20_000)

    assert said(office, item_id) == ("standard", None, True)
    office.act(item_id, "submit", "officer")
    assert (goes_by(office, item_id), said(office, item_id, "reviewer")) == (
        "simple", ("standard", None, True)
    )  # fmt: skip
    assert [one.action for one in office.entries(item_id) if ledger.TRACK in one.particulars] == [
        "submit"
    ]


def test_a_draft_goes_by_the_rules_of_the_day_on_which_it_is_submitted(office):
    item_id = office.a_draft(office.a_sheet(amount_kyen=9_999)).item_id
    setting(office, LAW)
    assert (goes_by(office, item_id), said(office, item_id)) == (
        "simple", ("standard", None, False)
    )  # fmt: skip
    foreseen = {one.action: one for one in office.look("officer", items.get, item_id).actions}

    office.act(item_id, "submit", "officer")

    assert foreseen["submit"].to_title.ja == "提出済"
    assert goes_by(office, item_id) == "standard"
    setting(office)
    late = office.an_item("submitted", office.a_sheet(amount_kyen=1, classification="law_change"))
    assert (goes_by(office, late), office.look("officer", items.get, late).track) == (
        "standard", None
    )  # fmt: skip


def test_many_at_once_and_a_draft_carried_over_go_by_the_same_rule(office):
    setting(office, Track(When(below=70_000), "consultation_only"), cycle=DECEMBER)
    sheets = [office.a_sheet(amount_kyen=kyen) for kyen in (9_999, 10_000)]

    def begin(work):
        cycle = work.session.get_one(Cycle, SEPTEMBER)
        news = (NewItem(office.departments["soumu"], one) for one in sheets)
        return create_all(work, cycle=cycle, new_items=news)

    small, large = office.do("reviewer", begin)
    assert [goes_by(office, one) for one in (small, large)] == ["simple", "standard"]
    office.act(large, "submit", "officer")

    for item_id in (small, large):
        office.act(item_id, "carry_over", "reviewer")

    assert [goes_by(office, one) for one in (small, large)] == ["consultation_only", "standard"]


def test_what_is_brought_in_by_a_file_goes_by_the_same_rule(office):
    rows = ("改修A,9999", "改修B,10000")
    head, rest = "部局名,課室名,分野,類型,事業名,予算額,財源,概要", "一般財源,あれこれ"
    lines = [f"soumu,税務課,行政,procedure,{row},{rest}" for row in rows]
    content = "\n".join([head, *lines, ""]).encode()

    brought(office.engine, office.person("officer"), content).commit()

    with office.engine.read() as work:
        found = work.session.execute(select(Item.amount_kyen, Item.process_name)).all()
    assert set(map(tuple, found)) == {(9_999, "simple"), (10_000, "standard")}


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ((SMALL, replace(SMALL, when=When(below=500))), ("track_never_chosen", "2")),
        ((replace(SMALL, process_name="nothing"),), ("track_process_unknown", "1")),
        ((SMALL, replace(SMALL, when=When())), ("track_asks_nothing", "2")),
        ((replace(SMALL, when=When(at_least=5, below=5)),), ("track_band_empty", "1")),
        ((replace(SMALL, when=When(field=("nowhere",))),), ("track_code_unknown", "1")),
        ((replace(SMALL, when=When(funding=("x" * 10_000,))),), ("track_code_unknown", "1")),
        ((replace(SMALL, when=When(otherwise=True)),), ("track_asks_nothing", "1")),
        ((SMALL,) * 21, ("too_many", None)),
    ],
)
def test_rules_that_cannot_be_are_refused_with_their_number(office, rules, problem):
    with pytest.raises(InputRefused) as refused:
        setting(office, *rules)

    found = [(one.key, one.data.get("number")) for one in refused.value.problems]
    assert problem in found
    assert card(office).view.tracks == (SMALL,)


def test_rules_are_changed_by_maintainers_on_what_they_saw_and_the_record_tells_of_it(office):
    seen = card(office).seen
    with pytest.raises(WrongRole):
        office.do("reviewer", calendar.change_tracks, SEPTEMBER, (LAW,), seen)
    office.do("admin", calendar.change_tracks, SEPTEMBER, (LAW, SMALL), seen)
    with pytest.raises(CalendarChanged):
        office.do(MAINTAINER, calendar.change_tracks, SEPTEMBER, (LAW,), seen)
    office.do(MAINTAINER, calendar.change_tracks, SEPTEMBER, (LAW, SMALL), seen)
    found = office.look(MAINTAINER, calendar.tracks_card, SEPTEMBER)
    assert (found.tracks, [one[:2] for one in found.proof.shared]) == ((LAW, SMALL), [(1, 2)])
    setting(office)

    assert [one.fields["tracks"][1] for one in log(office)][:1] == [[]]
    with office.engine.read() as work:
        changes = work.session.query(OfficeChange).filter_by(subject="tracks")
        actions = [one.action for one in changes.order_by(OfficeChange.sequence)]
        assert actions == ["add", "change", "end"]
        assert audit_changes(work.session).is_sound
        work.session.get_one(Cycle, SEPTEMBER).tracks = [{"process": "simple", "when": {}}]
        work.session.flush()
        (broken,) = audit_changes(work.session).breaks
        assert (broken.subject, broken.code) == ("tracks", SEPTEMBER)


FILE = """[[tracks]]
process = "consultation_only"
when = { amount_kyen = { below = 20000 }, classification = ["law_change", "renewed"] }

[[tracks]]
process = "simple"
when = { amount_kyen = { below = 10000 } }
"""


def test_rules_are_set_from_a_file_in_the_shell_and_proved_as_on_the_page(office, tmp_path):
    path = tmp_path / "rules.toml"
    settings = {"JIZEN_DATABASE_URL": office.engine.database.address, "JIZEN_SECRET_KEY": "x" * 20}

    def jizen(text, *who):
        path.write_text(text, encoding="utf-8")
        arguments = ["process", "tracks", SEPTEMBER, str(path), *who]
        return CliRunner().invoke(cli, arguments, env=settings)

    done = jizen(FILE, "--as", MAINTAINER)
    assert (done.exit_code, done.stdout) == (0, f"{FILE}# every other sheet: standard\n")
    assert "決まり1と2の両方に当てはまる案件があり、決まり1によります。" in done.stderr
    assert card(office).view.tracks[0].when.classification == ("law_change", "renewed")

    refused = jizen(
        FILE.replace("20000", "10000").replace(', classification = ["law_change", "renewed"]', ""),
        "--as",
        MAINTAINER,
    )
    assert refused.exit_code == 1
    assert "決まり2" in refused.stderr
    unknown = jizen(FILE.replace("law_change", "lawchange"), "--as", MAINTAINER)
    assert (unknown.exit_code, "tracks[0].when.classification" in unknown.stderr) == (1, True)
    assert jizen(FILE, "--as", "reviewer").exit_code == 1
    assert jizen(FILE).exit_code == 2
    assert len(card(office).view.tracks) == 2


def test_a_process_that_a_rule_names_is_not_withdrawn_and_goes_on_in_the_new_year(office):
    with pytest.raises(ProcessNeeded):
        office.engine.withdraw_process("simple", 2)
    found = office.look("admin", new_year.proposal, 2022)
    office.do("admin", new_year.prepare, 2022, found.seen)

    assert card(office, "2022-09").view.tracks == (SMALL,)
    assert card(office, "2022-06").view.tracks == ()
