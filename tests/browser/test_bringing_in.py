"""A file and pasted cells come in through a real browser, after corrections."""

from playwright.sync_api import expect

HEAD = ("部署名", "課室名", "分野", "類型", "事業のなまえ", "予算額", "財源", "概要")
ROW = ("総務部", "税務課", "行政", "手続き", "{name}", "△1,395", "一般財源", "概要")


def table(name: str, between: str) -> str:
    rows = (HEAD, ROW)
    lines = (between.join(f'"{cell}"' for cell in row) for row in rows)
    return "\n".join(lines).format(name=name) + "\n"


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


def test_cells_pasted_from_excel_come_in(sign_in):
    officer = sign_in("soumu")
    officer.goto("/exchange/?cycle=2021-09")
    cells = table("貼り付けた事業", "\t").replace("事業のなまえ", "事業名")
    officer.get_by_label("Excelでコピーしたセル").fill(cells)
    officer.get_by_role("button", name="セルを読み込む").click()

    officer.get_by_role("button", name="取り込む", exact=True).click()

    expect(officer.get_by_text("1件を起案し、0件を変更しました。")).to_be_visible()
