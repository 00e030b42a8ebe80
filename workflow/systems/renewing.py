"""A system whose contract ends becomes an item: its sheet begins with what the inventory says."""

from typing import Final

from sqlalchemy import select

from workflow import items
from workflow.items.visibility import live_items
from workflow.models import Item
from workflow.systems import writing
from workflow.systems.commands import locked
from workflow.systems.policy import SystemNotInState
from workflow.systems.writing import SystemDraft
from workflow.values.actor import require_role
from workflow.values.errors import OtherDepartment
from workflow.values.fiscal import fiscal_year
from workflow.values.sheet import Sheet
from workflow.values.systems import PersonalData, ReviewState
from workflow.values.vocabulary import Classification, Role
from workflow.work import Work

LONGEST_NAME: Final = 200
RENEWAL: Final = "更新事業"
"""What the department makes of the name, it changes itself."""
PERSONAL: Final = {
    PersonalData.PERSONAL: "個人情報あり",
    PersonalData.MY_NUMBER: "特定個人情報あり",
}


def draft_item(work: Work, system_id: int, cycle_id: str) -> int:
    """Draft the item of a cycle that renews a system; gives its id.

    Where a live item of the cycle names the system already, it is that one. Raises NotFound,
    WrongRole, OtherDepartment, SystemNotInState (it is retired), and what `items.create` does.
    """
    system = locked(work, system_id)
    by = require_role(work.actor, {Role.OFFICER})
    if not by.holds(Role.OFFICER, system.department_id):
        raise OtherDepartment()
    if system.state == ReviewState.RETIRED:
        raise SystemNotInState(act="renew", state=system.state)
    same = (Item.system_id == system_id, Item.cycle_id == cycle_id)
    there = work.session.scalar(select(Item.id).where(*same, live_items(by)).limit(1))
    if there is not None:
        return there
    said = writing.written(work, [system])[system_id]
    drafted = items.create(
        work,
        cycle_id=cycle_id,
        department_id=system.department_id,
        sheet=_sheet(system_id, said, fiscal_year(work.today)),
    )
    return drafted.item_id


def _sheet(system_id: int, said: SystemDraft, year: int) -> Sheet:
    return Sheet(
        section=said.section,
        name=said.name[: LONGEST_NAME - len(RENEWAL)] + RENEWAL,
        summary=said.purpose,
        classification=Classification.RENEWED,
        previous_amount_kyen=said.costs.get(year),
        system_form=said.form,
        networks=said.networks,
        personal_data=PERSONAL.get(said.personal_data, "") if said.personal_data else "",
        current_system=said.name,
        system_id=system_id,
        contract_ends_on=said.contract_until,
        support_ends_on=said.support_until,
    )
