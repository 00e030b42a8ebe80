"""By which process a sheet goes, in words: where a cycle has several, and why this one."""

from flask import flash
from flask_babel import gettext as _

from webapp.process import asked
from webapp.process.words import named
from webapp.request import current
from webapp.words.filters import title
from workflow import items
from workflow.items import CycleView, ItemDetail, Move, TrackView
from workflow.values import Sheet


def of(cycle: CycleView, sheet: Sheet, item: ItemDetail | None) -> TrackView | None:
    """By which process a sheet goes, of an item or (None) of one that is not begun yet."""
    fixed = item.process_name if item and item.row.round else ""
    return items.track_of(current.work(), cycle, sheet, fixed)


def sentence(view: TrackView | None) -> str:
    """What is said of the process that a sheet goes by; "" where there is one only."""
    if view is None:
        return ""
    facts = {"process": title(view.title), "why": _why(view)}
    if view.stays:
        return _(
            "With what it says now this item would go by “%(process)s” (%(why)s). It stays on the"
            " process that its first submission fixed.",
            **facts,
        )
    return _("With what it says now this item goes by “%(process)s” (%(why)s).", **facts)


def _why(view: TrackView) -> str:
    return asked.when(view.when) if view.when else _("no rule for another process fits")


def worth_saying(item: ItemDetail) -> str:
    """The same on an item's page: before it is submitted, or where it goes another way now."""
    said = item.track and (item.track.stays or not item.row.round)
    return sentence(item.track) if said else ""


def say_change(item: ItemDetail, sheet: Sheet) -> None:
    """Say after a sheet was saved that it goes by another process than before."""
    now = of(item.cycle, sheet, item)
    if now and item.track and now.process_name != item.track.process_name:
        flash(_("What was changed changes the process.") + " " + sentence(now), "warning")


def settled(move: Move) -> str:
    """The process that a first submission settled, for its line in the history; else ""."""
    told = move.particulars.get(items.TRACK)
    if not isinstance(told, dict):
        return ""
    process = current.work().process(str(told["process"]), int(told["version"]))
    return _("by the process “%(process)s”", process=named(process.title))
