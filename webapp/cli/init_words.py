"""What `jizen init` asks and says, in Japanese and in English."""

from typing import Final

from workflow.values import (
    Office,
    OfficeKind,
    Title,
)

USUAL: Final = Office()

NAMES: Final = (
    ("name", Title("団体の名称", "Name of the office"), Title("", "")),
    ("center", Title("案件を審査する課", "Who reviews the items"), USUAL.center),
    (
        "headquarters",
        Title("結果を報告する本部", "To whom the results are reported"),
        USUAL.headquarters,
    ),
    ("finance", Title("財政担当課", "Finance section"), USUAL.finance),
)
"""What is asked for in both languages, and what it is called where nothing is said."""

OPTIONS_OF_NAMES: Final = {
    f"{name}_{lang}": f"--{name}{ending}"
    for name in (*(name for name, _asked, _usual in NAMES), "head")
    for lang, ending in (("ja", ""), ("en", "-en"))
} | {"short_name_ja": "--short-name", "sender": "--sender"}
"""By which option a field of the office is given."""

OPTIONS_OF_PERSON: Final = {"login": "--login", "name": "--person", "name_ja": "--person"}

IN_ENGLISH: Final = Title("{asked}（英語）", "{asked}, in English")

KINDS: Final = {
    OfficeKind.PREFECTURE: "都道府県",
    OfficeKind.CITY: "市",
    OfficeKind.TOWN: "町",
    OfficeKind.VILLAGE: "村",
}

KIND: Final = Title(
    "団体の種類（都道府県・市・町・村）", "Kind of office: prefecture, city, town or village"
)

KIND_UNKNOWN: Final = Title(
    "都道府県・市・町・村のどれかを入力してください。", "Type prefecture, city, town or village."
)

LOGIN: Final = Title(
    "最初の管理者のログインID（職員番号など、名簿と同じもの）",
    "Login of the first administrator, as in the list of people",
)

PERSON: Final = Title("最初の管理者の氏名", "Name of the first administrator")

STANDARD_SET: Final = Title(
    "標準セット（分野・類型・観点・評価区分・今年度の回と会議）を入れますか。後から変えられます",
    "Put the standard set (lists, cycles, meetings) in place? It can be changed later",
)

DONE: Final = Title(
    "{name}：設定しました。今年度は{year}です。\n"
    "「jizen serve」を動かし、次のどちらかでパスワードを決めてください（一度だけ使えます）。\n"
    "・{start} を開き、ログインID {login} とコード {code} を入力する\n"
    "・次のリンクを開く",
    "{name}: set up. The fiscal year now is {year}.\n"
    "Start `jizen serve` and set a password in one of two ways; they can be used once.\n"
    "- Open {start}, and type the login {login} and the code {code}\n"
    "- Open this link",
)

ELSEWHERE: Final = Title(
    "下のアドレスは既定のものです。「jizen serve --port」で別の番号で動かすときは、{port}を"
    "その番号に読み替えます。別の名前で開くときは、JIZEN_SITE で決めておきます。",
    "The addresses below are the usual ones. Where `jizen serve --port` has another number, read it"
    " in place of {port}; where people come by another name, set JIZEN_SITE.",
)
"""Said where the site's own address is not set."""

OVER: Final = Title(
    "提出締切がすでに過ぎています：{cycles}。"
    "サインインしたら「はじめての設定」から日付を直してください。使わない回は閉じます。",
    "These submission deadlines are over: {cycles}. Once signed in, change them from"
    " “First set-up”; close a cycle that is not used.",
)
