"""Whatever is typed into any field, the answer is a page: saved or refused, never a failure."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.values.sheet import SPECS, Kind

PARTS = ("source", "label", "amount")
NAMES = [name for name, spec in SPECS.items() if spec.kind is not Kind.FUNDING]
COLUMNS = [f"funding_lines-{part}" for part in PARTS]
LIKELY = [
    "", " ", "0", "△1,395", "６０，０１６", "1.5", "10000000", "税務課", "procedure", "general",
    "1", "2", "y", "2022-03-31", "0000-00-00", "²", "9" * 30, "administration", "lgwan", "soumu",
    "\ud800", "%ED%A0%80", "a\u0000b", "\u202e", "<b>&\"'", "{{ 7*7 }}", "\r\n", "あ" * 3000,
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(LIKELY), st.text(st.characters(), max_size=40))
SHEETS = st.fixed_dictionaries(dict.fromkeys(NAMES, TEXTS))
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=3)
A_FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def opened(sign_in_as, controls, item_named, names):
    """A browser with the addresses of three forms, and what each hides."""
    browser = sign_in_as("soumu")
    item = item_named(names["draft"]).row.id
    paths = ("/items/new?cycle=2021-09", f"/items/{item}/edit", f"/items/{item}/withdraw")
    hidden = {
        path: [
            pair
            for pair in controls(browser.get(path).text)
            if pair[0] in ("csrf_token", "seen", "key")
        ]
        for path in paths
    }
    return browser, paths, hidden


@A_FEW
@given(typed=SHEETS, rows=ROWS, then=TEXTS, which=st.integers(0, 1))
def test_no_text_in_any_field_breaks_the_form(opened, typed, rows, then, which):
    browser, paths, hidden = opened
    pairs = [*hidden[paths[which]], *typed.items(), ("then", then)]
    pairs += [
        (name, text) for row in rows for name, text in zip(COLUMNS, row, strict=True)
    ]  # fmt: skip

    answer = browser.post(
        paths[which],
        data=urlencode(pairs, errors="surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in (302, 409, 422), answer.text
    if answer.status_code == 302:
        assert browser.get(answer.location).status_code == 200


@A_FEW
@given(name=TEXTS, value=TEXTS)
def test_no_text_in_an_address_breaks_the_list(opened, name, value):
    browser, _paths, _hidden = opened
    known = ("words", "state", "amount_from", "amount_to", "after", "sort", "verdict", "category")
    query = [*((one, value) for one in known), (name, value)]

    answer = browser.get(f"/items/?{urlencode(query, errors='surrogatepass')}")

    assert answer.status_code in (200, 404)


@A_FEW
@given(note=TEXTS, key=TEXTS, seen=TEXTS)
def test_no_text_breaks_an_action(opened, note, key, seen):
    browser, paths, hidden = opened
    pairs = [pair for pair in hidden[paths[2]] if pair[0] == "csrf_token"]
    pairs += [("note", note), ("key", key), ("seen", seen)]

    answer = browser.post(
        paths[2],
        data=urlencode(pairs, errors="surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in (302, 409, 422)
