"""What a state means, in a sentence: what brought an item there, and whom it waits for."""

from flask_babel import gettext as _

from webapp.process.asked import roles
from webapp.request import current
from webapp.words.filters import listed
from workflow.process import Effect, Process, State


def meaning(process: Process, of: State) -> str:
    """What it means that an item stands in a state."""
    if of.name == process.initial:
        return _("The department is writing it; nobody else sees it before it is submitted.")
    arriving = [
        move
        for move in process.transitions
        if move.target == of.name and set(move.sources) - {of.name}
    ]
    names = dict.fromkeys(move.title[current.language()] for move in arriving)
    actions = listed(_("“%(name)s”", name=name) for name in names)
    if not of.final:
        return _(
            "After %(actions)s; it waits for: %(roles)s.",
            actions=actions,
            roles=roles(of.turn, process),
        )
    if all(move.effect is Effect.GIVE_UP for move in arriving):
        return _("It ended unfinished, by %(actions)s.", actions=actions)
    return _("It is finished, by %(actions)s.", actions=actions)
