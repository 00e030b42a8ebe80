"""Whether a person reads frozen editions, which have every department's items."""

from workflow.editions import policy
from workflow.items import visibility
from workflow.values.actor import Actor, permitted
from workflow.values.errors import Refusal
from workflow.work import Work


def may_read(work: Work) -> Refusal | None:
    """Why the person may not read frozen editions; None when they may."""
    return policy.may_read(work.actor, limited=visibility.is_limited(work))


def require_read(work: Work) -> Actor:
    """Give back the person where they may read, or raise the reason why not."""
    return permitted(work.actor, may_read(work))
