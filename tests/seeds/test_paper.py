"""The seeds say what the prefecture's paper says."""

import re
from collections import Counter
from dataclasses import asdict

import pytest

from seeds.paper import read_paper
from seeds.records import Paper
from workflow.values.vocabulary import FundingSource

OFFICIAL_ORDER = (
    "総務部", "企画振興部", "あきた未来創造部", "観光文化スポーツ部", "健康福祉部", "生活環境部",
    "農林水産部", "産業労働部", "建設部", "出納局", "教育庁", "警察本部",
)  # fmt: skip

SIX_ITEMS = (
    ("総務部", "税務課", "行政", "手続き",
     "税務総合システム大規模改修業務委託事業", 60_016, "一般財源"),
    ("あきた未来創造部", "次世代・女性活躍支援課", "くらし", "情報発信",
     "子育て支援情報発信体制強化事業（仮称）", 3_725, "一般財源"),
    ("健康福祉部", "地域・家庭福祉課", "くらし", "人材等マッチング",
     "家庭養護推進体制整備事業", 9_570, "国庫支出金"),
    ("健康福祉部", "医務薬事課", "くらし", "ネットワークシステム",
     "急性期診療ネットワーク推進事業", 11_833, "繰入金(医療介護基金(国2/3、県1/3))"),
    ("産業労働部", "雇用労働政策課", "産業", "普及啓発・研修",
     "デジタルリテラシー普及事業", 17_696, "国庫支出金"),
    ("建設部", "技術管理課", "行政", "手続き",
     "秋田県公共事業執行管理システム改修事業", 21_725, "一般財源"),
)  # fmt: skip


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read_paper()


