"""The form of an item as an officer of 税務課 fills it in, and what it says beside its fields."""

import html
import re
from typing import Final

NEW: Final = "/items/new?cycle=2021-09&department=soumu"
COMPLETE: Final = {
    "section": "税務課",
    "field": "administration",
    "category": "procedure",
    "name": "ＩＣＴ①㈱の申告システム（仮称）",
    "amount_kyen": "６０，０１６",
    "funding": "一般財源",
    "summary": "申告を電子化する。",
}


def beside(page: str, field: str) -> str:
    """The error texts that stand beside a field."""
    found = re.search(rf'<div id="{field}-error">(.*?)</div>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""
