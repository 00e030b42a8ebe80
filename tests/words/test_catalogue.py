"""Every text of the interface has its Japanese, and no Japanese stands without its text."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2.ext
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from webapp.words.catalogue import FOLDER, ConflictingTexts, japanese, merge, read_folder

WEBAPP = FOLDER
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "_p": ((1, "c"), 2),
    "lazy_gettext": None,
    "lazy_pgettext": ((1, "c"), 2),
}
JINJA_OPTIONS = {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

Key = tuple[str | None, str]


def _texts_of(path: Path) -> Iterator[Key]:
    method = jinja2.ext.babel_extract if path.suffix == ".html" else "python"
    options = JINJA_OPTIONS if path.suffix == ".html" else {}
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, KEYWORDS, options=options):
            yield context, message[0] if isinstance(message, tuple) else message


@cache
def _used() -> dict[Key, str]:
    paths = sorted([*WEBAPP.rglob("*.py"), *WEBAPP.rglob("*.html")])
    return {key: str(path.relative_to(WEBAPP)) for path in paths for key in _texts_of(path)}


_catalogues = cache(read_folder)
"""Every catalogue: to read them all takes as long as a page of tests."""
_FILES = [f"{path.parent.name}/{path.name}" for path in sorted(FOLDER.glob("*/*.po"))]


@cache
def _translated() -> dict[Key, str]:
    return {
        (message.context, _singular(message)): name
        for name, catalogue in _catalogues().items()
        for message in catalogue
        if message.id
    }


def _singular(message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_every_text_of_the_interface_has_a_japanese_translation():
    translated = _translated()
    missing = {key: path for key, path in _used().items() if key not in translated}

    assert not missing, "\n".join(
        f'# {path}\n{f"msgctxt {context!r}" if context else ""}\nmsgid "{text}"\nmsgstr ""\n'
        for (context, text), path in missing.items()
    )


def test_no_translation_is_left_over_from_a_text_that_is_gone():
    used = _used()

    assert {key: name for key, name in _translated().items() if key not in used} == {}


def test_every_file_of_the_folder_is_looked_at():
    assert [*_catalogues()] == _FILES


@pytest.mark.parametrize("name", _FILES)
def test_a_catalogue_is_complete_and_certain(name):
    catalogue = _catalogues()[name]

    assert not catalogue.obsolete
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
    assert [m.id for m in catalogue if m.id and not _translations(m)] == []


def _translations(message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return strings if all(strings) else ()


def test_translations_name_the_same_facts_as_their_texts():
    differing = [
        message.id
        for catalogue in _catalogues().values()
        for message in catalogue
        if message.id
        for string in _translations(message)
        if set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(_singular(message)))
    ]

    assert differing == []


def test_no_english_text_holds_japanese_but_what_a_cell_has_to_say():
    japanese = re.compile("[\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uff01-\uff9f]")

    assert {text for _, text in _used() if japanese.search(text)} == {
        "Type はい, or leave the cell empty."
    }


def test_the_catalogues_agree_with_one_another():
    assert len(merge(_catalogues().items())) > 0


def test_two_translations_of_one_text_are_refused():
    one, other = Catalog(locale="ja"), Catalog(locale="ja")
    one.add("Field", "分野")
    other.add("Field", "領域")

    with pytest.raises(ConflictingTexts, match=r"b\.po.*Field"):
        merge([("a.po", one), ("b.po", other)])


def test_one_text_may_differ_by_its_context():
    catalogue = Catalog(locale="ja")
    catalogue.add("Field", "分野", context="sheet")
    catalogue.add("Field", "項目")

    assert merge([("a.po", catalogue)]).get("Field", "sheet").string == "分野"


def test_the_texts_are_compiled_with_their_plural_rule():
    texts = japanese()

    assert texts.ungettext("%(num)d business day left", "%(num)d business days left", 5) == (
        "あと%(num)d開庁日"
    )


def test_labels_in_japanese_end_with_the_wide_colon_in_catalogues_and_on_pages():
    narrow = re.compile(r"[\u3040-\u30ff\u3400-\u9fff）」s]:(?: |$)")
    translated = {
        string
        for catalogue in _catalogues().values()
        for message in catalogue
        if message.id
        for string in _translations(message)
        if re.search("[\u3040-\u9fff%]", string) and narrow.search(string)
    }
    # What only a screen reader says may have the narrow one: it is a pause either way.
    only_said = re.compile(r'aria-label="[^"]*"|visually-hidden">[^<]*')
    shown = {
        f"{path.relative_to(WEBAPP)}: {line.strip()[:80]}"
        for path in WEBAPP.glob("*/templates/**/*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(?:\}\}|%\}|</\w+>): ", only_said.sub("", line))
    }

    assert translated == set()
    assert shown == set()
