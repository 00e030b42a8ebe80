"""Files and pasted cells come in through a real browser: corrected, chosen, dropped."""

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.support.units import look
from workflow import items

HEAD = ("部署名", "課室名", "分野", "類型", "事業のなまえ", "予算額", "財源", "概要")
ROW = ("総務部", "税務課", "行政", "手続き", "{name}", "△1,395", "一般財源", "概要")


def table(name: str, between: str) -> str:
    rows = (HEAD, ROW)
    lines = (between.join(f'"{cell}"' for cell in row) for row in rows)
    return "\n".join(lines).format(name=name) + "\n"


def paste(officer: Page, name: str) -> None:
    """Bring in one item as cells that were copied from a sheet."""
    officer.goto("/exchange/?cycle=2021-09")
    cells = table(name, "\t").replace("事業のなまえ", "事業名")
    officer.get_by_label("Excelでコピーしたセル").fill(cells)
    officer.get_by_role("button", name="セルを読み込む").click()


def test_a_file_is_corrected_on_the_page_and_comes_in(sign_in):
    officer = sign_in("soumu")
    officer.goto("/exchange/?cycle=2021-09")
    officer.get_by_label("ExcelまたはCSVのファイル").set_input_files(
        {
            "name": "一覧.csv",
            "mimeType": "text/csv",
            "buffer": table("窓口改修事業", ",").encode("cp932"),
        }
    )
    officer.get_by_role("button", name="ファイルを読み込む").click()
    expect(officer.get_by_text("事業名の列が分かりません。")).to_be_visible()

    officer.get_by_label("E列の読み方").select_option(label="事業（事業内訳）名")
    officer.get_by_role("button", name="この読み方で読み直す").click()
    expect(officer.get_by_role("row", name="窓口改修事業")).to_contain_text("△1,395")
    officer.get_by_role("button", name="取り込む", exact=True).click()

    expect(officer.get_by_text("1件を起案し、0件を変更しました。")).to_be_visible()
    officer.goto("/items/?cycle=2021-09")
    expect(officer.get_by_role("link", name="窓口改修事業")).to_be_visible()


NOTES_A_FULL_BAR = """() => setInterval(() => {
  const bar = document.querySelector("progress");
  if (bar.checkVisibility() && bar.value === bar.max)
    sessionStorage.full = bar.parentElement.innerText.trim();
}, 50)"""


def test_who_brings_rows_in_sees_a_bar_that_fills_until_they_are_in(sign_in):
    officer = sign_in("soumu")
    paste(officer, "待つ間の事業")
    expect(officer.get_by_text("取り込むとどうなるか")).to_be_visible()
    expect(officer.locator("progress")).to_be_hidden()
    # Nothing looks into a page that is being left: it notes by itself what it shows.
    officer.evaluate(NOTES_A_FULL_BAR)
    sent, asked = [], []

    def tell(question):
        asked.append(question)
        question.fulfill(json={"rows": 1})
        if len(asked) == 2:
            sent[0].continue_()

    officer.route("**/commit", lambda request: sent.append(request))
    officer.route("**/done", tell)
    officer.get_by_role("button", name="取り込む", exact=True).click()

    expect(officer.get_by_text("1件を起案し、0件を変更しました。")).to_be_visible()
    assert officer.evaluate("sessionStorage.full") == "1行を取り込んでいます。"
    expect(officer.locator("progress")).to_have_count(0)


def test_cells_pasted_from_excel_come_in(sign_in):
    officer = sign_in("soumu")
    paste(officer, "貼り付けた事業")

    officer.get_by_role("button", name="取り込む", exact=True).click()

    expect(officer.get_by_text("1件を起案し、0件を変更しました。")).to_be_visible()


DRAFT = "税務総合システム大規模改修業務委託事業"


def edited_offline(page: Page) -> bytes:
    """The officer's items as a workbook, with another funding of the first."""
    page.goto("/exchange/?cycle=2021-09")
    with page.expect_download() as handed:
        page.get_by_role("link", name="編集できる案件の一覧（Excel）").click()
    book = load_workbook(BytesIO(handed.value.path().read_bytes()))
    sheet = book["様式"]
    column = next(cell.column for row in sheet["1:3"] for cell in row if cell.value == "財源")
    sheet.cell(4, column).value = "ファイルの財源"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def edit_here(page: Page) -> None:
    page.goto("/items/?cycle=2021-09")
    page.get_by_role("link", name=DRAFT).click()
    page.get_by_role("link", name="協議書を編集").first.click()
    page.get_by_role("textbox", name="財源").first.fill("こちらの財源")
    page.get_by_role("button", name="下書きを保存").first.click()


def test_a_cell_that_both_sides_changed_is_chosen_on_the_page(sign_in):
    officer = sign_in("soumu")
    book = edited_offline(officer)
    edit_here(officer)

    officer.goto("/exchange/?cycle=2021-09")
    officer.get_by_label("ExcelまたはCSVのファイル").set_input_files(
        {"name": "一覧.xlsx", "mimeType": "application/octet-stream", "buffer": book}
    )
    officer.get_by_role("button", name="ファイルを読み込む").click()
    row = officer.get_by_role("row", name="こちらの財源")
    expect(row).to_contain_text("ファイルの財源")
    expect(officer.get_by_role("button", name="取り込む", exact=True)).to_have_count(0)
    row.get_by_label("ファイルの財源").check()
    officer.get_by_role("button", name="選択を保存").click()
    officer.get_by_role("button", name="取り込む", exact=True).click()

    expect(officer.get_by_text("0件を起案し、1件を変更しました。")).to_be_visible()


def test_files_are_dropped_chosen_taken_along_and_left_out(sign_in, site):
    officer = sign_in("soumu")
    officer.goto(f"/items/{look(site.engine, None, items.find, DRAFT)}/files")
    drop(officer, "見積書（案）.csv", "品目,千円")
    dropped = officer.get_by_role("link", name="見積書（案）.csv")
    with officer.expect_download() as handed:
        dropped.click()
    assert handed.value.suggested_filename == "見積書（案）.csv"

    drop(officer, "請求書.exe", "MZ")
    expect(officer.get_by_role("alert")).to_contain_text("請求書.exe")
    expect(officer.get_by_role("link", name="請求書.exe")).to_have_count(0)

    officer.get_by_label("添付するファイル").set_input_files(
        {"name": "説明.txt", "mimeType": "text/plain", "buffer": "説明".encode()}
    )
    officer.get_by_role("button", name="添付する", exact=True).press("Enter")
    expect(officer.get_by_role("link", name="説明.txt")).to_be_visible()
    officer.get_by_label("見積書（案）.csvを外す").press("Enter")
    officer.get_by_role("button", name="次の提出から外す").press("Enter")
    expect(dropped).to_have_count(0)


def drop(page: Page, name: str, text: str) -> None:
    """What a browser does when a file is let go over the form."""
    carried = page.evaluate_handle(
        """([name, text]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], name));
            return carried;
        }""",
        [name, text],
    )
    page.locator("form[data-drop]").dispatch_event("drop", {"dataTransfer": carried})
