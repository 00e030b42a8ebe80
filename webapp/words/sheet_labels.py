"""The words for the fields of the sheet and its groups, as 資料1-6 and the reviewers name them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.office import HEADQUARTERS_FIRST
from workflow.values import Group, OwnField, is_own

FIELDS: Final[Mapping[str, LazyString]] = {
    "section": _p("sheet", "Section"),
    "field": _p("sheet", "Field"),
    "category": _p("sheet", "Category"),
    "name": _p("sheet", "Name of the project"),
    "amount_kyen": _p("sheet", "Amount (thousand yen)"),
    "funding": _p("sheet", "Funding"),
    "summary": _p("sheet", "Description"),
    "joint_departments": _p("sheet", "Joint departments"),
    "goal_number": _p("sheet", "DX goal"),
    "dx_step": _p("sheet", "DX step"),
    "classification": _p("sheet", "Classification"),
    "contact": _p("sheet", "Contact"),
    "amount_confirmed": _p("sheet", "The amount is right in thousands of yen"),
    "funding_lines": _p("sheet", "Funding lines"),
    "initial_cost_kyen": _p("sheet", "Initial cost (thousand yen)"),
    "running_cost_kyen": _p("sheet", "Running cost a year (thousand yen)"),
    "five_year_cost_kyen": _p("sheet", "Cost over five years (thousand yen)"),
    "previous_amount_kyen": _p("sheet", "Amount of the year before (thousand yen)"),
    "debt_burden_period": _p("sheet", "Debt burden: period"),
    "debt_burden_limit_kyen": _p("sheet", "Debt burden: limit (thousand yen)"),
    "quotes_count": _p("sheet", "Number of quotes"),
    "quotes_basis": _p("sheet", "Basis of the estimate"),
    "procurement": _p("sheet", "Procurement"),
    "system_form": _p("sheet", "Form of the system"),
    "networks": _p("sheet", "Networks"),
    "personal_data": _p("sheet", "Personal data"),
    "current_system": _p("sheet", "Current system"),
    "system_id": _p("sheet", "Number in the inventory of systems"),
    "contract_ends_on": _p("sheet", "Contract ends on"),
    "support_ends_on": _p("sheet", "Support ends on"),
    "alternatives": _p("sheet", "Alternatives and shared use"),
    "data_standards": _p("sheet", "Data standards and open data"),
    "lock_in": _p("sheet", "Vendor lock-in"),
    "kpi": _p("sheet", "KPI"),
    "effect_kyen": _p("sheet", "Effect in money (thousand yen)"),
    "hours_saved": _p("sheet", "Hours saved a year"),
    "schedule": _p("sheet", "Timetable"),
    "verdict": _p("sheet", "Verdict"),
    "findings": _p("sheet", "Findings"),
    "conditions": _p("sheet", "Conditions"),
    "override": _p("sheet", "Reason for finalising without enough sheets"),
    "note": _p("sheet", "Reason"),
    "department": _p("sheet", "Department"),
    "meeting": _p("sheet", "%(headquarters)s meeting", headquarters=HEADQUARTERS_FIRST),
}
"""Every field of the sheet, and what an action may ask besides."""

GROUPS: Final[Mapping[Group, LazyString]] = {
    Group.CORE: _p("sheet", "The request"),
    Group.PLACE: _p("sheet", "Place in the plan"),
    Group.MONEY: _p("sheet", "Money"),
    Group.SYSTEM: _p("sheet", "System"),
    Group.EFFECT: _p("sheet", "Effect and timetable"),
}


def field(name: str) -> str:
    """The label of a field; what has none is shown by its name."""
    if is_own(name) and (found := current.named().own_fields.get(name)):
        return own(found)
    return str(FIELDS.get(name, name))


def own(one: OwnField) -> str:
    """What a field that the office added is called, with its unit: 対象人数（人）."""
    if current.language() == "ja":
        return one.heading
    name = one.title.text("en")
    return f"{name} ({one.unit})" if one.unit else name


def own_hints() -> dict[str, str]:
    """What helps to fill in the fields that the office added, by their names."""
    language = current.language()
    return {one.name: one.help.text(language) for one in current.named().own if one.help.ja}


def group(one: Group) -> str:
    """The heading of a part of the sheet."""
    return str(GROUPS[one])
