"""Advice of the DX promotion advisors: who is asked about what, and what they say."""

from workflow.advice.advisor_years import READERS_OF_RECORD, AdvisorYear, year_record
from workflow.advice.advisors import AdvisorView, Expertise, advisors, for_item
from workflow.advice.commands import ask, give, withdraw
from workflow.advice.expertise import limit, put_expertise, set_expertise
from workflow.advice.policy import ASKERS
from workflow.advice.queries import AdviceView, ask_refusal, of, one, page, to_give

__all__ = [
    "ASKERS",
    "READERS_OF_RECORD",
    "AdviceView",
    "AdvisorView",
    "AdvisorYear",
    "Expertise",
    "advisors",
    "ask",
    "ask_refusal",
    "for_item",
    "give",
    "limit",
    "of",
    "one",
    "page",
    "put_expertise",
    "set_expertise",
    "to_give",
    "withdraw",
    "year_record",
]
