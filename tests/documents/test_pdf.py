"""The printed list, read back with poppler's tools."""

import subprocess
from pathlib import Path

import pytest

from workflow.documents.queries import Report
from workflow.documents.rendering import draft
from workflow.values.actor import Title
from workflow.values.vocabulary import Stage

AT_BREAKS = "\u200b"


@pytest.fixture
def printed(tmp_path: Path):
    """`printed(report)`: the PDF's path."""

    def write(report: Report) -> Path:
        path = tmp_path / "list.pdf"
        path.write_bytes(draft(report, "pdf").written().content)
        return path

    return write


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(path: Path) -> list[str]:
    """The text of each page, as it stands on paper, without blanks."""
    text = run("pdftotext", "-layout", path, "-").replace(AT_BREAKS, "")
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def test_the_six_items_stand_on_one_page_with_their_sums(printed, the_paper):
    (page,) = pages(printed(the_paper))

    for words in ("資料1-6", "検討予定一覧", "60,016", "健康福祉部小計21,403", "計124,565",
                  "行政81,741千円", "くらし25,128千円", "産業17,696千円",
                  "一般財源85,466千円", "国庫支出金27,266千円", "繰入金11,833千円"):  # fmt: skip
        assert words in page
    amounts = ["60,016", "3,725", "9,570", "11,833", "17,696", "21,725", "124,565"]
    assert sorted(amounts, key=page.index) == amounts


def test_the_paper_is_a4_landscape_with_the_fonts_in_it(printed, the_paper):
    path = printed(the_paper)
    fonts = run("pdffonts", path).splitlines()[2:]

    assert "841.89 x 595.276 pts (A4)" in run("pdfinfo", path)
    assert {font.split()[0].split("+")[1].split("-")[0] for font in fonts} == {"NotoSansCJKjp"}
    assert all(font.split()[-5] == "yes" for font in fonts)


def test_every_page_repeats_the_number_and_the_header(printed, a_row, a_report):
    found = pages(printed(a_report(*(a_row(number) for number in range(1, 101)))))

    assert len(found) > 1
    assert all("資料1-6" in page and "課室名" in page and "概要" in page for page in found)
    assert [page.endswith(f"{n}/{len(found)}") for n, page in enumerate(found, 1)] == [True] * len(
        found
    )
    assert "計100,000" in found[-1]


@pytest.mark.parametrize(
    "typed",
    ["#pagebreak()", "*太字*", "$x^2$", "@ref <a>", "= 見出し", '"+"', "#{1}", "[a](b)", "\\n //c"],
)
def test_what_looks_like_markup_is_printed_as_typed(typed, printed, a_row, a_report):
    (page,) = pages(printed(a_report(a_row(name=typed))))

    assert "".join(typed.split()) in page


def test_results_print_the_verdict_and_what_was_said(printed, a_row, a_report):
    judged = a_row(verdict=Title("要見直し", ""), findings="必要である。", conditions="検討")
    (page,) = pages(printed(a_report(judged, stage=Stage.EVALUATED)))

    assert "評価結果一覧" in page
    assert "要見直し" in page
    assert "【条件】検討" in page


def test_a_negative_amount_is_printed_with_a_triangle(printed, a_row, a_report):
    (page,) = pages(printed(a_report(a_row(amount_kyen=-1395))))

    assert "△1,395" in page


def test_an_empty_list_says_so(printed, a_report):
    (page,) = pages(printed(a_report()))

    assert "該当する案件はありません。" in page


def test_a_row_is_not_torn_between_pages(printed, a_row, a_report):
    rows = (a_row(number, summary="六行ほどの概要である。" * 9 + "終") for number in range(1, 31))

    found = pages(printed(a_report(*rows)))

    assert len(found) > 1
    assert all(page.count("部税務課") == page.count("終") for page in found)


def test_a_text_longer_than_a_page_is_printed_whole(printed, a_row, a_report):
    found = pages(printed(a_report(a_row(summary="長い概要" * 1500 + "おわり"))))

    assert len(found) > 1
    # The heading of the list's column and that of the annex are there, too.
    assert "".join(found).count("概") == 1500 + 2
