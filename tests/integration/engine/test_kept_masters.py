"""The editable masters: every change keeps the earlier version, and what was made stays."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.office import NOW, Office
from tests.support.people import PEOPLE
from workflow import items
from workflow.items.views import ItemFilter
from workflow.masters.policy import LastMasterEntry
from workflow.values.actor import Title
from workflow.values.errors import ContentChanged, InputRefused, NotFound, WrongRole
from workflow.values.vocabulary import Master

KEEPERS = {"secretariat", "admin", "everything"}


def codes(office: Office, master: Master) -> list[str]:
    return [one.code for one in office.engine.kept_masters.entries(master, admin(office))]


def admin(office: Office):
    return office.person("admin")


def rename(office: Office, code: str, ja: str, en: str = "", **more) -> None:
    master = more.get("master", Master.VERDICT)
    desk = office.engine.kept_masters
    seen = more.get("seen", desk.history(master, code, admin(office)).entry.version)
    desk.rename(master, code, Title(ja, en), seen, office.person(more.get("by", "admin")))


def test_an_entry_that_was_never_changed_shows_what_was_set_up(office):
    found = office.engine.kept_masters.history(Master.VERDICT, "appropriate", admin(office))

    assert [(one.number, one.title.ja, one.by, one.at) for one in found.versions] == [
        (1, "appropriate", None, None)
    ]


def test_every_change_keeps_the_earlier_version_with_who_and_when(office):
    rename(office, "appropriate", "適当", "Suitable")
    rename(office, "appropriate", "妥当", "Appropriate", by="secretariat")

    found = office.engine.kept_masters.history(Master.VERDICT, "appropriate", admin(office))

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
        item = office.engine.item(item_id, reader)
        return item.evaluation.verdict.ja, item.row.verdict.ja

    assert verdicts(before) == ("appropriate", "appropriate")
    assert verdicts(after) == ("適当", "適当")
    rows = office.engine.items(reader, ItemFilter(verdict="appropriate")).rows
    assert {row.verdict.ja for row in rows} == {"appropriate", "適当"}


def test_a_verdict_in_need_of_conditions_stays_so_whatever_it_is_called(office):
    rename(office, "conditional", "条件を付す")
    item_id = office.an_item("reviewed")

    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions="1. 示すこと")

    found = office.engine.kept_masters.history(Master.VERDICT, "conditional", admin(office))
    assert all(one.needs_conditions for one in found.versions)
    assert len(office.engine.conditions.of(item_id, admin(office))) == 1


def test_what_is_retired_is_no_choice_and_stays_where_it_is(office):
    item_id = office.an_item("evaluated")
    office.engine.kept_masters.retire(Master.VERDICT, "appropriate", admin(office))

    masters = office.look(None, items.masters, 2021)
    assert "appropriate" not in {one.code for one in masters.verdicts}
    assert masters.names[Master.VERDICT]["appropriate"].ja == "appropriate"
    assert office.engine.item(item_id, admin(office)).evaluation.verdict.ja == "appropriate"
    with pytest.raises(Exception, match="evaluation_incomplete"):
        office.act(office.an_item("reviewed"), "evaluate", "evaluator")


def test_what_was_retired_is_taken_up_again(office):
    desk = office.engine.kept_masters
    for _ in range(2):
        desk.restore(Master.CATEGORY, "retired", admin(office))

    assert "retired" in {one.code for one in office.look(None, items.masters, 2021).categories}
    versions = desk.history(Master.CATEGORY, "retired", admin(office)).versions
    assert [(one.number, one.active) for one in versions] == [(2, True), (1, False)]


def test_the_last_entry_in_use_is_not_retired(office):
    desk = office.engine.kept_masters
    desk.retire(Master.CATEGORY, "training", admin(office))

    with pytest.raises(LastMasterEntry):
        desk.retire(Master.CATEGORY, "procedure", admin(office))


def test_an_entry_is_added_once_at_the_end(office):
    desk = office.engine.kept_masters
    for _ in range(2):
        desk.add(Master.CATEGORY, "system", Title("情報システム", "System"), admin(office))

    assert codes(office, Master.CATEGORY) == ["procedure", "training", "retired", "system"]
    versions = desk.history(Master.CATEGORY, "system", admin(office)).versions
    assert [(one.number, one.by and one.by.ja, one.at) for one in versions] == [(1, "admin", NOW)]


@pytest.mark.parametrize("master", [Master.CATEGORY, Master.CRITERION])
def test_only_a_verdict_needs_conditions(office, master):
    desk = office.engine.kept_masters
    desk.add(master, "new", Title("新しいもの", ""), admin(office), needs_conditions=True)

    assert not desk.history(master, "new", admin(office)).entry.needs_conditions


def test_a_new_verdict_that_needs_conditions_asks_for_them(office):
    desk = office.engine.kept_masters
    desk.add(Master.VERDICT, "partly", Title("一部妥当", ""), admin(office), needs_conditions=True)

    with pytest.raises(Exception, match="evaluation_incomplete"):
        office.act(office.an_item("reviewed"), "evaluate", "evaluator", verdict="partly")


@pytest.mark.both_databases
def test_the_order_is_changed_and_twice_is_once(office):
    desk = office.engine.kept_masters
    for _ in range(2):
        desk.place(Master.CATEGORY, "training", "procedure", admin(office))
    assert codes(office, Master.CATEGORY) == ["training", "procedure", "retired"]

    desk.place(Master.CATEGORY, "training", "", admin(office))
    assert codes(office, Master.CATEGORY) == ["procedure", "retired", "training"]
    assert [one.code for one in office.look(None, items.masters, 2021).categories] == [
        "procedure",
        "training",
    ]


def test_use_is_counted(office):
    office.an_item("evaluated")
    office.an_item("draft")
    desk = office.engine.kept_masters

    categories = {one.code: one.usage for one in desk.entries(Master.CATEGORY, admin(office))}
    verdicts = {one.code: one.usage for one in desk.entries(Master.VERDICT, admin(office))}

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
        office.engine.kept_masters.add(Master.CATEGORY, code, Title(ja, en), admin(office))

    assert [(one.field, one.key) for one in refused.value.problems] == problems
    assert len(codes(office, Master.CATEGORY)) == 3


def test_a_title_in_use_is_not_taken_up_twice(office):
    desk = office.engine.kept_masters
    rename(office, "procedure", "retired", master=Master.CATEGORY)

    with pytest.raises(InputRefused):
        desk.restore(Master.CATEGORY, "retired", admin(office))
    with pytest.raises(InputRefused):
        rename(office, "training", "ＲＥＴＩＲＥＤ", master=Master.CATEGORY)


def test_two_windows_on_one_entry(office):
    rename(office, "appropriate", "適当", seen=1)
    rename(office, "appropriate", "適当", seen=1)

    with pytest.raises(ContentChanged):
        rename(office, "appropriate", "相当", seen=1)
    found = office.engine.kept_masters.history(Master.VERDICT, "appropriate", admin(office))
    assert found.entry.title.ja == "適当"
    assert found.entry.version == 2


@pytest.mark.parametrize("login", PEOPLE)
def test_only_the_secretariat_and_administrators_keep_the_masters(office, login):
    desk, actor = office.engine.kept_masters, office.person(login)
    tried = [
        lambda: desk.entries(Master.CATEGORY, actor),
        lambda: desk.history(Master.CATEGORY, "procedure", actor),
        lambda: desk.add(Master.CATEGORY, "new", Title("新", ""), actor),
        lambda: desk.rename(Master.CATEGORY, "training", Title("研修", ""), 1, actor),
        lambda: desk.place(Master.CATEGORY, "training", "procedure", actor),
        lambda: desk.retire(Master.CATEGORY, "procedure", actor),
        lambda: desk.restore(Master.CATEGORY, "procedure", actor),
    ]
    for attempt in tried:
        if login in KEEPERS:
            attempt()
            continue
        with pytest.raises(WrongRole):
            attempt()
    if login not in KEEPERS:
        assert codes(office, Master.CATEGORY) == ["procedure", "training", "retired"]


@pytest.mark.both_databases
@pytest.mark.parametrize("code", ["nowhere", "", "\x00", "'; --"])
def test_an_entry_that_is_not_there_is_not_found(office, code):
    desk = office.engine.kept_masters

    for attempt in (
        lambda: desk.history(Master.VERDICT, code, admin(office)),
        lambda: desk.rename(Master.VERDICT, code, Title("x", ""), 1, admin(office)),
        lambda: desk.place(Master.VERDICT, code, "", admin(office)),
        lambda: desk.retire(Master.VERDICT, code, admin(office)),
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
