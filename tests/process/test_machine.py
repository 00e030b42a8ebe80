"""The machine moves exactly where the definition says, and holds nothing."""

import ast
import gc
import weakref
from itertools import product
from pathlib import Path

import pytest

import workflow
from workflow.process import NoSuchMove, bundled, load_sound, machine_for


class Item:
    def __init__(self, state=None):
        self.state = state


@pytest.fixture(params=["consultation_only", "standard", "with_concurrence"])
def process(request):
    return load_sound(bundled()[request.param])


def test_an_item_is_created_and_walks(process):
    machine = machine_for(process)
    item = Item()

    states = [machine.fire(item, a) for a in ("create", "submit", "receive", "send_back", "submit")]

    assert states == ["draft", "submitted", "under_review", "returned", "submitted"]
    assert item.state == "submitted"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_item_without_a_state_can_only_be_created(process, nothing):
    machine = machine_for(process)

    for action in process.actions:
        item = Item(nothing)
        if action == "create":
            assert machine.fire(item, action) == "draft"
        else:
            with pytest.raises(NoSuchMove):
                machine.fire(item, action)
            assert item.state == nothing


def test_every_action_in_every_state_does_what_the_definition_says(process):
    machine = machine_for(process)

    for state, action in product(process.states, process.actions):
        item = Item(state)
        transition = process.transition(action, state)
        if transition is None:
            with pytest.raises(NoSuchMove):
                machine.fire(item, action)
            assert item.state == state
        else:
            assert machine.fire(item, action) == item.state == transition.target_from(state)


@pytest.mark.parametrize(
    "action", ["", "dance", "to_reported", "to_draft", "may_submit", "trigger"]
)
def test_no_action_exists_beside_those_of_the_definition(process, action):
    item = Item("draft")

    with pytest.raises(NoSuchMove):
        machine_for(process).fire(item, action)

    assert item.state == "draft"


def test_an_item_in_a_state_of_another_process_does_not_move():
    machine = machine_for(load_sound(bundled()["consultation_only"]))
    item = Item("evaluated")

    with pytest.raises(NoSuchMove) as refused:
        machine.fire(item, "withdraw")

    assert item.state == "evaluated"
    assert (refused.value.process, refused.value.action, refused.value.state) == (
        "consultation_only",
        "withdraw",
        "evaluated",
    )
    assert str(refused.value) == "consultation_only has no move 'withdraw' from 'evaluated'"


def test_an_error_of_the_model_itself_is_not_taken_for_a_refusal(process):
    class Stubborn:
        @property
        def state(self):
            return "draft"

        @state.setter
        def state(self, value):
            raise ValueError(value)

    with pytest.raises(ValueError, match="submitted"):
        machine_for(process).fire(Stubborn(), "submit")


def test_nothing_is_left_on_the_model(process):
    item = Item()
    machine_for(process).fire(item, "create")

    assert vars(item) == {"state": "draft"}


def test_a_definition_has_one_machine_and_another_text_another():
    text = bundled()["standard"]
    first = machine_for(load_sound(text))

    assert machine_for(load_sound(text)) is first
    assert machine_for(load_sound(text + "\n# changed\n")) is not first
    assert machine_for(load_sound(text.replace("version = 2", "version = 3"))) is not first


def test_a_hundred_items_moved_leave_none_alive(process):
    machine = machine_for(process)
    alive = weakref.WeakSet()

    for _ in range(100):
        item = Item()
        alive.add(item)
        machine.fire(item, "create")
        machine.fire(item, "submit")
        with pytest.raises(NoSuchMove):
            machine.fire(item, "report")
    del item
    gc.collect()

    assert len(alive) == 0


def imported(file):
    """The top names of all modules that `file` imports from outside its own package."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_only_the_machine_knows_the_library():
    package = Path(workflow.__file__).parent

    named = [file for file in package.rglob("*.py") if "transitions" in file.read_text("utf-8")]
    importers = {file for file in named if "transitions" in imported(file)}

    assert importers == {package / "process" / "machine.py"}
