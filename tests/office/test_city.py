"""A city takes an item to its frozen report, and nothing that anybody reads is a prefecture's."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from seeds.paper import read_paper
from tests.support.city import CITY, CYCLE, NOW, PEOPLE, SHEET, prepare
from tests.support.people import person_named
from tests.support.signed_in import signed_in
from tests.support.sites import site_of
from tests.support.told import job_context_of, tell_all
from webapp.app.settings import Settings
from workflow import items, ledger, masters, office, reports
from workflow.engine import Engine
from workflow.items import ActionInput
from workflow.models import Mail, Person
from workflow.values.actor import Title
from workflow.values.clock import SettableClock
from workflow.values.own_fields import OwnField
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import Master, OwnKind, Stage

OF_EVERY_KIND = {"都道府県", "データセンター"}
"""Words that name no office: the kinds that an office can be of, and where systems stand."""


OFFERED = {
    "kanri /office/": ["センター", "財政課"],
    "kanri /organisation/blank.xlsx": ["総務課", "総務部"],
    "kanri /people/file/": ["財政課"],
    "kanri /setup/standard/": ["妥当", "条件付き妥当", "産業", "要見直し", "見送り"],
}
"""Words that most offices use, offered to every one: as an example, or to be chosen or left out."""


def words_of_the_seeds() -> set[str]:
    """What stands in papers of the seeds' prefecture, and in nobody else's."""
    paper = read_paper()
    named = {one.name for one in (*paper.departments, *paper.fields, *paper.verdicts)}
    sections = {section.name for one in paper.departments for section in one.sections}
    office = {paper.office.center.ja, paper.office.headquarters.ja, paper.office.finance.ja}
    return named | sections | office | {"秋田", "県", "知事", "資料1", "センター", "Akita"}


@pytest.fixture
def city(sqlite_databases) -> Iterator[Engine]:
    url = sqlite_databases.copy_of(prepare)
    engine = Engine(url, SettableClock(NOW))
    yield engine
    engine.close()
    sqlite_databases.drop(url)


def test_no_word_of_the_seeds_prefecture_stands_on_a_citys_way_to_its_frozen_report(city):
    walked(city)
    app = site_of(city, Settings(secret_key="a key for the tests only", today=NOW.date()))
    foreign = words_of_the_seeds()

    texts = {
        f"{login} {place}": text
        for login in PEOPLE
        for place, text in (*read_by(app, city, login), *mailed_to(city, login))
    }
    wrong = {
        place: sorted(found)
        for place, text in texts.items()
        if (found := {word for word in foreign if word in without_kinds(text)})
    }
    own = {place for place, text in texts.items() if "12か所" in text and "実施場所" in text}

    funded = {place for place, text in texts.items() if "宝くじ交付金" in text}

    assert wrong == OFFERED
    assert {"tanto /items/1", "etsuran /items/1/sheet.pdf"} <= funded
    assert any(place.startswith("etsuran /headquarters/") for place in funded)
    assert {"tanto /items/1", "etsuran /items/1/sheet.pdf"} <= own
    with city.read() as work:
        assert ledger.audit(work.session).breaks == ()


OWN = (
    OwnField("", OwnKind.NUMBER, Title("対象の窓口", "Counters"), unit="か所", required=True),
    OwnField("", OwnKind.CHOICE, Title("実施場所", ""), choices=("本庁舎", "支所")),
)


def walked(city: Engine) -> None:
    """An item from its draft to the frozen report, with a question and conditions on its way.

    Its sheet has fields that only this city asks for, and a kind of funding that only it has.
    """
    people = {login: person_named(city, login) for login in PEOPLE}
    with city.write(people["kanri"]) as work:
        for version, field in enumerate(OWN, 1):
            office.add_field(work, field, version)
        masters.add(work, Master.FUNDING, "lottery", Title("宝くじ交付金", "Lottery funds"))
    with city.read() as work:
        department = next(one for one in items.departments(work, 2026) if one.code == "shimin")
        meeting = items.meetings(work)[0].id
    lines = (FundingLine("lottery", 5_000), FundingLine("general", 7_000))
    sheet = replace(SHEET, own={"own_1": "12", "own_2": "本庁舎"}, funding_lines=lines)
    item_id = city.create(CYCLE, department.id, sheet, people["tanto"]).item_id
    judged = ActionInput("go_if", "効果がある。", "費用を見直すこと。", override="急ぐため。")
    for login, action, given in (
        ("tanto", "submit", ActionInput()),
        ("shinsa", "receive", ActionInput()),
        ("shinsa", "approve", ActionInput()),
        ("hyoka", "evaluate", judged),
        ("jimu", "report", ActionInput(meeting_id=meeting)),
    ):
        with city.read(people[login]) as work:
            seen = items.get(work, item_id).content_hash
        city.perform(item_id, action, people[login], seen, particulars=given)
    with city.write(people["jimu"]) as work:
        reports.freeze(work, meeting, Stage.EVALUATED, "会議のため")
    tell_all(city)


def read_by(app: Flask, city: Engine, login: str) -> Iterator[tuple[str, str]]:
    """One page or file of every kind that can be reached by links, as somebody reads it."""
    browser = signed_in(app, login)
    addresses = app.url_map.bind("localhost")
    waiting, seen = ["/", "/setup/", "/office/"], set()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint, given = addresses.match(urlsplit(path).path, "GET")
        except (HTTPException, RequestRedirect):
            continue
        kind = (endpoint, given.get("action"), given.get("form"), *re.findall(r"[?&](\w+)=", path))
        if kind in seen or endpoint in ("static", "bootstrap.static"):
            continue
        seen.add(kind)
        answer = opened(browser, path)
        yield path, said_in(answer)
        if answer.mimetype == "text/html":
            links = re.findall(r'href="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links]


def opened(browser: FlaskClient, path: str) -> TestResponse:
    answer = browser.get(path, follow_redirects=True)
    assert answer.status_code in (200, 403), path
    return answer


def said_in(answer: TestResponse) -> str:
    """The text of a page, of a PDF or of a workbook, with the name of the file."""
    name = answer.headers.get("Content-Disposition", "")
    if answer.mimetype == "application/pdf":
        command = ["pdftotext", "-raw", "-", "-"]
        done = subprocess.run(command, input=answer.data, check=True, capture_output=True)
        return name + done.stdout.decode()
    if "spreadsheet" in answer.mimetype:
        with ZipFile(io.BytesIO(answer.data)) as book:
            return name + "".join(book.read(one).decode() for one in book.namelist())
    # What a field holds is another text: a definition's own file begins with its comments.
    return name + re.sub(r"<textarea.*?</textarea>", "", answer.text, flags=re.DOTALL)


def mailed_to(city: Engine, login: str) -> list[tuple[str, str]]:
    """The mail that tells somebody everything that happened."""
    with city.database.writing() as session:
        person = session.scalars(select(Person).where(Person.login == login)).one()
        person.email, person_id = f"{login}@example.jp", person.id
    mail_id = job_context_of(city).compose(person_id, f"job-{login}")
    with city.database.reading() as session:
        mail = session.get(Mail, mail_id) if mail_id else None
        return [("mail", mail.subject + mail.body)] if mail else []


def without_kinds(text: str) -> str:
    for word in OF_EVERY_KIND:
        text = text.replace(word, "")
    return text


def test_the_letter_of_a_city_is_signed_and_addressed_as_it_says():
    assert (CITY.signs, CITY.bond, CITY.numbered_meeting(2)) == (
        "みなと市情報政策課長", "市債", "第2回デジタル市役所推進本部会議",
    )  # fmt: skip
