"""Style sheets, scripts and pictures of the program: browsers keep them until they change."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, current_app, request

from webapp.request.access import PUBLIC_FILES

A_YEAR: Final = 31_536_000
"""Seconds."""


def init_app(app: Flask) -> None:
    """Name each file's version in its address, and let what is asked for by it be kept."""
    app.url_defaults(_with_version)
    app.after_request(_kept)


def _with_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint in PUBLIC_FILES and (version := _version(endpoint, values.get("filename", ""))):
        values["v"] = version


def _kept(response: Response) -> Response:
    """Another version is in another address: this one never has to be asked for again."""
    asked = request.args.get("v")
    if asked and request.endpoint in PUBLIC_FILES and response.status_code in (200, 304):
        name = (request.view_args or {}).get("filename", "")
        if asked == _version(request.endpoint, name):
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _version(endpoint: str, name: str) -> str:
    """The beginning of the hash of a file; "" where there is none."""
    blueprint = current_app.blueprints.get(endpoint.rpartition(".")[0])
    folder = blueprint.static_folder if blueprint else current_app.static_folder
    return _hash_of(Path(folder or "") / name)


@cache
def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
