"""The words of mails are complete, and their links lead somewhere."""

import json
import subprocess
import sys

from workflow.notices import kinds
from workflow.notices.letter import letters
from workflow.notices.news import HEADINGS, PAGES


def test_every_kind_of_notice_has_its_words_in_both_languages():
    constants = [value for name, value in vars(kinds).items() if name.isupper()]
    known = {value for value in constants if isinstance(value, str)}
    japanese, english = letters()["ja"], letters()["en"]

    assert known <= japanese["heading"].keys() & set(HEADINGS)
    assert japanese.keys() == english.keys()
    for table in ("heading", "event", "move"):
        assert japanese[table].keys() == english[table].keys()


def test_every_link_of_a_mail_leads_to_a_page(shared_app):
    addresses = shared_app.url_map.bind("localhost")

    for page in (*PAGES.values(), "items/{item}", "items/", "notices/", "notices/settings"):
        addresses.match(f"/{page.format(item=1, of=1)}", "GET")


KNOWN = """
import json
import workflow.jobs.context
from workflow.notices.letter import headings
print(json.dumps(headings()))
"""


def test_a_worker_mails_every_kind_that_has_words_though_it_loads_no_page():
    asked = subprocess.run([sys.executable, "-c", KNOWN], capture_output=True, check=True)

    assert letters()["ja"]["heading"].keys() == set(json.loads(asked.stdout))
