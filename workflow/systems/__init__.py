"""The inventory of systems (庁内情報システム): what there is, what ends, and what becomes of it.

Every change goes through one function (`commands.perform`, or `commands.add` for a new one),
which writes an entry into the chained record of the office; `jizen audit verify` compares the
inventory with it.
"""

from workflow.systems.columns import COST, HEADINGS, SHOWN_ONLY, headings
from workflow.systems.commands import add, edit, follow, move
from workflow.systems.deciding import Decision, assess, draft_item
from workflow.systems.detail import one
from workflow.systems.map import draw, interface_map
from workflow.systems.overviews import CostLine, Costs, WaitingSystems, costs, ending, waiting
from workflow.systems.policy import (
    ASSESSORS,
    WRITERS,
    SystemChanged,
    SystemNotInState,
    may_add,
    visible_systems,
)
from workflow.systems.queries import (
    by_state,
    choices,
    draft_of,
    every,
    find,
    name_of,
    page,
    rows_of,
    written_rows,
)
from workflow.systems.reading import FILES, SystemLine, SystemsNotReady
from workflow.systems.record import remind
from workflow.systems.rounds import NothingToAsk, Round, ask_all, foreseen
from workflow.systems.setup import ReviewProgress, add_systems
from workflow.systems.views import SystemDetail, SystemFilter, SystemRow
from workflow.systems.writing import SystemDraft

__all__ = [
    "ASSESSORS",
    "COST",
    "FILES",
    "HEADINGS",
    "SHOWN_ONLY",
    "WRITERS",
    "CostLine",
    "Costs",
    "Decision",
    "NothingToAsk",
    "ReviewProgress",
    "Round",
    "SystemChanged",
    "SystemDetail",
    "SystemDraft",
    "SystemFilter",
    "SystemLine",
    "SystemNotInState",
    "SystemRow",
    "SystemsNotReady",
    "WaitingSystems",
    "add",
    "add_systems",
    "ask_all",
    "assess",
    "by_state",
    "choices",
    "costs",
    "draft_item",
    "draft_of",
    "draw",
    "edit",
    "ending",
    "every",
    "find",
    "follow",
    "foreseen",
    "headings",
    "interface_map",
    "may_add",
    "move",
    "name_of",
    "one",
    "page",
    "remind",
    "rows_of",
    "visible_systems",
    "waiting",
    "written_rows",
]
