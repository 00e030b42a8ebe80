"""The editable masters: every change keeps the earlier version, and what was made stays."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.office import NOW, Office
from tests.support.units import look
from workflow import conditions, items, masters
from workflow.items.list_views import ItemFilter
from workflow.masters import EntryHistory, LastMasterEntry
from workflow.values.actor import Title
from workflow.values.errors import ContentChanged, InputRefused, NotFound, WrongRole
from workflow.values.vocabulary import Master


def codes(office: Office, master: Master) -> list[str]:
    return [one.code for one in office.look("admin", masters.entries, master)]


def history(office: Office, master: Master, code: str) -> EntryHistory:
    return office.look("admin", masters.history, master, code)


def rename(office: Office, code: str, ja: str, en: str = "", **more) -> None:
    master = more.get("master", Master.VERDICT)
    seen = more.get("seen", history(office, master, code).entry.version)
    office.do(more.get("by", "admin"), masters.rename, master, code, Title(ja, en), seen)


def test_an_entry_that_was_never_changed_shows_what_was_set_up(office):
    found = history(office, Master.VERDICT, "appropriate")

    assert [(one.number, one.title.ja, one.by, one.at) for one in found.versions] == [
        (1, "appropriate", None, None)
    ]


def test_every_change_keeps_the_earlier_version_with_who_and_when(office):
    rename(office, "appropriate", "適当", "Suitable")
    rename(office, "appropriate", "妥当", "Appropriate", by="secretariat")

    found = history(office, Master.VERDICT, "appropriate")

    assert [(one.number, one.title.ja, one.by and one.by.ja, one.at) for one in found.versions] == [
        (3, "妥当", "secretariat", NOW),
        (2, "適当", "admin", NOW),
        (1, "appropriate", None, None),
    ]
    assert found.entry.version == 3


def test_an_evaluation_keeps_the_verdict_as_it_read(office):
    before = office.an_item("evaluated")
    rename(office, "appropriate", "適当")
    after = office.an_item("evaluated")
    reader = office.person("viewer")

    def verdicts(item_id: int) -> tuple[str, str]:
        item = look(office.engine, reader, items.get, item_id)
        return item.evaluation.verdict.ja, item.row.verdict.ja

    assert verdicts(before) == ("appropriate", "appropriate")
    assert verdicts(after) == ("適当", "適当")
    rows = look(office.engine, reader, items.page, ItemFilter(verdict="appropriate")).rows
    assert {row.verdict.ja for row in rows} == {"appropriate", "適当"}


def test_a_verdict_in_need_of_conditions_stays_so_whatever_it_is_called(office):
    rename(office, "conditional", "条件を付す")
    item_id = office.an_item("reviewed")

    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions="1. 示すこと")

    found = history(office, Master.VERDICT, "conditional")
    assert [one.needs_conditions for one in found.versions] == [True, True]
    assert len(office.look("admin", conditions.of, item_id)) == 1


def test_what_is_retired_is_no_choice_and_stays_where_it_is(office):
    item_id = office.an_item("evaluated")
    office.do("admin", masters.retire, Master.VERDICT, "appropriate")

    choices = office.look(None, items.masters, 2021)
    assert "appropriate" not in {one.code for one in choices.verdicts}
    assert choices.names[Master.VERDICT]["appropriate"].ja == "appropriate"
    assert (
        look(office.engine, office.person("admin"), items.get, item_id).evaluation.verdict.ja
        == "appropriate"
    )
    with pytest.raises(Exception, match="evaluation_incomplete"):
        office.act(office.an_item("reviewed"), "evaluate", "evaluator")


def test_what_was_retired_is_taken_up_again(office):
    for _ in range(2):
        office.do("admin", masters.restore, Master.CATEGORY, "retired")

    assert "retired" in {one.code for one in office.look(None, items.masters, 2021).categories}
    versions = history(office, Master.CATEGORY, "retired").versions
    assert [(one.number, one.active) for one in versions] == [(2, True), (1, False)]


def test_the_last_entry_in_use_is_not_retired(office):
    office.do("admin", masters.retire, Master.CATEGORY, "training")

    with pytest.raises(LastMasterEntry):
        office.do("admin", masters.retire, Master.CATEGORY, "procedure")


def test_an_entry_is_added_once_at_the_end(office):
    for _ in range(2):
        office.do("admin", masters.add, Master.CATEGORY, "system", Title("情報システム", "System"))

    assert codes(office, Master.CATEGORY) == ["procedure", "training", "retired", "system"]
    versions = history(office, Master.CATEGORY, "system").versions
    assert [(one.number, one.by and one.by.ja, one.at) for one in versions] == [(1, "admin", NOW)]


@pytest.mark.parametrize("master", [Master.CATEGORY, Master.CRITERION])
def test_only_a_verdict_needs_conditions(office, master):
    office.do("admin", masters.add, master, "new", Title("新しいもの", ""), needs_conditions=True)

    assert not history(office, master, "new").entry.needs_conditions


def test_a_new_verdict_that_needs_conditions_asks_for_them(office):
    office.do(
        "admin", masters.add, Master.VERDICT, "partly", Title("一部妥当", ""), needs_conditions=True
    )

    with pytest.raises(Exception, match="evaluation_incomplete"):
        office.act(office.an_item("reviewed"), "evaluate", "evaluator", verdict="partly")


@pytest.mark.both_databases
def test_the_order_is_changed_and_twice_is_once(office):
    for _ in range(2):
        office.do("admin", masters.place, Master.CATEGORY, "training", "procedure")
    assert codes(office, Master.CATEGORY) == ["training", "procedure", "retired"]

    office.do("admin", masters.place, Master.CATEGORY, "training", "")
    assert codes(office, Master.CATEGORY) == ["procedure", "retired", "training"]
    assert [one.code for one in office.look(None, items.masters, 2021).categories] == [
        "procedure",
        "training",
    ]


def test_use_is_counted(office):
    office.an_item("evaluated")
    office.an_item("draft")
    categories = {
        one.code: one.usage for one in office.look("admin", masters.entries, Master.CATEGORY)
    }
    verdicts = {
        one.code: one.usage for one in office.look("admin", masters.entries, Master.VERDICT)
    }

    assert categories == {"procedure": 2, "training": 0, "retired": 0}
    assert verdicts["appropriate"] == 1


@pytest.mark.parametrize(
    ("code", "ja", "en", "problems"),
    [
        ("new", "", "", [("title_ja", "required")]),
        ("new", "\u200b", "", [("title_ja", "required")]),
        ("new", "長" * 101, "", [("title_ja", "text_too_long")]),
        ("new", "二\n行", "", [("title_ja", "text_line_break")]),
        ("new", "新", "x\ny", [("title_en", "text_line_break")]),
        ("new", "ｐｒｏｃｅｄｕｒｅ", "", [("title_ja", "title_taken")]),
        ("procedure", "新", "", [("code", "code_taken")]),
        ("New", "新", "", [("code", "code_unreadable")]),
        ("1a", "", "", [("code", "code_unreadable"), ("title_ja", "required")]),
        ("a" * 41, "新", "", [("code", "code_unreadable")]),
        ("\x00", "新", "", [("code", "code_unreadable")]),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(office, code, ja, en, problems):
    with pytest.raises(InputRefused) as refused:
        office.do("admin", masters.add, Master.CATEGORY, code, Title(ja, en))

    assert [(one.field, one.key) for one in refused.value.problems] == problems
    assert len(codes(office, Master.CATEGORY)) == 3


def test_a_title_in_use_is_not_taken_up_twice(office):
    rename(office, "procedure", "retired", master=Master.CATEGORY)

    with pytest.raises(InputRefused):
        office.do("admin", masters.restore, Master.CATEGORY, "retired")
    with pytest.raises(InputRefused):
        rename(office, "training", "ＲＥＴＩＲＥＤ", master=Master.CATEGORY)


def test_two_windows_on_one_entry(office):
    rename(office, "appropriate", "適当", seen=1)
    rename(office, "appropriate", "適当", seen=1)

    with pytest.raises(ContentChanged):
        rename(office, "appropriate", "相当", seen=1)
    found = history(office, Master.VERDICT, "appropriate")
    assert found.entry.title.ja == "適当"
    assert found.entry.version == 2


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        (masters.entries, ()),
        (masters.history, ("procedure",)),
        (masters.add, ("new", Title("新", ""))),
        (masters.rename, ("training", Title("研修", ""), 1)),
        (masters.place, ("training", "procedure")),
        (masters.retire, ("procedure",)),
        (masters.restore, ("retired",)),
    ],
)
def test_every_verb_of_the_masters_asks_who_it_is(shared_office, verb, given):
    with pytest.raises(WrongRole):
        shared_office.do("reviewer", verb, Master.CATEGORY, *given)

    assert codes(shared_office, Master.CATEGORY) == ["procedure", "training", "retired"]


@pytest.mark.both_databases
@pytest.mark.parametrize("code", ["nowhere", "", "\x00", "'; --"])
def test_an_entry_that_is_not_there_is_not_found(office, code):
    for attempt in (
        lambda: history(office, Master.VERDICT, code),
        lambda: office.do("admin", masters.rename, Master.VERDICT, code, Title("x", ""), 1),
        lambda: office.do("admin", masters.place, Master.VERDICT, code, ""),
        lambda: office.do("admin", masters.retire, Master.VERDICT, code),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement", ["UPDATE master_versions SET title_ja = 'x'", "DELETE FROM master_versions"]
)
def test_the_database_keeps_every_version(office, statement):
    rename(office, "appropriate", "適当")
    engine = office.engine.database.engine

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
