"""The Flask application: what it does otherwise than Flask, and how its templates are compiled."""

import hashlib
from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache, partial
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, TracebackType
from typing import Any, Final, cast

import markupsafe
from flask import Flask, Request, Response, current_app, has_request_context, request
from flask.templating import Environment
from flask_babel import LazyString
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from webapp.request import logs
from webapp.request.access import PUBLIC_FILES

# -------------------------------------------------------------------- templates


_escaped: Final = markupsafe._escape_inner  # type: ignore[attr-defined]
"""What `escape` does to a text, without the mark that it cannot be escaped again."""


def written(value: Any) -> str:
    """A value as it stands on a page: what `escape` gives; nothing is done with it afterwards."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is LazyString:
        return _escaped(str(value))
    return str(value) if kind is int else escape(value)


class _Code(CodeGenerator):
    """Writes what is put out by `written`."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("written = environment.written")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("written(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Context(Context):
    """Calls right away what asks for nothing of the page: functions, methods and macros."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        kind = type(__obj)
        if kind is Macro:
            args = (__self.eval_ctx, *args)
        elif kind not in _PLAIN or _marked(__obj, kind):
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


_PLAIN: Final = frozenset({FunctionType, MethodType, BuiltinFunctionType, partial})


def _marked(called: Any, kind: type) -> bool:
    """Whether something was noted on a function, as Jinja does where it is to be given more."""
    if kind is BuiltinFunctionType:
        return False
    return bool(called.__func__.__dict__ if kind is MethodType else called.__dict__)


class Templates(Environment):
    """The templates of one application."""

    code_generator_class = _Code
    context_class = _Context
    written = staticmethod(written)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows: here all the same, and it is looked through eight times a page.

        Jinja's own is a chain of two mappings, and that takes ten times as long.
        """
        return super().make_globals(d) if d else self.globals


# -------------------------------------------------------------- the application


ADDRESSES: Final = 2000
"""Addresses that are remembered: 0.7 KB each."""
LONGEST: Final = 40
"""Characters of what stands in them: what somebody typed, as a way back, may be of any length."""
PLAIN: Final = (str, int, type(None))
"""Types of values in addresses; not bool: True is equal to 1 but written differently."""


class Application(Flask):
    """A Flask application whose failures are lines like all others, and that remembers addresses.

    A page has a hundred addresses, and Flask takes as long for each as for a statement.
    """

    jinja_environment = Templates

    def __init__(self, *args: Any, **given: Any) -> None:
        """Begin with no address."""
        super().__init__(*args, **given)
        self._path = lru_cache(maxsize=ADDRESSES)(self._built)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The address of an endpoint; where it is a path of this site, built once."""
        plain = all(
            type(one) in PLAIN and (type(one) is not str or len(one) <= LONGEST)
            for one in values.values()
        )
        if plain and has_request_context() and not endpoint.startswith("."):
            now: Request = cast(Any, request)._get_current_object()
            return self._path(now.root_path, now.method, endpoint, *values.items())
        return super().url_for(endpoint, **values)

    def _built(self, _root: str, _method: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return super().url_for(endpoint, **dict(values))

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none of ours is a coroutine, and a page asks of twenty."""
        return func

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Write down what nobody handled."""
        if exc_info[1] is not None:
            logs.failed(exc_info[1])


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
