"""What each proof of a process says where it fails, in Japanese and English."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class FailureKind(StrEnum):
    """What can be wrong with a well-formed definition."""

    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_ACTION = "unknown_action"
    DUPLICATE_MOVE = "duplicate_move"
    NO_ROLE = "no_role"
    FINAL_WITH_EXIT = "final_with_exit"
    TOO_MANY_PLACES = "too_many_places"
    UNREACHABLE_STATE = "unreachable_state"
    TRAP_STATE = "trap_state"
    IDLE_TURN = "idle_turn"
    NOT_BEFORE = "not_before"
    NOT_EVENTUALLY = "not_eventually"
    NEVER_BROKEN = "never_broken"
    TOO_OFTEN = "too_often"
    BRANCH_GAP = "branch_gap"
    BRANCH_OVERLAP = "branch_overlap"
    DEAD_ACTION = "dead_action"
    ONLY_GIVEN_UP = "only_given_up"
    DEADLOCK = "deadlock"
    UNFIT_OPINION = "unfit_opinion"
    UNFIT_STATE = "unfit_state"
    UNFIT_EFFECT = "unfit_effect"
    UNFIT_AUTOMATIC = "unfit_automatic"


class Said(NamedTuple):
    """One sentence in both languages; what stands in braces are names of the definition."""

    kind: FailureKind
    en: str
    ja: str


_K = FailureKind

SENTENCES: Final[Mapping[str, Said]] = {
    "initial": Said(
        _K.UNKNOWN_STATE,
        "The initial state {state} is not defined.",
        "はじめの状態{state}が定義されていません。",
    ),
    "source": Said(
        _K.UNKNOWN_STATE,
        "{action} starts from {state}: no such state.",
        "{action}の始まりの状態{state}がありません。",
    ),
    "target": Said(
        _K.UNKNOWN_STATE,
        "{action} leads to {state}: no such state.",
        "{action}の行き先の状態{state}がありません。",
    ),
    "rule_action": Said(
        _K.UNKNOWN_ACTION,
        "A rule names the action {action}: there is none.",
        "決まりに書かれた操作{action}がありません。",
    ),
    "rule_state": Said(
        _K.UNKNOWN_STATE,
        "A rule names the state {state}: there is none.",
        "決まりに書かれた状態{state}がありません。",
    ),
    "twice": Said(
        _K.DUPLICATE_MOVE,
        "{action} from {state} is defined twice.",
        "{state}からの{action}が二度定義されています。",
    ),
    "no_role": Said(
        _K.NO_ROLE,
        "Nobody may take {action}: it has no roles.",
        "{action}を行える役割がありません。",
    ),
    "exit": Said(
        _K.FINAL_WITH_EXIT,
        "{state} is final, yet {action} starts from it.",
        "{state}は終わりの状態ですが、そこから{action}が始まっています。",
    ),
    "too_many": Said(
        _K.TOO_MANY_PLACES,
        "The limits multiply to more than {most} cases: use fewer or lower ones.",
        "回数の上限などの組合せが{most}通りを超えます。減らしてください。",
    ),
    "unreachable": Said(
        _K.UNREACHABLE_STATE, "No path leads to {state}.", "{state}に至る道がありません。"
    ),
    "trap": Said(
        _K.TRAP_STATE,
        "From {state} no final state can be reached.",
        "{state}からは、どの終わりの状態にも行けません。",
    ),
    "idle": Said(
        _K.IDLE_TURN,
        "It is the {role}'s turn in {state}, who cannot move on.",
        "{state}は{role}の番ですが、先に進める操作がありません。",
    ),
    "nobody": Said(
        _K.IDLE_TURN, "In {state} it is nobody's turn.", "{state}はだれの番でもありません。"
    ),
    "not_before": Said(
        _K.NOT_BEFORE,
        "{state} can be reached without {action}.",
        "{action}をしないまま{state}に至る道があります。",
    ),
    "not_eventually": Said(
        _K.NOT_EVENTUALLY,
        "In {state} an item may have no way left to a final state.",
        "{state}の案件に、終わりの状態へ進む道が残らないことがあります。",
    ),
    "never": Said(
        _K.NEVER_BROKEN,
        "{state} can be reached after {action}.",
        "{action}のあとに{state}に至る道があります。",
    ),
    "too_often": Said(
        _K.TOO_OFTEN,
        "{action} can be done more than {times} times.",
        "{action}を{times}回より多く行う道があります。",
    ),
    "gap": Said(
        _K.BRANCH_GAP,
        "{action} from {state} leads nowhere where {case}.",
        "{state}からの{action}に、{case}のときの行き先がありません。",
    ),
    "overlap": Said(
        _K.BRANCH_OVERLAP,
        "{action} from {state} leads two ways where {case}.",
        "{state}からの{action}に、{case}のときの行き先が二つあります。",
    ),
    "dead": Said(
        _K.DEAD_ACTION,
        "{action} from {state} can never be taken.",
        "{state}からの{action}は、行えることがありません。",
    ),
    "given_up": Said(
        _K.ONLY_GIVEN_UP,
        "In {state} an item may have nothing left but to be given up.",
        "{state}の案件に、取りやめる以外の道が残らないことがあります。",
    ),
    "deadlock": Said(
        _K.DEADLOCK,
        "From {state} the people there are may come to no end: duties are separated.",
        "{state}から先、職務の分離のため、いまいる人だけでは終わりまで進められないことがあります。",
    ),
    "answer_elsewhere": Said(
        _K.UNFIT_OPINION,
        "{action} gives an opinion, which {state} asks nobody for.",
        "{action}は意見を述べる操作ですが、{state}では意見を求めていません。",
    ),
    "answer_moves": Said(
        _K.UNFIT_OPINION,
        "{action} gives an opinion: it must keep the state ({state}).",
        "{action}は意見を述べる操作なので、状態（{state}）を変えられません。",
    ),
    "not_asked": Said(
        _K.UNFIT_OPINION,
        "{action} may be taken by the {role}, whose opinion is not asked in {state}.",
        "{state}では{role}の意見を求めていませんが、{action}を行えることになっています。",
    ),
    "cannot_answer": Said(
        _K.UNFIT_OPINION,
        "The {role}'s opinion is asked in {state}, who cannot give one.",
        "{state}では{role}の意見を求めていますが、意見を述べる操作がありません。",
    ),
    "departments_silent": Said(
        _K.UNFIT_OPINION,
        "Departments are asked for their opinion in {state}, and nobody of a department gives one.",
        "{state}では部局の意見を求めていますが、部局の役割が意見を述べる操作がありません。",
    ),
    "guard_elsewhere": Said(
        _K.UNFIT_OPINION,
        "{action} asks for opinions, which {state} asks nobody for.",
        "{action}は意見がそろうことを求めていますが、{state}では意見を求めていません。",
    ),
    "opinions_left": Said(
        _K.UNFIT_OPINION,
        "{action} goes on from {state} without the opinions that are asked there.",
        "{action}は、求めた意見がそろわないまま{state}から先に進みます。",
    ),
    "first": Said(
        _K.UNFIT_STATE,
        "An item begins in {state}; the program knows no other first state.",
        "案件は{state}から始まります。ほかの状態から始めることはできません。",
    ),
    "unsubmitted": Said(
        _K.UNFIT_STATE,
        "{state} can be reached without {action}.",
        "{action}をしないまま{state}に至る道があります。",
    ),
    "meeting": Said(
        _K.UNFIT_STATE,
        "Only {action} leads to {state}: it names the meeting.",
        "{state}に至る操作は、会議を定める{action}だけです。",
    ),
    "unseen": Said(
        _K.UNFIT_STATE,
        "It is the {role}'s turn in {state}, which only those who write it see.",
        "{state}の案件は書いている部局の担当だけが見るので、{role}の番にはできません。",
    ),
    "automatic_mixed": Said(
        _K.UNFIT_AUTOMATIC,
        "{action} is automatic in one place and somebody's in another: give it another name.",
        "{action}が、自動のところと人が行うところの両方にあります。名前を分けてください。",
    ),
    "automatic_stays": Said(
        _K.UNFIT_AUTOMATIC,
        "{action} is automatic and leads from {state} to itself.",
        "自動の{action}が、{state}から同じ状態に戻ります。",
    ),
    "automatic_without_due": Said(
        _K.UNFIT_AUTOMATIC,
        "{action} is automatic, but an item can come to {state} without a day to count from.",
        "{action}は自動ですが、期限のないまま{state}に至ることがあります。",
    ),
    "automatic_circle": Said(
        _K.UNFIT_AUTOMATIC,
        "From {state} automatic moves lead in a circle, without anybody.",
        "{state}から、だれも操作しないまま自動の操作が回り続けることがあります。",
    ),
    "guard": Said(
        _K.UNFIT_EFFECT,
        "{action} needs the guard {guard}: its effect rests on it.",
        "{action}には、確認{guard}が必要です。",
    ),
}
"""Every sentence, by its key."""
