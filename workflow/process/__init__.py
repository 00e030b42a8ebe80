"""The process as data: read from TOML, proved, run by one state machine, drawn."""

from workflow.process.branches import CODES, NAMED, Facts, When
from workflow.process.definition import bundled
from workflow.process.diagram import bpmn, mermaid
from workflow.process.difference import Difference, Part, PartChange, difference
from workflow.process.drawing import Mark, Marks, svg
from workflow.process.effect import Effect, Opinions
from workflow.process.failures import Failure, titles_of
from workflow.process.fitness import load_publishable, require_people
from workflow.process.machine import machine_for
from workflow.process.moves import Always, Automatic, Due, Quorum, Rule, State, Transition
from workflow.process.petri import pnml
from workflow.process.shape import Process
from workflow.process.soundness import load_sound, prove
from workflow.process.toml_table import NAME, NoSuchMove, ProcessInvalid
from workflow.process.tracks import Track, read_tracks, tracks_toml
from workflow.process.tracks import read as stored_tracks

__all__ = [
    "CODES",
    "NAME",
    "NAMED",
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
    "stored_tracks",
    "svg",
    "titles_of",
    "tracks_toml",
]
