"""What a part of a definition is called, read from its table."""

from types import MappingProxyType

from workflow.process.toml_table import Table


def title(table: Table) -> MappingProxyType[str, str]:
    """What a part of the definition is called, in both languages."""
    inner = table.table("title")
    words = {language: inner.text(language) for language in ("ja", "en")}
    inner.close()
    return MappingProxyType(words)
