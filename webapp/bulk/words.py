"""The words of these pages: what a run is called, and how far it is."""

from flask_babel import gettext as _

from webapp import labels
from workflow.queries.views.bulk import BulkRunView


def name(run: BulkRunView) -> str:
    """The action, and for how many items."""
    return name_of(run, run.total.count)


def name_of(run: BulkRunView, count: int) -> str:
    """The action, for `count` of the items: what the button says."""
    return _("%(action)s: %(count)d items", action=labels.action(run.action), count=count)


def standing(run: BulkRunView) -> str:
    """Whether it waits to be carried out, is under way, or over."""
    if run.committed_at is None:
        return _("Preview, nothing done yet")
    return _("Carried out") if run.finished_at else _("Under way")