def words_of(value: object) -> list[str]:
    """Every string inside nested records."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [word for part in value.values() for word in words_of(part)]
    if isinstance(value, list | tuple):
        return [word for part in value for word in words_of(part)]
    return []


def test_the_departments_stand_in_the_official_order(paper):
    assert tuple(department.name for department in paper.departments) == OFFICIAL_ORDER
    assert paper.organisation_years == (2021, 2022)


def test_every_section_that_the_paper_names_is_there_and_the_invented_ones_are_marked(paper):
    printed = {
        department.name: [s.name for s in department.sections if s.from_paper]
        for department in paper.departments
    }

    assert {name: sections for name, sections in printed.items() if sections} == {
        "総務部": ["総務課", "税務課"],
        "企画振興部": ["デジタル政策推進課"],
        "あきた未来創造部": ["次世代・女性活躍支援課"],
        "健康福祉部": ["地域・家庭福祉課", "医務薬事課"],
        "産業労働部": ["雇用労働政策課"],
        "建設部": ["技術管理課"],
        "出納局": ["会計課"],
    }
    assert all(department.sections for department in paper.departments)


def test_the_six_items_are_the_lines_of_the_paper(paper):
    departments = {department.code: department.name for department in paper.departments}
    fields = {field.code: field.name for field in paper.fields}
    categories = {category.code: category.name for category in paper.categories}

    lines = tuple(
        (departments[item.department], item.section, fields[item.field],
         categories[item.category], item.name, item.amount_kyen, item.funding)
        for item in paper.items
    )  # fmt: skip

    assert lines == SIX_ITEMS
    assert [item.number for item in paper.items] == [1, 2, 3, 4, 5, 6]
    assert {item.cycle for item in paper.items} == {"2021-09"}


def test_the_six_items_sum_to_the_figures_of_the_paper(paper):
    by_field: Counter[str] = Counter()
    by_source: Counter[FundingSource] = Counter()
    for item in paper.items:
        by_field[item.field] += item.amount_kyen
        for line in item.funding_lines:
            by_source[line.source] += line.amount_kyen

    assert sum(item.amount_kyen for item in paper.items) == 124_565
    assert by_field == {
        "administration": 81_741,
        "living": 25_128,
        "industry": 17_696,
    }
    assert by_source == {
        FundingSource.GENERAL: 85_466,
        FundingSource.NATIONAL: 27_266,
        FundingSource.TRANSFER: 11_833,
    }


def test_the_funding_lines_of_each_item_sum_to_its_amount(paper):
    for item in paper.items:
        assert sum(line.amount_kyen for line in item.funding_lines) == item.amount_kyen, item.name


def test_there_are_24_goals_and_the_joint_ones_name_their_lead_first(paper):
    joint = {goal.number: goal.departments for goal in paper.goals if len(goal.departments) > 1}

    assert [goal.number for goal in paper.goals] == list(range(1, 25))
    assert joint == {4: ("soumu", "kikaku"), 6: ("soumu", "suito"), 11: ("soumu", "kikaku")}


def test_every_goal_says_what_shows_its_success(paper):
    for goal in paper.goals:
        assert goal.overview, goal.number
        assert goal.indicators_2021, goal.number
        assert goal.indicators_later, goal.number


@pytest.mark.parametrize(
    ("number", "figures"),
    [(9, ["25件", "20人"]), (10, ["1,500人", "90人"]), (11, ["30件"]), (21, ["2件以上"])],
)
def test_the_figures_of_the_indicators_are_kept(paper, number, figures):
    printed = " ".join(paper.goals[number - 1].indicators_2021)

    assert [figure for figure in figures if figure in printed] == figures


def test_every_mark_of_the_schedule_is_counted(paper):
    lines = [line for row in paper.schedule for line in (row, *row.parts)]
    marks = Counter(entry.mark for line in lines for cell in line.quarters for entry in cell)

    assert [row.number for row in paper.schedule] == list(range(1, 11))
    assert marks == {"○": 15, "●": 30, "box": 3}
    assert [part.title for part in paper.schedule[7].parts] == [
        "職員提案",
        "DX推進目標",
        "庁内情報システムの見直し",
    ]


def test_the_schedule_of_the_budgets_says_which_cycles_it_is_about(paper):
    budgets = paper.schedule[3]

    assert [[entry.cycles for entry in cell] for cell in budgets.quarters] == [
        [("2021-06",)],
        [("2021-09",), ("2021-09",)],
        [("2022-initial", "2021-12"), ("2021-12",)],
        [("2021-02",), ("2021-02", "2022-initial")],
    ]


def test_the_matrix_has_the_printed_number_of_entries_in_each_cell(paper):
    cells = Counter((entry.field, entry.step.value) for entry in paper.matrix)

    assert cells == {
        ("administration", "2"): 4,
        ("industry", "1"): 1,
        ("industry", "2"): 3,
        ("industry", "3"): 2,
        ("living", "1"): 1,
        ("living", "2"): 5,
    }


def test_an_entry_of_the_matrix_belongs_to_the_department_of_its_goal_or_item(paper):
    leads = {goal.number: goal.departments[0] for goal in paper.goals}
    owners = {item.name: item.department for item in paper.items}

    for entry in paper.matrix:
        target = leads[entry.goal] if entry.goal is not None else owners[entry.item]
        assert target == entry.department, entry.title


def test_the_item_that_the_paper_names_twice_keeps_both_names(paper):
    names = {(entry.title, entry.item) for entry in paper.matrix if entry.kind == "item"}

    assert (
        "秋田県公共事業執行管理システム事業",
        "秋田県公共事業執行管理システム改修事業",
    ) in names


def test_living_is_one_field_however_it_is_written(paper):
    living = next(field for field in paper.fields if field.code == "living")

    assert living.name == "くらし"
    assert living.aliases == ("暮らし",)


def test_only_a_conditional_verdict_needs_conditions(paper):
    assert {v.name: v.needs_conditions for v in paper.verdicts} == {
        "妥当": False,
        "条件付き妥当": True,
        "要見直し": False,
        "見送り": False,
    }


def test_no_scanning_damage_is_left(paper):
    damaged = re.compile(
        r"[A-Za-z] [A-Za-z] |D X|S F|I o T|[\u0400-\u04ff]|びったり|バインド|<|&lt;"
    )

    facts = [asdict(part) for part in (*paper.goals, *paper.matrix, *paper.schedule, *paper.items)]

    assert [word for word in words_of(facts) if damaged.search(word)] == []
