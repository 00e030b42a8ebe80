"""The one way to write a value down: the same bytes for the same facts, on every machine."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.values.canonical import canonical_bytes, fingerprint
from workflow.values.vocabulary import Action

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=8,
)


@dataclass
class Facts:
    number: int


class Pair(NamedTuple):
    first: int
    second: str


def test_the_bytes_are_what_the_documentation_says():
    assert canonical_bytes({"b": [1, None, True], "a": "改修①"}) == (
        '{"a":"改修①","b":[1,null,true]}'.encode()
    )


def test_the_fingerprint_is_the_sha_256_of_the_bytes():
    assert fingerprint([]) == hashlib.sha256(b"[]").hexdigest()


@given(st.dictionaries(st.text("abc"), plain))
def test_the_order_in_which_facts_were_put_together_does_not_matter(facts):
    assert fingerprint(dict(reversed(facts.items()))) == fingerprint(facts)


@given(plain)
def test_the_bytes_can_be_read_back(value):
    assert json.loads(canonical_bytes(value)) == value


@given(plain)
@example({"z": 1, "\uffff": 2, "\U0001f600": 3, '\x7f\x00\x1f\u2028/"\\\n\t': 4})
@example({2: "b", 10: "a"})
@example([Pair(2**80, "改修"), Action.SUBMIT])
def test_the_bytes_are_those_of_the_standard_library(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert canonical_bytes(value) == text.encode()


@pytest.mark.parametrize("value", [date(2021, 8, 17), Facts(1), {"a": {1}}, b"a"])
def test_what_is_no_plain_value_is_refused(value):
    with pytest.raises(TypeError):
        canonical_bytes(value)


def test_half_a_character_cannot_be_hashed():
    with pytest.raises(UnicodeEncodeError):
        fingerprint("\ud800")
