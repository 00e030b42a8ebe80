"""What the lines of a plan come to, and what is said of a line that cannot be."""

import pytest

from workflow.organisation import DepartmentOfYear, Organisation, SectionOfYear
from workflow.reorganisation.mapping import Line, Source, Target, resolve
from workflow.values.actor import Title


def department(place: int, code: str, name: str, *sections: str) -> DepartmentOfYear:
    parts = tuple(SectionOfYear(10 * place + n, one, "") for n, one in enumerate(sections))
    return DepartmentOfYear(place, code, Title(name, ""), parts)


OFFICE = Organisation(
    2022,
    (
        department(1, "soumu", "総務部", "税務課", "財産課"),
        department(2, "kikaku", "企画部", "政策課"),
        department(3, "doboku", "土木部", "道路課", "河川課"),
    ),
)


def test_a_whole_department_goes_over_with_its_sections_but_those_that_have_a_line():
    outcome = resolve(
        OFFICE,
        [
            Line("総務部", "", "総務企画部", "", "soukatsu"),
            Line("総務部", "財産課", "土木部", "管財課"),
            Line("企画部", "", "総務企画部"),
        ],
    )

    assert outcome.problems == ()
    assert (outcome.ends, outcome.begins) == (("soumu", "kikaku"), {"soukatsu": "総務企画部"})
    assert outcome.moves == {
        Source("soumu", "税務課"): Target("soukatsu", "税務課"),
        Source("soumu", "財産課"): Target("doboku", "管財課"),
        Source("soumu", ""): Target("soukatsu", ""),
        Source("kikaku", "政策課"): Target("soukatsu", "政策課"),
        Source("kikaku", ""): Target("soukatsu", ""),
    }
    assert set(outcome.successors("soumu")) == {"soukatsu", "doboku"}
    assert outcome.predecessors("soukatsu") == ("soumu", "kikaku")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], [("lines", "plan_empty")]),
        ([Line("土木部"), Line("土木部", "道路課", "道路部", "", "douro")],
         [("0-old_department", "plan_hole")]),
        ([Line("総務部", "税務課", "総務部", "税務課")],
         [("0-new_department", "plan_moved_under_itself")]),
        ([Line("総務部", "税務課", "税務部")],
         [("0-new_department", "plan_department_unknown_new")]),
        ([Line("総務部", "税務課", "企画部"), Line("総務部", "税務課", "土木部")],
         [("0-old_section", "plan_line_twice"), ("1-old_section", "plan_line_twice")]),
        ([Line("総務部", "", "総務企画部", "", "総務企画")], [("0-new_code", "department_code")]),
        ([Line("無い部", "", "企画部")], [("0-old_department", "plan_department_unknown")]),
        ([Line("総務部", "無い課", "企画部")], [("0-old_section", "plan_section_unknown")]),
        ([Line("総務部", "", "新部", "", "kikaku")], [("0-new_code", "code_taken")]),
        ([Line("企画部", "", "総務部"), Line("総務部", "", "土木部")],
         [("0-new_department", "plan_successor_ends")]),
        ([Line("企画部", "政策課", "総務部")], [("0-old_department", "plan_emptied")]),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_named_with_its_field(lines, found):
    assert [(one.field, one.key) for one in resolve(OFFICE, lines).problems] == found


def test_a_hole_names_what_has_no_line():
    (problem,) = resolve(
        OFFICE, [Line("土木部"), Line("土木部", "道路課", "道路部", "", "douro")]
    ).problems

    assert problem.data == {"names": "河川課"}


def test_a_department_and_its_section_are_found_by_their_english_names():
    soumu = DepartmentOfYear(
        1,
        "soumu",
        Title("総務部", "General Affairs Department"),
        (SectionOfYear(11, "税務課", "Taxation Division"), SectionOfYear(12, "財産課", "")),
    )
    kikaku = DepartmentOfYear(2, "kikaku", Title("企画部", "Planning Department"), ())
    there = Organisation(2021, (soumu, kikaku))
    lines = [Line("General Affairs Department", "Taxation Division", "Planning Department")]

    found = resolve(there, lines)

    assert found.problems == ()
    assert found.begins == {}
    assert found.moves == {Source("soumu", "税務課"): Target("kikaku", "税務課")}
