"""One item: its sheet, whose turn it is, what may be done, what happened, what changed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from workflow.items import opinions, policy, rewriting, tracks, visibility
from workflow.items.context import ItemContext, foreseen_moves
from workflow.items.context_queries import context_of
from workflow.items.history import current_evaluation, moves
from workflow.items.reference import cycle
from workflow.items.rows import Lines, item_lines, item_rows
from workflow.items.views import (
    ActionView,
    ForeseenView,
    ItemDetail,
    Move,
    OpinionsView,
    OpinionView,
    RevisionDiff,
    RevisionView,
)
from workflow.models import Item, ItemRevision, Person
from workflow.models.base import may_be_id
from workflow.process.effect import Effect, department_party
from workflow.process.shape import Process
from workflow.values.actor import Title, with_principal
from workflow.values.errors import NotFound
from workflow.values.sheet import Sheet, differences
from workflow.values.vocabulary import Action
from workflow.work import Standpoint, Work

NOW: Final = 0
"""Where a revision number is asked for: the content as it is now, not yet submitted."""

_ASIDE: Final = frozenset({Effect.RETURN, Effect.UNDO_EVALUATION, Effect.GIVE_UP})
"""What leads off the straight way, which the progress line shows."""


def get(work: Work, item_id: int) -> ItemDetail:
    """Everything an item's page shows: a fixed number of queries.

    Raises NotFound where there is no such item, or not for the person.
    """
    return work.once(("detail", item_id), lambda: _detail(work, item_id))


def _detail(work: Work, item_id: int) -> ItemDetail:
    line, context = _found(work, item_id)
    row = replace(item_rows(work, [line])[0], turn=opinions.turn_now(context))
    found: Item = line.Item
    said = rewriting.content_of(work, found)
    process = context.process
    history = moves(work, found.id, process)
    return ItemDetail(
        row=row,
        sheet=said.sheet,
        content_hash=said.content_hash,
        cycle=cycle(work, found.cycle_id),
        process_name=process.name,
        process_version=process.version,
        path=way_of(process, found.state, history),
        path_titles={name: Title.of(one.title) for name, one in process.states.items()},
        actions=actions(work, context, written=said.sheet),
        edit_refusal=policy.may_edit(work.actor, context),
        moves=history,
        revisions=_revisions(work, found.id, history),
        evaluation=current_evaluation(work, found.id, history),
        as_typed=said.as_typed,
        written_hash=said.written_hash,
        opinions=_opinions(context, history),
        foreseen=tuple(_foreseen(process, found)),
        track=tracks.view(work, context.cycle, said.sheet, process.name if context.round else ""),
    )


def _foreseen(process: Process, item: Item) -> Iterator[ForeseenView]:
    """What the system will do with the item by itself, in words."""
    for one in foreseen_moves(process, item.state, item.due_on):
        becomes = process.states[one.transition.target]
        yield ForeseenView(Title.of(one.transition.title), Title.of(becomes.title), one.last_day)


def compare(work: Work, item_id: int, before: int, after: int) -> RevisionDiff:
    """What changed from one frozen revision to another, or to NOW (0), as the person reads it.

    Raises NotFound where the item or a revision does not exist for the person.
    """
    line, _ = _found(work, item_id)
    found: Item = line.Item
    sheets = {
        revision.number: revision.sheet
        for revision in work.session.scalars(
            select(ItemRevision).where(
                ItemRevision.item_id == item_id,
                ItemRevision.number.in_(filter(may_be_id, (before, after))),
            )
        )
    }
    said = rewriting.content_of(work, found)
    sheets[NOW] = said.sheet
    if before not in sheets or after not in sheets:
        raise NotFound(what="revision", name=f"{before}, {after}")
    return RevisionDiff(
        item_id, said.name, before, after, differences(sheets[before], sheets[after])
    )


def actions(
    work: Work,
    context: ItemContext,
    only: Collection[str] | None = None,
    written: Sheet | None = None,
) -> tuple[ActionView, ...]:
    """The actions that start from the item's state, or `only` these, with the policy's answer.

    `written` is the sheet that the person would submit: a submission goes where that leads.
    """
    submitted = tracks.as_chosen(work, context, written) if written else context
    views = []
    for action in context.process.actions_from(context.state):
        if only is not None and action not in only:
            continue
        known = submitted if action == Action.SUBMIT else context
        transition = known.process.transition(action, context.state, known.facts)
        if transition is None:
            continue
        to = known.process.states[transition.target_from(context.state)]
        decision = policy.may(work.actor, known, action)
        views.append(
            ActionView(
                action=action,
                title=Title.of(transition.title),
                note=transition.note.value,
                to_title=Title.of(to.title),
                next_turn=to.turn,
                refusal=decision.refusal,
                principal=decision.principal.name if decision.principal else None,
                effect=transition.effect,
            )
        )
    return tuple(views)


def straight_way(process: Process) -> tuple[str, ...]:
    """The states an item passes when nothing is sent back."""
    states = [process.initial]
    while further := [one for one in _onward(process, states[-1]) if one not in states]:
        states.append(further[0])
    return tuple(states)


def _onward(process: Process, state: str) -> Iterator[str]:
    """The states after `state`, as the definition names them; not those after a return.

    What happens by itself comes last: it is what happens where nobody acts.
    """
    for move in sorted(process.moves_from(state), key=lambda one: one.automatic is not None):
        if not move.stays and move.effect not in _ASIDE:
            yield move.target


def way_of(process: Process, state: str, history: Sequence[Move]) -> tuple[str, ...]:
    """The straight way with the item's state in it.

    A state that is not on it is put after the last state of it that the item was in.
    """
    way = straight_way(process)
    if state in way:
        return way
    stood = [way.index(move.to_state) for move in history if move.to_state in way]
    reached = stood[-1] + 1 if stood else 0
    return (*way[:reached], state, *way[reached:])


def _found(work: Work, item_id: int) -> tuple[Row[Any], ItemContext]:
    line = None
    if may_be_id(item_id):
        line = work.objects(work.statement(_line), item=item_id).one_or_none()
    if line is None:
        raise NotFound(what="item")
    # The page's other features ask for the same item.
    work.once(("item", item_id), lambda: line.Item)
    if rewriting.beside(work.actor):
        work.once(("content", item_id), lambda: rewriting.sheets_for(work.actor)(line))
    return line, context_of(work, line.Item)


def _line(of: Standpoint) -> Lines:
    return (
        item_lines(of.actor)
        .add_columns(Item, *rewriting.beside(of.actor))
        .where(Item.id == bindparam("item"), visibility.visible_items(of.actor))
    )


def _revisions(work: Work, item_id: int, history: Sequence[Move]) -> tuple[RevisionView, ...]:
    by = {move.round: move.principal for move in history if move.action == Action.SUBMIT}
    return tuple(
        RevisionView(
            revision.number,
            with_principal(Title(revision.name_ja, revision.name_en), by.get(revision.number)),
            revision.submitted_at,
            revision.content_hash,
        )
        for revision in work.ask(_REVISIONS, item=item_id)
    )


def _opinions(context: ItemContext, history: Sequence[Move]) -> OpinionsView | None:
    """Who is asked in the item's state, with the answers since it came there."""
    asked = context.process.states[context.state].opinions
    if asked is None:
        return None
    answers: dict[object, Move] = {}
    for move in history:
        if move.from_state != move.to_state:
            answers.clear()
        elif role := move.particulars.get(opinions.OPINION_OF):
            answers[role] = move
    departments = opinions.departments_asked(context)
    views = (
        *(OpinionView(role, answers.get(role)) for role in asked.of),
        *(
            OpinionView(None, answers.get(department_party(one.code)), one.name)
            for one in departments
        ),
    )
    return OpinionsView(views, asked.enough(len(views)), opinions.silent_after(context))


_REVISIONS: Final = (
    select(
        ItemRevision.number,
        ItemRevision.submitted_at,
        ItemRevision.content_hash,
        Person.name_ja,
        Person.name_en,
    )
    .join(Person, Person.id == ItemRevision.submitted_by)
    .where(ItemRevision.item_id == bindparam("item"))
    .order_by(ItemRevision.number)
)
