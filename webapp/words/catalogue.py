"""The Japanese texts: every `.po` of a feature, merged and compiled in memory at start.

English is the source language: a msgid is the English text itself. They lie with their
features, so that two people can write texts at once; the same msgid may stand in two files
only with the same translation.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache, lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g, has_app_context
from flask_babel import Babel, Domain, LazyString, get_locale
from markupsafe import Markup, escape

FOLDER: Final = Path(__file__).parents[1]
TEXTS: Final = 10_000
"""Texts of pages that are kept as they stand on them, in each language."""


class ConflictingTexts(ValueError):
    """One msgid has two translations; says which, and in which file."""


def read_folder(folder: Path = FOLDER) -> dict[str, Catalog]:
    """Every catalogue of `folder`, by file name; raises babel's PoFileError when ill-formed."""
    catalogues = {}
    for path in sorted(folder.glob("*/*.po")):
        with path.open("rb") as file:
            catalogues[f"{path.parent.name}/{path.name}"] = read_po(
                file, locale="ja", abort_invalid=True
            )
    return catalogues


def merge(catalogues: Iterable[tuple[str, Catalog]]) -> Catalog:
    """One Japanese catalogue of all; raises ConflictingTexts where two disagree."""
    merged = Catalog(locale="ja")
    for name, catalogue in catalogues:
        for message in catalogue:
            if not message.id:
                continue
            earlier = merged.get(message.id, message.context)
            if earlier is not None and earlier.string != message.string:
                raise ConflictingTexts(f"{name}: {message.id!r} is translated otherwise elsewhere")
            merged[message.id] = message
    return merged


@cache
def japanese() -> Translations:
    """The compiled Japanese texts; read once a process."""
    compiled = BytesIO()
    write_mo(compiled, merge(read_folder().items()))
    compiled.seek(0)
    return Translations(compiled, "messages")


_ENGLISH: Final = NullTranslations()


class CatalogueDomain(Domain):
    """Looks texts up in the catalogue in memory instead of .mo files on disk."""

    def get_translations(self) -> NullTranslations:
        """Japanese, or (for English and outside a request) the msgids themselves.

        Kept where Flask-Babel has the language of the request: a page has hundreds of texts.
        """
        context = g.get("_flask_babel") if has_app_context() else None
        found: NullTranslations | None = getattr(context, "babel_translations", None)
        if found is None:
            locale = get_locale()
            is_japanese = locale is not None and locale.language == "ja"
            found = japanese() if is_japanese else _ENGLISH
            if context is not None:
                context.babel_translations = found
        return found


class Page(NamedTuple):
    """What all parts of a page have in common while it is rendered."""

    language: str
    root: str
    """The path with which the site's addresses begin."""
    texts: Mapping[str, Callable[..., str]]
    """`_`, `gettext`, `ngettext` and `pgettext` in its language."""


PAGE: Final[ContextVar[Page]] = ContextVar("jizen-page")
"""The page that is being rendered."""


def begin_page(language: str, root: str) -> Page:
    """From here on this page is rendered.

    Jinja's own texts ask for the language each time; a long table has hundreds. Like those, these
    take a text for a format string, and escape what is put into it: every template is HTML.
    """
    page = Page(language, root, _of_a_page(DOMAIN.get_translations()))
    PAGE.set(page)
    return page


def of_any_page() -> dict[str, Callable[..., str]]:
    """The same texts for macros, which are made once for all pages."""
    return {name: partial(_on_the_page, name) for name in _of_a_page(_ENGLISH)}


def _on_the_page(_name: str, /, *given: Any, **variables: Any) -> str:
    return PAGE.get().texts[_name](*given, **variables)


@cache
def _of_a_page(texts: NullTranslations) -> dict[str, Callable[..., str]]:
    @lru_cache(maxsize=TEXTS)
    def plain(string: str) -> Markup:
        return Markup(texts.ugettext(string)) % {}  # noqa: S704

    @lru_cache(maxsize=TEXTS)
    def plain_there(context: str, string: str) -> Markup:
        return Markup(texts.upgettext(context, string)) % {}  # noqa: S704

    def gettext(string: str, **variables: Any) -> Markup:
        if not variables:
            return plain(string)
        return Markup(texts.ugettext(string)) % variables  # noqa: S704

    def ngettext(one: str, many: str, num: int, **variables: Any) -> Markup:
        variables.setdefault("num", num)
        return Markup(texts.ungettext(one, many, num)) % variables  # noqa: S704

    def pgettext(context: str, string: str, **variables: Any) -> Markup:
        if not variables:
            return plain_there(context, string)
        return Markup(texts.upgettext(context, string)) % variables  # noqa: S704

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}


# ---------------------------------------------------------------------- texts


DOMAIN: Final = CatalogueDomain()
"""The one domain there is."""

# Flask-Babel's own functions ask the request four times which domain it has, for every text.
gettext, ngettext = DOMAIN.gettext, DOMAIN.ngettext
pgettext, npgettext = DOMAIN.pgettext, DOMAIN.npgettext
lazy_gettext, lazy_pgettext = DOMAIN.lazy_gettext, DOMAIN.lazy_pgettext


def _as_html(text: LazyString) -> Markup:
    return escape(str(text))


# Flask-Babel takes what such a text says for HTML; it may hold what an office calls itself.
LazyString.__html__ = _as_html  # type: ignore[attr-defined]


class CatalogueBabel(Babel):
    """Flask-Babel with `CatalogueDomain` as the default domain."""

    domain_instance = DOMAIN
