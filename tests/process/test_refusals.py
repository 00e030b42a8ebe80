"""Everything that is refused when a definition is read, and where it is said to be."""

import re
from pathlib import Path

import pytest

from workflow.process.branches import MOST_CASES, When, cases
from workflow.process.definition import load
from workflow.process.toml_table import ProcessInvalid

TEXT = Path(__file__).with_name("small.toml").read_text("utf-8")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿]")
FINISH = 'title = { ja = "終える", en = "Finish" }\n'


def refusal(text, **options):
    with pytest.raises(ProcessInvalid) as refused:
        load(text, **options)
    for problem, told in zip(refused.value.problems, refused.value.told, strict=True):
        assert JAPANESE.search(told), problem
    return refused.value.problems


def changed(old, new):
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name = \n", "line 1, column 8: Invalid value"),
        ('name = "a"\nname = "b"\n', "line 2, column 11: Cannot overwrite a value"),
        ('name = "a"\nversion = [1\n', "line 3: Unclosed array"),
        ('name = "a"\n\ntitle = "\ud83d"\n', "line 3: half a character (surrogate)"),
        ("a = " + "[" * 100_000, "line 1: nested too deeply to be read"),
        ("version = " + "9" * 5000, "line 1 or before: Exceeds the limit"),
    ],
)
def test_broken_toml_is_refused_with_its_line(text, problem):
    (found,) = refusal(text)

    assert found.startswith(problem)


REFUSED = [
    ('name = "small"', "", "name: missing"),
    ('name = "small"', "name = 7", "name: must be a text, not 7"),
    ('name = "small"', 'name = "Small One"', "name: 'Small One' is no name"),
    ("version = 3", "", "version: missing"),
    ("version = 3", "version = 0", "version: must be from 1 to 1000000, not 0"),
    ("version = 3", "version = true", "version: must be a whole number, not true"),
    ("version = 3", "version = 1.5", "version: must be a whole number, not 1.5"),
    ("version = 3", "version = 3\nowner = 1", "owner: unknown key"),
    ('ja = "小さな協議", ', "", "title.ja: missing"),
    ('ja = "小さな協議", ', 'ja = " ", ', "title.ja: is blank"),
    ('ja = "小さな協議", ', 'ja = "\\u0007x", ', "title.ja: has a control character"),
    ('ja = "小さな協議", ', 'ja = "\\uFFFFx", ', "title.ja: has a control character"),
    ('ja = "小さな協議", ', 'ja = "x", fr = "x", ', "title.fr: unknown key"),
    ('title = { ja = "小さな協議", en = "Small" }', 'title = "x"', "title: must be a table"),
    ('initial = "draft"', "", "initial: missing"),
    ('turn = ["officer"]', 'turn = ["king"]', "states.draft.turn: unknown role 'king'"),
    ('turn = ["officer"]', 'turn = "officer"', "states.draft.turn: must be a list"),
    ('turn = ["officer"]', "turn = [1]", "states.draft.turn[0]: must be a name, not 1"),
    ('turn = ["officer"]', 'colour = "red"', "states.draft.colour: unknown key"),
    ("final = true", 'final = "yes"', "states.done.final: must be true or false, not 'yes'"),
    (
        "final = true",
        'final = true\nturn = ["officer"]',
        "states.done.turn: a final state is nobody's turn",
    ),
    ("[states.done]", "[states.Done]", "states.Done: 'Done' is no name"),
    ("[states.done]", "[states.same]", "states.same: 'same' is a reserved word"),
    ("[states.draft]", "[states]\nlost = 1\n[states.draft]", "states.lost: must be a table, not 1"),
    ('action = "finish"\n' + FINISH, FINISH, "transitions[1].action: missing"),
    ('action = "finish"\n' + FINISH, 'action = "finish"\n', "transitions[1].title: missing"),
    (
        'action = "finish"\n' + FINISH,
        'action = "state"\n' + FINISH,
        "transitions[1].action: 'state' is a reserved word",
    ),
    ('from = ["draft"]\nto = "done"', 'to = "done"', "transitions[1].from: missing"),
    (
        'from = ["draft"]\nto = "done"',
        'from = "draft"\nto = "done"',
        "transitions[1].from: must be a list, not 'draft'",
    ),
    (
        'from = ["draft"]\nto = "done"',
        'from = ["draft", "draft"]\nto = "done"',
        "transitions[1].from[1]: 'draft' is written twice",
    ),
    (
        'from = ["draft"]\nto = "done"',
        'from = []\nto = "done"',
        "transitions[1].from: create, and only create, starts from nothing: []",
    ),
    (
        'from = ["draft"]\nto = "same"',
        'from = []\nto = "same"',
        "transitions[2].from: create, and only create, starts from nothing: []",
    ),
    ('to = "done"', "", "transitions[1].to: missing"),
    ('to = "done"', "to = 1", "transitions[1].to: must be a text, not 1"),
    ('roles = ["officer", "reviewer"]', "", "transitions[1].roles: missing"),
    (
        'roles = ["officer", "reviewer"]',
        'roles = ["officer", "boss"]',
        "transitions[1].roles: unknown role 'boss'",
    ),
    ('["cycle_open"]', '["moon_full"]', "transitions[1].guards: unknown guard 'moon_full'"),
    (
        'note = "required"',
        'note = "maybe"',
        "transitions[1].note: must be required, optional or none, not 'maybe'",
    ),
    ("limit = 5", "limit = 0", "transitions[1].limit: must be from 1 to 99, not 0"),
    ("limit = 5", 'limit = "5"', "transitions[1].limit: must be a whole number, not '5'"),
    ("business_days = 3", "days = 3", "transitions[1].due.business_days: missing"),
    ("business_days = 3", "business_days = 3, x = 1", "transitions[1].due.x: unknown key"),
    ("business_days = 3", "business_days = -3", "transitions[1].due.business_days: must be from 1"),
    ("{ business_days = 3 }", "3", "transitions[1].due: must be a table, not 3"),
    ("limit = 5", "limits = 5", "transitions[1].limits: unknown key"),
    ('from = []\nto = "draft"', 'from = []\nto = "done"', "transitions[0].to: create must lead to"),
    (
        'from = []\nto = "draft"',
        'from = ["done"]\nto = "draft"',
        "transitions[0].from: create, and only create",
    ),
    (
        'action = "linger"',
        'action = "create"',
        "transitions: there must be exactly one create, not 2",
    ),
    ('always = "before"', "", "rules[0].always: missing"),
    (
        'always = "before"',
        'always = "sometimes"',
        "rules[0].always: must be one of before, separate,",
    ),
    ('state = "done"', "", "rules[0].state: missing"),
    ('state = "done"', 'state = "done"\nx = 1', "rules[0].x: unknown key"),
    ('actions = ["create", "finish"]', "", "rules[1].actions: missing"),
    (
        'actions = ["create", "finish"]',
        'actions = ["create"]',
        "rules[1].actions: must name two different actions",
    ),
]


