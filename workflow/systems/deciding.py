"""What becomes of a system: decided by the center, with a day, reasons and whom it merges into."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from workflow import ledger
from workflow.models import System
from workflow.systems import commands
from workflow.systems.commands import LONGEST_NOTE
from workflow.systems.interfaces import LONGEST_LINE
from workflow.systems.merging import FIELD, Merges
from workflow.values.cleaning import clean_words, text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR
from workflow.values.systems import Assessment, SystemAct
from workflow.values.text import TextUnclean, clean_block, clean_line
from workflow.work import Work

FIELDS: Final = ("assessment", "act_by", "reasons", FIELD)
_CLEAN: Final[Mapping[str, Callable[[str], str]]] = {
    "reasons": lambda text: clean_block(text, LONGEST_NOTE),
    FIELD: lambda text: clean_line(text, LONGEST_LINE),
}


@dataclass(frozen=True)
class Decision:
    """What becomes of a system; `merges_into` is the number or the whole name of another one."""

    assessment: Assessment | None = None
    act_by: date | None = None
    reasons: str = ""
    merges_into: str = ""

    @property
    def into(self) -> int | None:
        """The number of the system that takes over; ask only a decision that was checked."""
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
    problems: list[Problem] = []
    reasons = _clean("reasons", given.reasons, problems)
    typed = _clean(FIELD, given.merges_into, problems)
    unclean = {one.field for one in problems}
    missing = {"assessment": given.assessment, "reasons": reasons or "reasons" in unclean}
    problems += [Problem(name, "required") for name, said in missing.items() if not said]
    if given.act_by is None and given.assessment not in (None, Assessment.KEEP):
        problems.append(Problem("act_by", "required"))
    if given.act_by is not None and not FIRST_YEAR <= given.act_by.year <= LAST_YEAR:
        problems.append(Problem("act_by", "system_day"))
    into = merges.meant(typed)
    if FIELD not in unclean:
        problems += merges.against(system_id, given.assessment, typed, into)
    return replace(given, reasons=reasons, merges_into=str(into or "")), problems


def _clean(name: str, text: str, problems: list[Problem]) -> str:
    try:
        return _CLEAN[name](text)
    except TextUnclean as unclean:
        problems.append(text_problem(name, unclean))
        return ""


def decided(system: System) -> Decision:
    """What is decided of a system, as it could be decided again."""
    return Decision(
        Assessment(system.assessment) if system.assessment else None,
        system.act_by,
        system.reasons,
        str(system.merges_into_id or ""),
    )
