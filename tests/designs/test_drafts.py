"""Drafts are kept whatever is wrong; who writes on an old one is told; all is in the record."""

from functools import partial
from pathlib import Path

import pytest

from workflow import designs, ledger
from workflow.designs import Part
from workflow.designs.findings import drawable, examine
from workflow.process import bundled
from workflow.process.drawing import svg
from workflow.values.actor import Title
from workflow.values.errors import InputRefused, NotFound, NotSignedIn, WrongRole
from workflow.versions import publish

BROKEN = Path(__file__).parents[1] / "process" / "broken"
CAUSES = {
    "action_twice": ("transitions", "2", "transitions", "3"),
    "another_first_state": ("", ""),
    "approved_before_submission": ("states", "submitted"),
    "bound_on_no_action": ("rules", "0"),
    "exit_from_the_end": ("transitions", "3"),
    "gap_on_submission": ("transitions", "1", "transitions", "2"),
    "limit_runs_out": ("rules", "0"),
    "report_without_a_meeting": ("transitions", "2"),
    "trap": ("states", "pit"),
    "unknown_source": ("transitions", "3"),
    "way_around_the_chief": ("rules", "0"),
}


@pytest.mark.parametrize(("name", "rows"), CAUSES.items())
def test_a_failed_proof_stands_beside_the_rows_that_cause_it(name, rows):
    found = examine((BROKEN / f"{name}.toml").read_text("utf-8"))

    assert tuple(part for row in found.all[0].rows for part in row) == rows
    assert found.told(found.all[0], "ja") != found.told(found.all[0], "en")
    assert "<svg" in svg(drawable(found.process), "ja")


def test_what_is_not_written_yet_stands_beside_its_row_too_and_the_rest_is_drawn():
    found = examine(
        'name = "new"\nversion = 1\ntitle = { ja = "", en = "New" }\ninitial = "draft"\n'
        '[states.first]\n[[transitions]]\naction = "a"\nfrom = ["nowhere"]\nto = "first"\n'
        '[[rules]]\nalways = "before"\n'
    )

    assert {(one.rows[0], one.key) for one in found.all} >= {
        (("", ""), "title.ja"), (("states", "first"), "title"), (("rules", "0"), "state"),
        (("transitions", "0"), "roles"), (("", ""), "transitions"),
    }  # fmt: skip
    assert "first" not in svg(drawable(found.process), "ja")
    assert drawable(found.process).initial == "first"
    assert drawable(examine("name =").process) is None
    (broken,) = examine("name =").all
    assert "TOMLとして読めません" in examine("name =").told(broken, "ja")
    assert "Invalid value" in examine("name =").told(broken, "en")


@pytest.mark.both_databases
def test_a_draft_is_changed_by_one_after_the_other_and_every_change_is_in_the_record(office):
    write = partial(office.do, "admin")
    look = partial(office.look, "admin", designs.draft)
    first = write(designs.begin_from, "standard", 2)
    assert write(designs.begin_from, "standard", 2) == first, "sent twice"
    broken = write(designs.begin, "name = ", "a" * 300)
    new = write(designs.begin_new, "new", Title("新", ""))
    seen = look(first).seen
    write(designs.change, first, seen, lambda now: designs.removed(now, "rules", 0), "rules.0")
    with pytest.raises(designs.DraftChanged) as told:
        write(designs.change, first, seen, lambda now: designs.removed(now, "rules", 1))
    assert told.value.data["who"].ja == "admin"
    assert write(designs.begin_from, "standard", 2) != first, "it was written on"

    assert (look(broken).document, look(broken).findings.is_sound) == (None, False)
    with pytest.raises(InputRefused):
        write(designs.change, broken, look(broken).seen, lambda now: now)
    write(designs.rewrite, broken, look(broken).seen, bundled()["simple"])
    assert (look(broken).is_taken, look(broken).card.is_published) == (False, True)
    with pytest.raises(InputRefused):
        write(designs.rewrite, broken, look(broken).seen, "a" * 200_001)
    with pytest.raises(InputRefused):
        write(designs.rewrite, broken, look(broken).seen, "name\x00")
    odd = 'version = 100000000000000\nname = "\\u0000"\ntitle = 3\n[states.a]\nturn = 1\n'
    assert look(write(designs.begin, odd)).drawn.initial == "a"
    dots = Part({"title": {"ja": "." * 101, "en": "x"}}, "x")
    with pytest.raises(InputRefused):
        write(designs.change, new, look(new).seen, lambda now: designs.added(now, "states", dots))
    assert [one.failure and one.failure.key for one in look(new).findings.all][:1] == ["trap"]

    write(designs.withdraw, first)
    write(designs.withdraw, first)
    with pytest.raises(designs.DraftWithdrawn):
        write(designs.rewrite, first, look(first).seen, "name = 1")
    write(designs.take_up, first)
    write(publish, look(first).source, "draft")
    assert look(first).card.is_published
    write(designs.rewrite, first, look(first).seen, f"# anders\n{look(first).source}")
    assert look(first).is_taken

    with office.engine.read(office.person("admin")) as work:
        assert ledger.audit_changes(work.session).breaks == ()
        told = ledger.changes(work, ledger.ChangeFilter(words="rules.0"))
        assert [(one.code, one.login) for one in told] == [(str(first), "admin")]
    with pytest.raises(NotFound):
        look(99)


@pytest.mark.parametrize(
    ("login", "refused"), [("reviewer", WrongRole), ("secretariat", WrongRole), (None, NotSignedIn)]
)
def test_drafts_are_for_administrators(shared_office, login, refused):
    for verb, *given in ((designs.drafts,), (designs.draft, 1)):
        with pytest.raises(refused):
            shared_office.look(login, verb, *given)
    for verb, *given in ((designs.withdraw, 1), (designs.take_up, 1), (designs.begin, "name = 1"),
                         (designs.rewrite, 1, "", ""), (designs.change, 1, "", lambda now: now),
                         (designs.begin_from, "standard", 2)):  # fmt: skip
        with pytest.raises(refused):
            shared_office.do(login, verb, *given)
