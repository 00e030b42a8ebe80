"""What becomes of a system: decided by the center, with a day, reasons and whom it merges into.

One whose contract ends becomes an item, whose sheet begins with what the inventory says.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from workflow import items, ledger
from workflow.files.headed import HeadedRow
from workflow.items.visibility import live_items
from workflow.models import Item, System
from workflow.systems import commands, writing
from workflow.systems.columns import ASSESSMENTS, CellReader
from workflow.systems.commands import LONGEST_NOTE, locked
from workflow.systems.interfaces import LONGEST_LINE, MERGED_FIELD, Merges
from workflow.systems.policy import SystemNotInState, may
from workflow.systems.writing import SystemDraft
from workflow.values.actor import require_role
from workflow.values.cleaning import Checking, clean_words
from workflow.values.days import DayUnreadable
from workflow.values.errors import InputRefused, OtherDepartment, Problem
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR, fiscal_year
from workflow.values.sheet import Sheet
from workflow.values.systems import Assessment, PersonalData, ReviewState, SystemAct
from workflow.values.vocabulary import Classification, Role
from workflow.work import Work

FIELDS: Final = ("assessment", "act_by", "reasons", MERGED_FIELD)


@dataclass(frozen=True)
class Decision:
    """What becomes of a system; `merges_into` is the number or the whole name of another one."""

    assessment: Assessment | None = None
    act_by: date | None = None
    reasons: str = ""
    merges_into: str = ""

    @property
    def into(self) -> int | None:
        """The number of the system that takes over. Only for a decision that was checked."""
        return int(self.merges_into) if self.merges_into else None


def assess(work: Work, system_id: int, given: Decision, seen: int) -> None:
    """Decide what becomes of a system, and by when.

    A system that is kept needs no day, one that is merged needs the system that takes over.
    Raises as `perform`, InputRefused (assessment, act_by, reasons, merges_into).
    """
    words = clean_words("reasons", given.reasons, LONGEST_NOTE)

    def change(system: System) -> None:
        ledger.lock(work)  # two at once could merge in a circle
        settled, problems = checked(Merges(work), system_id, given)
        if problems:
            raise InputRefused(problems)
        system.assessment, system.act_by = settled.assessment, settled.act_by
        system.reasons, system.merges_into_id = words, settled.into

    commands.perform(work, system_id, SystemAct.ASSESS, seen, change, words)


def checked(merges: Merges, system_id: int, given: Decision) -> tuple[Decision, list[Problem]]:
    """A decision with clean texts and numbers, and every reason against it."""
    check = Checking()
    if not given.assessment:
        check.wrong("assessment", "required")
    reasons = check.block("reasons", given.reasons, LONGEST_NOTE, needed=True)
    typed = check.line(MERGED_FIELD, given.merges_into, LONGEST_LINE)
    is_clean = MERGED_FIELD not in {one.field for one in check.problems}
    if given.act_by is None and given.assessment not in (None, Assessment.KEEP):
        check.wrong("act_by", "required")
    if given.act_by is not None and not FIRST_YEAR <= given.act_by.year <= LAST_YEAR:
        check.wrong("act_by", DayUnreadable.key)
    into = merges.meant(typed)
    if is_clean:
        check.problems += merges.against(system_id, given.assessment, typed, into)
    return replace(given, reasons=reasons, merges_into=str(into or "")), check.problems


def decided(system: System) -> Decision:
    """What is decided of a system, as it could be decided again."""
    return Decision(
        Assessment(system.assessment) if system.assessment else None,
        system.act_by,
        system.reasons,
        str(system.merges_into_id or ""),
    )


# -------------------------------------------------------- by the rows of a file


UNDECIDED: Final = Decision()


class DecisionRows:
    """Reads the decisions of rows one after the other: each is checked against those before."""

    def __init__(self, work: Work) -> None:
        """As it is decided now."""
        self._work = work
        self._merges = Merges(work)

    def read(
        self, reader: CellReader, row: HeadedRow, system: System | None
    ) -> tuple[Decision, Decision] | None:
        """What is decided of a system and what a row decides; None where it is the same.

        What cannot be decided goes to the problems of the `reader`.
        """
        old = decided(system) if system else UNDECIDED
        new = self._given(reader, row, old)
        if new == old:
            return None
        if system is None or self._is_refused(system):
            changed = next(one for one in FIELDS if getattr(old, one) != getattr(new, one))
            reader.wrong(row, changed, "systems_not_decidable")
            return None
        settled, problems = checked(self._merges, system.id, new)
        for one in problems:
            reader.wrong(row, one.field, one.key, **one.data)
        self._merges.decide(system.id, settled.assessment, settled.into)
        return old, settled

    def _is_refused(self, system: System) -> bool:
        state = ReviewState(system.state)
        refusal = may(self._work.actor, SystemAct.ASSESS, state, system.department_id)
        return refusal is not None

    def _given(self, reader: CellReader, row: HeadedRow, old: Decision) -> Decision:
        """What a row says; a column that is not in the file leaves what is decided."""
        cells = row.cells
        given: dict[str, Any] = {}
        if "reasons" in cells:
            given["reasons"] = cells["reasons"]
        if MERGED_FIELD in cells:
            into = self._merges.meant(cells[MERGED_FIELD][:LONGEST_LINE])
            given[MERGED_FIELD] = str(into) if into else cells[MERGED_FIELD]
        if "assessment" in cells:
            given["assessment"] = reader.enum(row, "assessment", ASSESSMENTS)
        if "act_by" in cells:
            given["act_by"] = reader.day(row, "act_by")
        return replace(old, **given)


# ------------------------------------------------------- an item that renews it


_LONGEST_NAME_OF_ITEM: Final = 200
_RENEWAL: Final = "更新事業"
"""Put behind the name of the system; the department may call its item otherwise."""
_PERSONAL_DATA: Final = {
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
        name=said.name[: _LONGEST_NAME_OF_ITEM - len(_RENEWAL)] + _RENEWAL,
        summary=said.purpose,
        classification=Classification.RENEWED,
        previous_amount_kyen=said.costs.get(year),
        system_form=said.form,
        networks=said.networks,
        personal_data=_PERSONAL_DATA.get(said.personal_data, "") if said.personal_data else "",
        current_system=said.name,
        system_id=system_id,
        contract_ends_on=said.contract_until,
        support_ends_on=said.support_until,
    )
