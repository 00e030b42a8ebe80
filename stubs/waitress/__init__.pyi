"""What Jizen uses of waitress, which ships no types."""

from typing import Any

def serve(app: Any, *, host: str, port: int, threads: int, ident: str) -> None: ...
