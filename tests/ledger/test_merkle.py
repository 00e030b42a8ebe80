"""The tree is RFC 6962's: known roots, pymerkle's roots, and the stand-alone verifier's."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from tests.support.tampering import stand_alone
from workflow.ledger.heads import Tree, leaf_hash, root

OUTSIDERS = stand_alone()

PUBLISHED_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
PUBLISHED_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""The tree heads that Certificate Transparency's own tests use."""


@pytest.mark.parametrize(("size", "expected"), PUBLISHED_ROOTS.items())
def test_the_published_roots_come_out(size, expected):
    leaves = [bytes.fromhex(leaf) for leaf in PUBLISHED_LEAVES[:size]]

    assert root(leaf_hash(leaf) for leaf in leaves).hex() == expected


@pytest.mark.parametrize("size", range(70))
def test_pymerkle_finds_the_same_root(size):
    leaves = [str(number).encode() for number in range(size)]
    theirs = InmemoryTree(algorithm="sha256")
    theirs.append_entries(leaves)

    assert root(leaf_hash(leaf) for leaf in leaves) == theirs.get_root()


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.binary(max_size=4)), max_size=40))
def test_a_tree_that_grows_and_changes_always_has_the_root_of_its_leaves(steps):
    tree, leaves = Tree(), []
    other = OUTSIDERS.Tree()

    for replace, number, leaf in steps:
        node = leaf_hash(leaf)
        if replace and leaves:
            index = number % len(leaves)
            leaves[index] = node
            tree.replace(index, node)
            other.replace(index, node)
        else:
            index = number % (len(leaves) + 1)
            leaves.insert(index, node)
            tree.insert(index, node)
            other.insert(index, node)

        assert tree.root == root(leaves)
        assert other.root() == root(leaves).hex()


def test_a_pair_cannot_pass_for_a_leaf():
    nodes = [leaf_hash(b"1"), leaf_hash(b"2")]

    assert leaf_hash(b"".join(nodes)) != root(nodes)


def test_every_root_is_another_one():
    leaves = [leaf_hash(str(number).encode()) for number in range(20)]
    roots = [root(leaves[:size]) for size in range(21)]

    assert all(one != two for one, two in pairwise(sorted(roots)))
