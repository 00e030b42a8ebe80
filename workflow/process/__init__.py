"""The process as data: read from TOML, proved, run by one state machine, drawn."""

from workflow.process.automatic import Automatic
from workflow.process.branches import CODES, Facts, When
from workflow.process.definition import bundled
from workflow.process.diagram import bpmn, mermaid
from workflow.process.difference import Difference, Part, PartChange, difference
from workflow.process.drawing import Mark, Marks, svg
from workflow.process.duties import require_people
from workflow.process.effect import Effect
from workflow.process.failures import Failure
from workflow.process.fitness import load_publishable
from workflow.process.machine import ProcessMachine, machine_for
from workflow.process.moves import Always, Due, Quorum, Rule, State, Transition
from workflow.process.opinion import Opinions
from workflow.process.petri import pnml
from workflow.process.shape import Process
from workflow.process.soundness import load_sound, prove
from workflow.process.toml_table import NAME, NoSuchMove, ProcessInvalid
from workflow.process.track_table import read_tracks, tracks_toml
from workflow.process.tracks import Proof, Track
from workflow.process.words import titles_of

__all__ = [
    "CODES",
    "NAME",
    "Always",
    "Automatic",
    "Difference",
    "Due",
    "Effect",
    "Facts",
    "Failure",
    "Mark",
    "Marks",
    "NoSuchMove",
    "Opinions",
    "Part",
    "PartChange",
    "Process",
    "ProcessInvalid",
    "ProcessMachine",
    "Proof",
    "Quorum",
    "Rule",
    "State",
    "Track",
    "Transition",
    "When",
    "bpmn",
    "bundled",
    "difference",
    "load_publishable",
    "load_sound",
    "machine_for",
    "mermaid",
    "pnml",
    "prove",
    "read_tracks",
    "require_people",
    "svg",
    "titles_of",
    "tracks_toml",
]
