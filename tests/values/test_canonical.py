"""The one way to write a value down: the same bytes for the same facts, on every machine."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.canonical import canonical_bytes, fingerprint

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abあ"), inner),
    max_leaves=8,
)


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


def test_half_a_character_cannot_be_hashed():
    with pytest.raises(UnicodeEncodeError):
        fingerprint("\ud800")
