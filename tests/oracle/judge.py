"""What pm4py says of the nets and logs in a folder; run by a Python that has it."""

import contextlib
import io
import json
import sys
import warnings
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
    with silence():
        log = pm4py.read_xes(str(folder / "log.xes"))
    yield "XES: events, items", (len(log), log["case:concept:name"].nunique()), len(log) > 0
    moves = log[log["jizen:move"].astype(bool)]
    finished = moves[moves["case:jizen:finished"].astype(bool)]
    net = read_net(folder / "standard.pnml")
    with silence():
        replayed = pm4py.fitness_token_based_replay(finished, *net)
    fits = replayed["log_fitness"], replayed["perc_fit_traces"]
    yield "finished items replayed: fitness, % of traces", fits, fits == (1.0, 100.0)
    with silence():
        ocel = pm4py.read_ocel2_json(str(folder / "log.jsonocel"))
    same = len(ocel.events) == len(log)
    yield "OCEL 2.0: events, objects", (len(ocel.events), len(ocel.objects)), same
    written = json.loads((folder / "log.jsonocel").read_text(encoding="utf-8"))
    yield (
        "OCEL 2.0: objects as written",
        len(written["objects"]),
        (len(written["objects"]) == len(ocel.objects)),
    )


wrong = 0
for asked, answer, right in judge(Path(sys.argv[1])):
    sys.stdout.write(f"{'' if right else 'WRONG  '}{asked}: {answer}\n")
    wrong += not right
sys.exit(bool(wrong))
