"""The state machine of a definition; the only module that knows `transitions`.

What that library does unless told otherwise, and why it is told: it adds a `to_<state>`
event for every state, past every rule (`auto_transitions=False`); it keeps every model
ever added, and its methods, alive (`model=None`, no `add_model`: a model is handed to
each event and forgotten); it answers False, silently, where a condition fails (no
conditions are given to it: guards are asked by policy, before the move).
"""

from functools import lru_cache
from typing import Final, Protocol

from transitions import Machine, MachineError, State

from workflow.process.branches import Facts
from workflow.process.shape import Process
from workflow.process.toml_table import NoSuchMove

_NOT_YET: Final = "(not created)"


class HasState(Protocol):
    """Anything that stands in a state: a mapped item, or a plain object in a test."""

    state: str


class _Machine(Machine):
    """A machine to which a model without a state is one that is not created yet."""

    def get_model_state(self, model: object) -> State:
        """Find the state of `model`; ValueError where this machine has no such state."""
        return self.get_state(getattr(model, "state", None) or _NOT_YET)


class ProcessMachine:
    """One definition, ready to move items. Holds no item; may be shared by threads."""

    def __init__(self, process: Process) -> None:
        """Build the machine of `process`, which must be sound."""
        self.process = process
        self._machine = _Machine(
            model=None,
            states=[_NOT_YET, *process.states],
            initial=_NOT_YET,
            auto_transitions=False,
            send_event=True,
            name=process.name,
        )
        self._triggers: dict[int, str] = {}
        for number, transition in enumerate(process.transitions):
            # A space, which no name contains, keeps the branches of an action apart.
            trigger = f"{transition.action} {number}" if transition.when else transition.action
            self._triggers[id(transition)] = trigger
            self._machine.add_transition(
                trigger,
                [_NOT_YET] if transition.creates else list(transition.sources),
                "=" if transition.stays else transition.target,
            )

    def fire(self, model: HasState, action: str, facts: Facts | None = None) -> str:
        """Move `model` by `action`, where it branches as `facts` say, and give its new state.

        A `model` whose state is empty or None is not created yet: only the creating
        action is open to it. Raises NoSuchMove, with `model` untouched, where the
        process has no such action or not from this state.
        """
        before = model.state
        transition = self.process.transition(action, before, facts)
        event = self._machine.events.get(self._triggers[id(transition)]) if transition else None
        if event is None or (before or _NOT_YET) not in self._machine.states:
            raise NoSuchMove(self.process.name, action, before)
        try:
            moved = event.trigger(model)
        except MachineError as error:
            raise NoSuchMove(self.process.name, action, before) from error
        if not moved:
            raise NoSuchMove(self.process.name, action, before)
        return model.state


@lru_cache(maxsize=64)
def machine_for(process: Process) -> ProcessMachine:
    """Give the machine of `process`: one per name, version and text, kept for reuse."""
    return ProcessMachine(process)
