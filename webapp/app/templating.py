"""How templates are compiled and rendered: as Jinja does it, with less ado for what is plain.

A long table writes thousands of values and calls hundreds of functions.
"""

from types import FunctionType
from typing import Any, Final

import markupsafe
from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

_escaped: Final = markupsafe._escape_inner  # type: ignore[attr-defined]
"""What `escape` does to a text, without the mark that it cannot be escaped again."""


def written(value: Any) -> str:
    """A value as it stands on a page: what `escape` gives; nothing is done with it afterwards."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
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
    """Calls a function of ours that asks for nothing else right away."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if type(__obj) is FunctionType and not __obj.__dict__:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


class Templates(Environment):
    """The templates of one application."""

    code_generator_class = _Code
    context_class = _Context
    written = staticmethod(written)
