"""The help: every topic in both languages, about buttons that are there."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

import webapp.help
from tests.help.pictures import FOLDER, KEPT, PICTURES, said
from webapp.help.views import OF_PLACES, TOPICS
from webapp.words.catalogue import read_folder

TEMPLATES = Path(webapp.help.__file__).parent / "templates"
QUOTED = {"ja": re.compile("「([^」]+)」"), "en": re.compile("“([^”]+)”")}
EXAMPLES = {"代理者（本人 代理）"}
"""What the help quotes and no button says: how the record puts it."""


def quoted(language: str) -> dict[str, set[str]]:
    """What each topic quotes."""
    return {
        path.stem: {_as_in_catalogue(one) for one in QUOTED[language].findall(_text(path))}
        for path in (TEMPLATES / language).glob("*.html")
    }


def _text(path: Path) -> str:
    return unescape(path.read_text())


def _as_in_catalogue(quoted: str) -> str:
    """With the office's own names as the texts of the interface have them."""
    return re.sub(r"\{\{ office\.(\w+)[^}]* \}\}", r"%(\1)s", quoted)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_help_quotes_stands_on_the_pages(language):
    known = {
        message.string if language == "ja" else message.id
        for catalogue in read_folder().values()
        for message in catalogue
        if isinstance(message.id, str)
    }

    strange = {name: found - known - EXAMPLES for name, found in quoted(language).items()}

    assert {name: found for name, found in strange.items() if found} == {}


def test_every_topic_is_written_in_both_languages():
    assert quoted("ja").keys() == quoted("en").keys() == TOPICS.keys()
    assert set(OF_PLACES.values()) <= TOPICS.keys()


def test_every_topic_opens_in_both_languages_with_its_pictures(sign_in_as, submit):
    browser = sign_in_as("viewer")

    for language in ("ja", "en"):
        submit(browser, "/language", {"language": language}, page="/guide")
        for topic in TOPICS:
            page = browser.get(f"/help/{topic}")
            assert page.status_code == 200
            shown = re.findall(r'<figure><img src="/static/help/([^"]+).png[?"]', page.text)
            assert set(shown) <= PICTURES.keys()
    assert browser.get("/help/unknown").status_code == 404


@pytest.mark.parametrize(
    ("login", "path", "topic"),
    [
        ("soumu", "/", "officer"),
        ("soumu", "/substitutes/", "absence"),
        ("admin", "/audit/", "admin"),
    ],
)
def test_a_page_leads_to_the_help_about_it(shared_sign_in_as, login, path, topic):
    assert f'href="/help/{topic}"' in shared_sign_in_as(login).get(path).text


def test_the_pictures_are_of_the_pages_as_they_are_now(shared_sign_in_as):
    now = {name: said(shared_sign_in_as(login), path) for name, (login, path) in PICTURES.items()}

    assert now == json.loads(KEPT.read_text()), "take them anew: python -m tests.help.pictures"
    assert {path.stem for path in FOLDER.glob("*.png")} == PICTURES.keys()
