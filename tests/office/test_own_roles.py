"""An administrator defines roles, gives them to people, and publishes a definition naming them."""

import html

import pytest

from tests.support.forms import forms_of
from tests.support.item_form import beside
from tests.support.people import person_named
from tests.support.processes import with_own_roles
from tests.support.units import do, look
from workflow import ledger, office, people, rosters
from workflow.people import Holding
from workflow.values import (
    AnyRole,
    InputRefused,
    OfficeRole,
    OwnRole,
    Period,
    RoleScope,
    Title,
    WrongRole,
)
from workflow.versions import RoleUnfit

ROLES = "/office/roles/"
HEAD = {"title_ja": "課長", "title_en": "Division head", "code": "section_head",
        "scope": "department"}  # fmt: skip


def _audited(work):
    return ledger.audit_changes(work.session)


def test_a_role_is_defined_renamed_moved_and_switched_off_on_the_record(
    sign_in_as, submit, demo_engine
):
    admin = sign_in_as("admin")
    wrong = submit(
        admin, ROLES, {**HEAD, "code": "officer", "title_ja": "長" * 10_000, "seen": "1"}
    )
    for version, typed in enumerate((HEAD, HEAD | {"code": "finance", "title_ja": "財政課"}), 1):
        assert submit(admin, ROLES, {**typed, "seen": str(version)}).status_code == 302
    taken = submit(admin, ROLES, {**HEAD, "code": "Head 2", "seen": "3"})
    late = submit(admin, ROLES, {**HEAD, "code": "third", "title_ja": "別の役割", "seen": "1"})
    submit(admin, f"{ROLES}section_head", {"title_ja": "所属長", "seen": "3"})
    submit(admin, f"{ROLES}finance/place", {"before": "section_head", "seen": "4"}, page=ROLES)
    submit(admin, f"{ROLES}finance/switch", {"seen": "5"}, page=ROLES)

    assert wrong.status_code == 422
    assert "同じキー" in beside(wrong.text, "code")
    assert "長すぎます" in beside(wrong.text, "title_ja")
    assert "英小文字で始め" in beside(taken.text, "code")
    assert late.status_code == 409
    roles = look(demo_engine, "admin", office.office).roles
    assert [(one.name, one.title.ja, one.scope, one.active) for one in roles] == [
        ("finance", "財政課", RoleScope.DEPARTMENT, False),
        ("section_head", "所属長", RoleScope.DEPARTMENT, True),
    ]
    assert look(demo_engine, "admin", _audited).is_sound
    assert sign_in_as("secretariat").get(ROLES).status_code == 403
    record = html.unescape(admin.get("/audit/").text)
    assert "独自の役割" in record


def _brought_back(work):
    """What the list of people would change as it is."""
    content = rosters.workbook(work, "csv").content
    return rosters.preview(work, rosters.bring(work, "people.csv", content).cells)


def test_a_role_is_held_as_its_scope_says(sign_in_as, submit, demo_engine):
    for role in (
        OfficeRole(OwnRole("section_head"), Title("課長", "Division head"), RoleScope.DEPARTMENT),
        OfficeRole(OwnRole("finance"), Title("財政課", "Finance division"), RoleScope.OFFICE),
    ):
        do(demo_engine, None, office.define_role, role)
    kenko = person_named(demo_engine, "kenko").person_id
    (department,) = look(demo_engine, "admin", people.one, kenko).grants
    place = department.department_id

    def give(role: AnyRole, department_id: int | None) -> str:
        asked = Holding(role, department_id, Period())
        try:
            do(demo_engine, "admin", people.give, kenko, asked)
        except InputRefused as refused:
            return refused.problems[0].key
        return "given"

    asked = (
        ("section_head", None),
        ("section_head", place),
        ("finance", place),
        ("finance", None),
        ("made_up", None),
    )
    assert [give(OwnRole(role), where) for role, where in asked] == [
        "role_needs_department",
        "given",
        "role_is_for_all",
        "given",
        "unknown_role",
    ]
    admin = sign_in_as("admin")
    page = admin.get(f"/people/{kenko}").text
    assert {one for one in ("課長", "財政課") if one in page} == {"課長", "財政課"}
    assert "健康" in admin.get("/people/?role=section_head").text
    own = sign_in_as("kenko").get("/").text
    assert "課長" in own
    rows = look(demo_engine, "admin", rosters.listed)
    assert {row["role"] for row in rows if row["login"] == "kenko"} >= {"課長", "財政課"}
    found = look(demo_engine, "admin", _brought_back)
    assert (found.problems, found.changes) == ((), ())
    assert look(demo_engine, "admin", _audited).is_sound


def test_a_definition_is_published_with_the_roles_it_declares_or_not_at_all(
    sign_in_as, submit, demo_engine
):
    admin, page = sign_in_as("admin"), "/process/versions/publish"
    with pytest.raises(RoleUnfit):
        demo_engine.publish(with_own_roles(), "ninth")
    looked = submit(admin, page, {"text": with_own_roles()})
    said = html.unescape(looked.text)
    assert "役割「課長」（section_head）が登録されていません" in said
    (form,) = [one for one in forms_of(looked.text) if (one.action or "").endswith("/now")]
    refused = admin.post(form.action, data=form.with_typed({}))
    assert refused.status_code == 422
    assert "役割「課長」（section_head）が登録されていません" in html.unescape(refused.text)

    done = admin.post(form.action, data=form.with_typed({"with_roles": "y"}))
    assert done.status_code == 302
    shown = html.unescape(admin.get(done.location).text)
    assert [one in shown for one in ("課長決裁待ち", "課長", "財政課")] == [True] * 3
    roles = look(demo_engine, None, office.office).roles
    assert [(one.title.ja, one.scope) for one in roles] == [
        ("課長", RoleScope.DEPARTMENT), ("財政課", RoleScope.OFFICE),
    ]  # fmt: skip
    do(demo_engine, "admin", office.switch_role, "finance", 3, active=False)
    with pytest.raises(RoleUnfit) as off:
        demo_engine.publish(with_own_roles(version=10), "tenth", with_roles=True)
    assert off.value.data["reason"] == "switched_off"
    with pytest.raises(WrongRole):
        do(demo_engine, "secretariat", office.switch_role, "finance", 4, active=True)