@pytest.mark.parametrize(("old", "new", "problem"), REFUSED)
def test_an_ill_formed_file_is_refused_with_its_key_path(old, new, problem):
    problems = refusal(changed(old, new))

    assert any(found.startswith(problem) for found in problems), problems


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("limit = 5", "limits = 5"),
        ('from = ["draft"]\nto = "done"', 'to = "done"'),
        ('from = []\nto = "draft"', 'to = "draft"'),
        ('always = "before"', "always = 5"),
        ('note = "required"', "note = 5"),
        ('initial = "draft"', ""),
        ('action = "create"', "action = 1"),
        ('turn = ["officer"]', "turn = 1"),
        ('action = "finish"\n' + FINISH, FINISH),
    ],
)
def test_one_mistake_is_one_complaint(old, new):
    assert len(refusal(changed(old, new))) == 1


def test_all_problems_are_told_at_once_with_the_name_of_the_file():
    text = changed("version = 3", 'version = "3"').replace('["cycle_open"]', '["moon_full"]')
    text = text.replace("final = true", "finale = true")

    with pytest.raises(ProcessInvalid) as refused:
        load(text, "small.toml")

    assert refused.value.problems == (
        "version: must be a whole number, not '3'",
        "states.done.finale: unknown key",
        "transitions[1].guards: unknown guard 'moon_full'",
    )
    assert str(refused.value).splitlines()[2:4] == [
        "small.toml: states.done.finale: unknown key",
        "    states.done.finale: 知らないキーです。書き間違いではありませんか。",
    ]


@pytest.mark.parametrize("missing", ["states", "transitions"])
def test_a_file_without_its_tables_is_refused(missing):
    text = f'{missing} = 5\nname = "a"\nversion = 1\ninitial = "a"\n'

    problems = refusal(text)

    assert any(problem.startswith(f"{missing}: must be a") for problem in problems)
    assert "title: missing" in problems


def test_an_array_of_anything_but_tables_is_refused():
    text = 'name = "a"\nversion = 1\ninitial = "a"\ntitle = { ja = "a", en = "a" }\n'

    assert "transitions: entry 0 must be a table, not 1" in refusal(text + "transitions = [1]\n")


def test_the_known_guards_may_be_given():
    text = changed('["cycle_open"]', '["moon_full"]')

    assert load(text, known_guards={"moon_full"}).transition("finish", "draft").guards == (
        "moon_full",
    )
    assert refusal(TEXT, known_guards=()) == ("transitions[1].guards: unknown guard 'cycle_open'",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name = 0x" + "F" * 5000, "name: must be a text, not that"),
        ("version = 0x" + "F" * 5000, "version: must be from 1 to 1000000, not that"),
        ("name." + "a." * 5000 + "a = 1", "line 1, column 1: more than 100 dots"),
        ("#" * 200_001, "line 1 or before: longer than 200000 characters"),
        *(
            (
                "".join(f"[{kind.format(n)}]\n" for n in range(most + 1)),
                f"{kind.strip('[]').split('.')[0]}: must be at most {most}, not {most + 1}",
            )
            for kind, most in (("states.s{}", 100), ("[transitions]", 300), ("[rules]", 30))
        ),
    ],
    ids=range(7),
)
def test_what_would_take_very_long_or_cannot_even_be_said_is_refused(text, problem):
    assert any(one.startswith(problem) for one in refusal(text))


def test_no_more_cases_are_made_than_are_looked_at():
    thirty = tuple(f"kind_{number}" for number in range(30))

    assert len(cases([When(funding=thirty)])) == MOST_CASES + 1
    assert len(cases([When(field=thirty, category=thirty)])) == MOST_CASES + 1
