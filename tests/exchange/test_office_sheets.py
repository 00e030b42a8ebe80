"""Sheets as offices make them come in through the verbs, the page and the shell alike."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from click.testing import CliRunner

from tests.support.demonstration import PASSWORD
from tests.support.exchange import brought
from tests.support.fixtures.sites import submit
from tests.support.office_sheets import SHEETS, office_sheet
from tests.support.people import person_named
from webapp.cli.main import cli
from workflow import exchange, people
from workflow.values.actor import OPERATOR, Title
from workflow.values.vocabulary import Role

EVERYWHERE = "everywhere"
DEPARTMENTS = ("soumu", "kenko", "sangyo", "kensetsu")


@pytest.fixture(scope="module")
def engine(shared_demo_engine) -> Iterator:
    """The demonstration, with an officer of every department."""
    with shared_demo_engine.write(OPERATOR) as work:
        grants = [(Role.OFFICER, code) for code in DEPARTMENTS]
        people.add_person(
            work,
            login=EVERYWHERE,
            name=Title("総括担当", "Officer"),
            grants=grants,
            password=PASSWORD,
        )
    return shared_demo_engine


def read(engine, sheet):
    """The file as it stands after every answer that it takes."""
    file = brought(engine, person_named(engine, EVERYWHERE), sheet.content, sheet.name)
    for answers in sheet.answers:
        open_before = {one.key for one in file.view().open_questions}
        assert set(answers) <= open_before, open_before
        file.do(exchange.answer, answers)
    return file.view()


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_comes_in_as_it_says_and_is_asked_no_more_than_it_must(engine, name):
    sheet = office_sheet(name)

    view = read(engine, sheet)

    assert view.open_questions == ()
    assert [(one.cell, one.key) for one in view.problems] == list(sheet.wrong)
    assert view.create == sheet.items
    assert sum(line.amount_kyen or 0 for line in view.lines) == sheet.sum_kyen
    assert sheet.names <= {line.name for line in view.lines}
    assert sheet.said <= {one.key for one in view.notices}


def test_without_an_answer_nothing_is_read_and_nothing_can_come_in(engine):
    asking = [name for name in SHEETS if office_sheet(name).answers]
    person = person_named(engine, EVERYWHERE)
    assert asking

    for name in asking:
        file = brought(engine, person, office_sheet(name).content, f"{name}.xlsx")

        view = file.view()
        assert view.open_questions, name
        assert (view.create, view.is_ready) == (0, False), name
        with pytest.raises(exchange.ImportNotReady):
            file.commit()


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_on_the_page(engine, shared_app, name):
    sheet = office_sheet(name)
    browser = shared_app.test_client()
    submit(browser, "/auth/sign-in", {"login": EVERYWHERE, "password": PASSWORD})

    data = {"file": (BytesIO(sheet.content), sheet.name)}
    staged = submit(browser, "/exchange/?cycle=2021-06", data).location
    for answers in sheet.answers:
        given = {f"answer:{key}": word for key, word in answers.items()}
        assert submit(browser, f"{staged}/answers", given, staged).status_code == 302

    page = unescape(browser.get(staged).text)
    figures = dict(re.findall(r"<dt>([^<]+)</dt><dd>([0-9,]*)</dd>", page))
    assert figures["起案"] == str(sheet.items)
    assert Counter(bool(cell) and f"シート {cell}" in page for cell, _ in sheet.wrong)[False] == (
        sum(not cell for cell, _ in sheet.wrong)
    )


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_in_the_shell(engine, tmp_path, name):
    sheet = office_sheet(name)
    path = tmp_path / sheet.name
    path.write_bytes(sheet.content)
    answers = [f"--answer={key}={word}" for one in sheet.answers for key, word in one.items()]
    settings = {
        "JIZEN_DATABASE_URL": engine.database.engine.url.render_as_string(hide_password=False),
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
        "JIZEN_TODAY": "2021-08-17",
    }

    words = ["import", str(path), "--cycle", "2021-09", "--as", EVERYWHERE, "--dry-run", *answers]
    done = CliRunner().invoke(cli, words, env=settings)

    assert f"{sheet.items} to create, 0 to change, 0 as they are" in done.stdout, done.stderr
    assert done.exit_code == (1 if sheet.wrong else 0)
    assert all(cell in done.stderr for cell, _ in sheet.wrong)
