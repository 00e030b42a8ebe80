"""What pm4py says of the nets and logs in a folder; run by a Python that has it."""

import contextlib
import io
import json
import sys
import warnings
from collections import Counter
from pathlib import Path

warnings.simplefilter("ignore")


@contextlib.contextmanager
def silence():
    """It greets at length, and shows how far it is."""
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


with silence():
    import pm4py
    from pm4py.objects.petri_net.obj import Marking


def read_net(file):
    """The net, its first marking, and one token in its sink."""
    net, initial, _ = pm4py.read_pnml(str(file))
    sinks = [place for place in net.places if not place.out_arcs]
    return net, initial, Marking({sinks[0]: 1})


def judge(folder):
    """Yield what was asked, the answer, and whether it is right."""
    for file in sorted(folder.glob("*.pnml")):
        with silence():
            sound = pm4py.check_soundness(*read_net(file))
        verdict = sound[0] if isinstance(sound, tuple) else sound
        yield f"{file.stem}: sound (Woflan)", verdict, verdict is True
    for file in sorted(folder.glob("*.xes")):
        yield from judge_log(file)


def judge_histories(name, finished, net):
    """The histories of finished items on the net of their process: each fits from end to end."""
    with silence():
        aligned = pm4py.fitness_alignments(finished, *net)
    fitting = aligned["percentage_of_fitting_traces"]
    yield f"{name}: finished items aligned, % that fit", fitting, fitting == 100.0
    known = Counter((arc.source, one.label) for one in net[0].transitions for arc in one.in_arcs)
    if max(known.values()) > 1:
        return  # Tokens are moved by guess where two branches of an action have one name.
    with silence():
        replayed = pm4py.fitness_token_based_replay(finished, *net)
    fits = replayed["log_fitness"], replayed["perc_fit_traces"]
    yield f"{name}: finished items replayed, fitness, % of traces", fits, fits == (1.0, 100.0)


def judge_log(file):
    """The events of a cycle, or of a year, in both forms; those of a cycle replayed on its net."""
    with silence():
        log = pm4py.read_xes(str(file))
    read = len(log), log["case:concept:name"].nunique()
    yield f"{file.stem}: XES events, items", read, len(log) > 0
    if file.with_suffix(".pnml").exists():
        moves = log[log["jizen:move"].astype(bool)]
        finished = moves[moves["case:jizen:finished"].astype(bool)]
        yield from judge_histories(file.stem, finished, read_net(file.with_suffix(".pnml")))
    with silence():
        ocel = pm4py.read_ocel2_json(str(file.with_suffix(".jsonocel")))
    written = json.loads(file.with_suffix(".jsonocel").read_text(encoding="utf-8"))
    counts = len(ocel.events), len(ocel.objects)
    right = counts == (len(log), len(written["objects"]))
    yield f"{file.stem}: OCEL 2.0 events, objects", counts, right


wrong = 0
for asked, answer, right in judge(Path(sys.argv[1])):
    sys.stdout.write(f"{'' if right else 'WRONG  '}{asked}: {answer}\n")
    wrong += not right
sys.exit(bool(wrong))
