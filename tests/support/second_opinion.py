"""A second opinion on a definition: what is wrong with it, found by trying everything.

It shares no code with `workflow.process`: see the explorer.
"""

from tests.support.explorer import At, Explorer, Raw

Opinion = dict[tuple[str, ...], int]
"""What is wrong, by its kind and what it is about, with the steps of a shortest path (0: none)."""


def opinion(raw: Raw) -> Opinion:
    """Everything that is wrong with `raw`, found without the prover."""
    known = Explorer(raw)
    found: Opinion = {}
    found |= _states(known) | _branches(known) | _rules(known) | _asking(known)
    found |= _by_itself(known)
    alive = {(at.state, id(move)) for at, ways in known.ways_on.items() for move, _ in ways}
    for move in raw["transitions"]:
        for source in move["from"]:
            if (source, id(move)) not in alive:
                found["dead_action", move["action"], source] = 0
    if steps := known.lost(without="withdraw"):
        found["only_given_up",] = steps
    return found


def _states(known: Explorer) -> Opinion:
    found: Opinion = {}
    edges = {
        (source, move["to"])
        for move in known.raw["transitions"]
        for source in move["from"]
        if move["to"] not in ("same", source)
    }
    for name, state in known.raw["states"].items():
        here = [steps for at, steps in known.steps.items() if at.state == name]
        if not here:
            found["unreachable_state", name] = 0
            continue
        reach = {name}
        for _ in known.raw["states"]:
            reach |= {to for source, to in edges if source in reach}
        if not any(known.final(one) for one in reach):
            found["trap_state", name] = min(here)
        if not state.get("final"):
            found |= dict.fromkeys(_idle(known, name), min(here))
    return found


def _idle(known: Explorer, name: str) -> list[tuple[str, ...]]:
    """Whose turn it is, once all who are asked have answered, without a way to move on."""
    moving = {
        role
        for move in known.raw["transitions"]
        if name in move["from"] and move["to"] not in ("same", name)
        for role in move.get("roles", ())
    }
    asked = known.opinions(name).get("of", [])
    waiting = [role for role in known.raw["states"][name]["turn"] if role not in asked]
    if not waiting and moving & set(asked):
        return []
    if not waiting and not asked:
        return [("idle_turn", name)]
    return [("idle_turn", name, role) for role in waiting or asked if role not in moving]


def _branches(known: Explorer) -> Opinion:
    found: Opinion = {}
    for action in known.actions:
        for state in known.raw["states"]:
            if not any(state in move["from"] for move in known.moves(action)):
                continue
            counts = {len(known.ways(action, state, sheet)) for sheet in known.sheets}
            rest = [
                m
                for m in known.moves(action)
                if state in m["from"] and m.get("when") == "otherwise"
            ]
            if 0 in counts:
                found["branch_gap", action, state] = 0
            if max(counts) > 1 or len(rest) > 1:
                found["branch_overlap", action, state] = 0
    return found


def _asking(known: Explorer) -> Opinion:
    """Answers where nobody is asked, those asked in vain, and ways around them."""
    found: Opinion = {}
    for name, state in known.raw["states"].items():
        of, departments = (known.opinions(name).get(key, []) for key in ("of", "departments"))
        moves = [one for one in known.raw["transitions"] if name in one["from"]]
        answers = [one for one in moves if "effect" in one]
        able = {role for one in answers for role in one["roles"]}
        found |= {("unfit_opinion", name, role): 0 for role in of if role not in able}
        if departments and not any(map(known.of_department, able)):
            found["unfit_opinion", name] = 0
        for move in moves:
            key = ("unfit_opinion", move["action"], name)
            if move in answers:
                others = [role for role in move["roles"] if role not in of]
                unasked = [one for one in others if not (departments and known.of_department(one))]
                wrong = "opinions" not in state or move["to"] != "same" or bool(unasked)
            elif "opinions" in state:
                leaves = move["to"] != "same" and move["action"] != "withdraw"
                wrong = leaves and "opinions_given" not in move.get("guards", [])
            else:
                wrong = bool({"opinions_given", "no_objection"} & set(move.get("guards", [])))
            found |= {key: 0} if wrong else {}
    return found


def _by_itself(known: Explorer) -> Opinion:
    """Moves that nobody makes: without a day to count from, to where they start, in a circle."""
    found: Opinion = {}
    moves = known.raw["transitions"]
    for move in (one for one in moves if "automatic" in one):
        for source in move["from"]:
            came = [one for one in moves if one["to"] == source and set(one["from"]) != {source}]
            undated = source != known.raw["initial"] and any("due" not in one for one in came)
            if move["to"] == source or undated:
                found["unfit_automatic", move["action"], source] = 0
    if any(_comes_back(known, at) for at in known.steps):
        found["unfit_automatic",] = 0
    return found


def _comes_back(known: Explorer, first: At) -> bool:
    """Whether nobody but the program leads an item back to where it is."""
    seen: set[At] = set()
    waiting = [first]
    while waiting:
        ways = known.ways_on[waiting.pop()]
        new = {to for move, to in ways if "automatic" in move} - seen
        if first in new:
            return True
        seen |= new
        waiting += new
    return False


def _rules(known: Explorer) -> Opinion:
    found: Opinion = {}
    for rule in known.raw["rules"]:
        word, action = rule["always"], rule.get("action", "")
        if action and action not in known.actions:
            found["unknown_action", action] = 0
        elif word == "eventually":
            found |= {("not_eventually",): steps} if (steps := known.lost()) else {}
        elif steps := min(
            (n for at, n in known.steps.items() if _broken(known, rule, at)), default=0
        ):
            kind = {"before": "not_before", "never": "never_broken", "at_most": "too_often"}[word]
            found[kind, action, rule.get("state", ""), str(rule.get("times", ""))] = steps
    return found


def _broken(known: Explorer, rule: Raw, at: At) -> bool:
    """Whether a rule is broken where an item is."""
    times = known.times(at, rule["action"])
    if rule["always"] == "at_most":
        return bool(times > rule["times"])
    return at.state == rule["state"] and (times > 0) is (rule["always"] == "never")
