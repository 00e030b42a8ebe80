"""Plans that administrators decide on and that take effect by themselves on their day."""

from workflow.plans.plans import OPEN, PlanState, as_decided, due, found, twin

__all__ = ["OPEN", "PlanState", "as_decided", "due", "found", "twin"]
