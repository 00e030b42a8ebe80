"""What stands against a plan as a whole."""

from workflow.values.errors import Conflict


class PlanOutdated(Conflict):
    """What the plan changes was changed by somebody else since it was decided. Data: name."""

    key = "plan_overtaken"


class PlanNotOpen(Conflict):
    """The plan has taken effect or was cancelled, or is not decided yet. Data: state."""

    key = "plan_not_open"


class PlanTooEarly(Conflict):
    """A plan takes effect on its day, not before. Data: day."""

    key = "plan_too_early"
