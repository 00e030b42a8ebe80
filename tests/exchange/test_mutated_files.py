"""Files that were damaged or filled in at random: refused or named, never half brought in."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.support.exchange import brought
from tests.support.office import open_office
from tests.support.prepared import prepare
from workflow.exchange.columns import ORDER, heading
from workflow.values.errors import Refusal

EXAMPLES = settings(
    max_examples=70,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(["soumu", "税務課", "行政", "procedure", "計", "△1", "=1+1", "#REF!", "はい"]),
    PRINTED,
)


@pytest.fixture(scope="module")
def office(databases):
    """One office for all examples: each looks at what came in by itself."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    yield office
    office.engine.close()
    databases.drop(url)


def workbook(rows) -> bytes:
    book = Workbook()
    book.worksheets[0].append([heading(name) for name in ORDER])
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def all_or_nothing(office, content: bytes, name: str) -> None:
    """Bring it in as far as it goes: what is created is what was previewed, or nothing."""
    before = office.count_items()
    planned = 0
    with suppress(Refusal):
        file = brought(office.engine, office.person("officer"), content, name)
        view = file.view()
        assert all(one.key and (one.cell or one.row) for one in view.problems)
        assert bool(view.wrong) <= bool(view.problems)
        file.commit()
        planned = view.create
    after = office.count_items()
    assert after == before + planned == office.count_entries()


GOOD = workbook([(1, "soumu", "税務課", "行政", "procedure", "改修", 100, "一般財源", "あ")])


@EXAMPLES
@given(changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=9))
def test_a_workbook_with_bytes_changed_anywhere_comes_in_whole_or_not_at_all(office, changes):
    changed = bytearray(GOOD)
    for place, byte in changes:
        changed[place] = byte

    all_or_nothing(office, bytes(changed), "a.xlsx")


@EXAMPLES
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=len(ORDER)), max_size=4))
def test_cells_filled_in_at_random_come_in_whole_or_not_at_all(office, rows):
    try:
        content = workbook(rows)
    except ValueError:
        # openpyxl writes no such cell; nobody could have it in a file.
        return

    all_or_nothing(office, content, "a.xlsx")


@EXAMPLES
@given(
    text=st.one_of(
        st.binary(max_size=400),
        PRINTED.map(str.encode),
        st.lists(PRINTED, min_size=9, max_size=9).map(
            lambda cells: (
                "NO\t部局名\t課室名\t分野\t類型\t事業名\t金額\t財源\t概要\n" + "\t".join(cells)
            ).encode()
        ),
    )
)
def test_any_bytes_as_a_text_file_come_in_whole_or_not_at_all(office, text):
    all_or_nothing(office, text, "a.csv")
