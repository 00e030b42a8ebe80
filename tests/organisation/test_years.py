"""The organisation of a fiscal year: read, changed as a table, and recorded."""

from datetime import date

import pytest

from workflow import ledger, organisation
from workflow.organisation import Organisation, WantedDepartment, WantedSection, wanted_of
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, WrongRole


def of(office, year: int = 2022) -> Organisation:
    return office.look("admin", organisation.of, year)


def table(office, year: int = 2022) -> list[WantedDepartment]:
    return list(wanted_of(of(office, year)))


def change(office, wanted, year: int = 2022, by: str = "admin", **more):
    return office.do(by, organisation.change, year, wanted, **more)


def breaks(office) -> list[str]:
    with office.engine.read() as work:
        return [one.code for one in ledger.audit_changes(work.session).breaks]


def codes(year: Organisation) -> list[str]:
    return [one.code for one in year.departments]


def problems(refused: pytest.ExceptionInfo[InputRefused]) -> list[tuple]:
    return [(one.field, one.key, one.data.get("row", 0)) for one in refused.value.problems]


def test_what_is_added_and_ordered_in_a_year_to_come_leaves_this_one_alone(office):
    before = of(office, 2021)
    soumu, kikaku, kensetsu = table(office)
    tax, estate = soumu.sections

    done = change(
        office,
        [
            kensetsu,
            soumu._replace(sections=(estate, WantedSection(None, "デジタル課", "Digital"), tax)),
            WantedDepartment("shin", Title("新部", "New")),
            kikaku,
        ],
    )

    assert sorted((one.what, one.kind) for one in done) == [
        ("department", "add"), ("department", "order"), ("section", "add"), ("section", "order"),
    ]  # fmt: skip
    after = of(office)
    assert codes(after) == ["kensetsu", "soumu", "shin", "kikaku"]
    names = [one.name for one in after.departments[1].sections]
    assert names == ["財産活用課", "デジタル課", "税務課"]
    assert of(office, 2021) == before
    assert change(office, table(office)) == ()
    assert breaks(office) == []


def test_a_mistyped_name_is_corrected_and_one_that_items_carry_is_a_plan(office):
    soumu, kikaku, kensetsu = table(office, 2021)
    wrong = kikaku._replace(name=Title("企画振興部", ""))
    office.an_item("draft")

    change(office, [soumu, wrong, kensetsu], 2021)
    with pytest.raises(InputRefused) as refused:
        change(
            office,
            [
                soumu._replace(
                    name=Title("総務企画部", ""),
                    sections=(soumu.sections[0]._replace(name="税課", row=3), soumu.sections[1]),
                    row=2,
                ),
                wrong,
                kensetsu,
            ],
            2021,
        )

    assert of(office, 2021).departments[1].name.ja == "企画振興部"
    assert problems(refused) == [
        ("name", "department_has_past", 2), ("section", "section_has_past", 3),
    ]  # fmt: skip


def test_what_is_in_use_does_not_end_and_what_ends_stays_in_the_years_it_was_in(office):
    soumu, kikaku, kensetsu = table(office)
    office.an_item("submitted")
    with pytest.raises(InputRefused) as refused:
        change(office, [soumu._replace(sections=soumu.sections[1:]), kikaku])
    assert problems(refused) == [
        ("name", "department_in_use", 0), ("section", "section_in_use", 0),
    ]  # fmt: skip

    done = change(office, [soumu._replace(sections=soumu.sections[:1]), kikaku, kensetsu])

    assert [(one.kind, one.before) for one in done] == [("abolish", "財産活用課")]
    assert [one.name for one in of(office).departments[0].sections] == ["税務課"]
    ended = of(office, 2021).departments[0].sections[1]
    assert (ended.name, ended.ends_on) == ("財産活用課", date(2022, 3, 31))
    assert breaks(office) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("soumu", "総務部", ("",))], [("section", "required", 2)]),
        ([("A b", "総務部", ())], [("code", "department_code", 1)]),
        (
            [("soumu", "総務部", ("税務課", "税務課"))],
            [("section", "section_twice", 2), ("section", "section_twice", 3)],
        ),
        (
            [("a", "同じ部", ()), ("b", "同じ部", ())],
            [("name", "department_twice", 1), ("name", "department_twice", 1)],
        ),
    ],
)
def test_a_table_that_cannot_be_is_refused_row_by_row(shared_office, rows, found):
    wanted = [
        WantedDepartment(
            code, Title(name, ""), tuple(WantedSection(None, one, "", row) for row, one in
                                         enumerate(sections, 2)), 1
        )
        for code, name, sections in rows
    ]  # fmt: skip

    with pytest.raises(InputRefused) as refused:
        change(shared_office, wanted)

    assert problems(refused) == found


def test_only_administrators_change_it_and_nobody_a_year_that_is_over(shared_office):
    with pytest.raises(WrongRole):
        change(shared_office, table(shared_office), by="secretariat")
    with pytest.raises(organisation.YearIsOver):
        change(shared_office, table(shared_office), 2020)
    turned = table(shared_office)[::-1]
    with pytest.raises(organisation.OrganisationChanged):
        change(shared_office, turned, seen="another")
