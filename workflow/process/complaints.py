"""What is wrong with the form of a definition, said in Japanese: complaints are made in English.

A complaint is a place and a sentence, `states.draft.turn: unknown role 'king'`. The sentences
stand here by their pattern; what stands in braces is taken over as it is.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Final

JAPANESE: Final[Mapping[str, str]] = {
    "missing": "書かれていません。",
    "unknown key": "知らないキーです。書き間違いではありませんか。",
    "is blank": "空です。",
    "has a control character": "使えない文字（制御文字など）があります。",
    "names nothing": "1つ以上書いてください。",
    "asks nobody": "だれの意見を求めるかを書いてください。",
    "asks for nothing": "条件が書かれていません。",
    "needs from, below, or both": "from（以上）か below（未満）、または両方を書いてください。",
    "holds no amount: from {low} on and below {high}": (
        "{low}千円以上{high}千円未満の金額はありません。"
    ),
    "{value} is none of: {known}": "{value}は使えません。使えるもの: {known}",
    "{value} is written twice": "{value}が二度書かれています。",
    "{value} is a reserved word": "{value}は、プログラムが別の意味で使う名前です。",
    "{value} is no name ({rule})": (
        "{value}は名前に使えません（英小文字で始め、英小文字・数字・_ で40文字以内）。"
    ),
    "is no amount in 千円: {value}": "{value}は金額（千円）として大きすぎます。",
    "must be from 1 to {most}, not {value}": "1から{most}までの整数で書いてください（{value}）。",
    "must be at most {most}, not {count}": "{most}個以内にしてください（{count}個あります）。",
    "must be a text, not {value}": "文字列で書いてください（{value}）。",
    "must be a whole number, not {value}": "整数で書いてください（{value}）。",
    "must be true or false, not {value}": "true か false で書いてください（{value}）。",
    "must be a list, not {value}": "一覧 [ ] で書いてください（{value}）。",
    "must be a table, not {value}": "表 {{ }} で書いてください（{value}）。",
    "must be a name, not {value}": "名前で書いてください（{value}）。",
    "entry {index} must be a table, not {value}": "{index}番目を表で書いてください（{value}）。",
    "must be a table or 'otherwise', not {value}": (
        '表 {{ }} か "otherwise" で書いてください（{value}）。'
    ),
    "must be all, any or a number, not {value}": (
        "all、any、数のどれかで書いてください（{value}）。"
    ),
    "must be one of {known}, not {value}": "{known} のどれかで書いてください（{value}）。",
    "must be required, optional or none, not {value}": (
        "required、optional、none のどれかで書いてください（{value}）。"
    ),
    "must be a list or 'joint', not {value}": ('一覧 [ ] か "joint" で書いてください（{value}）。'),
    "needs the opinions of all: needed = all": (
        '全員の意見がそろうことが必要です（needed = "all"）。'
    ),
    "must be all or own, not {value}": "all か own で書いてください（{value}）。",
    "must be department or office, not {value}": (
        "department か office で書いてください（{value}）。"
    ),
    "must name two different actions": "異なる操作を2つ書いてください。",
    "a final state is nobody's turn": "終わりの状態は、だれの番でもありません。",
    "unknown role {value}: {hint}": (
        "役割{value}がありません。独自の役割は [roles.キー] で宣言してください。"
    ),
    "unknown guard {value}": "確認{value}はありません。",
    "unknown effect {value}, only: {known}": "効果{value}はありません。使えるもの: {known}",
    "{action} always has the effect {effect}": "操作{action}の効果は、いつも{effect}です。",
    "{effect} belongs to the action {action}": "効果{effect}は、操作{action}だけのものです。",
    "an automatic move has none": "自動の操作には書けません。",
    "{effect} is somebody's decision: {action} cannot be automatic": (
        "効果{effect}は人の判断です。{action}は自動にできません。"
    ),
    "{guard} asks about a person or what is typed: nobody makes the move": (
        "確認{guard}は、操作する人や入力された内容についてのものなので、自動の操作には使えません。"
    ),
    "an automatic move gives no reason": "自動の操作は、理由を付けられません。",
    "an automatic move leads to another state": "自動の操作は、別の状態に進むものだけです。",
    "is asked for by the guard {guard} only": "確認{guard}があるときだけ書けます。",
    "is a role of the program: it is not declared": "プログラムの役割です。宣言はいりません。",
    "a role has at most {most} characters": "役割のキーは{most}文字以内です。",
    "create, and only create, starts from nothing: []": (
        "何もないところ [] から始まる操作は、create だけです。"
    ),
    "create must lead to initial, {state}": "create の行き先は、はじめの状態{state}です。",
    "there must be exactly one create, not {count}": "create は1つだけです（{count}個あります）。",
    "half a character (surrogate)": "壊れた文字があります。",
    "nested too deeply to be read": "入れ子が深すぎて読めません。",
}

_PLACE: Final = re.compile(r"line (\d+)(?:, column (\d+))?( or before)?")


def in_japanese(complaint: str) -> str:
    """The complaint in Japanese, with its place; one of another kind as it is."""
    place, _sign, what = complaint.partition(": ")
    said = sentence_in_japanese(what)
    if said != what:
        return f"{_place(place)}: {said}"
    if _PLACE.fullmatch(place):  # TOML itself is broken: its reader says how, in English
        return f"{_place(place)}: TOMLとして読めません（{what}）。"
    return complaint


def sentence_in_japanese(what: str) -> str:
    """The sentence of a complaint in Japanese, without its place; one of another kind as it is."""
    for english, japanese in JAPANESE.items():
        facts = _facts(english, what)
        if facts is not None:
            return japanese.format(**facts)
    return what


def _place(place: str) -> str:
    """A line of the text; the path of a key stays."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    line, column, before = found.groups()
    return f"{line}行目{f'の{column}文字目' if column else ''}{'まで' if before else ''}"


def _facts(english: str, what: str) -> dict[str, str] | None:
    """What stands in the places of the braces; None where `what` is another sentence."""
    found: dict[str, str] = {}
    open_name, rest = "", what
    for literal, name, *_ in Formatter().parse(english):
        at = rest.find(literal) if open_name else (0 if rest.startswith(literal) else -1)
        if at < bool(open_name):
            return None
        if open_name:
            found[open_name] = rest[:at]
        open_name, rest = name or "", rest[at + len(literal) :]
    if open_name:
        found[open_name] = rest
    return found if bool(rest) is bool(open_name) else None
