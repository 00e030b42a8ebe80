"""Puts the web application together: settings and an engine in, a Flask app out."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from flask import Blueprint, Flask
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.app import application, metrics, security
from webapp.app.application import Application
from webapp.app.extensions import babel, bootstrap, limiter
from webapp.app.security import PlainAddress
from webapp.app.settings import Settings
from webapp.forms import attributes
from webapp.layout import shell
from webapp.request import access, addresses, current, errors, logs, security_log, turns
from webapp.request import files as request_files
from webapp.words import filters
from workflow.engine import Engine

_HERE: Final = Path(__file__).parents[1]


def create_app(engine: Engine, settings: Settings) -> Application:
    """A WSGI application that serves `engine`; one process may hold several."""
    app = Application("webapp", static_folder="layout/static")
    app.jinja_loader = templates()
    app.config.update(security.configuration(settings), BOOTSTRAP_SERVE_LOCAL=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["jizen"] = engine
    app.extensions["jizen.settings"] = settings
    _extend(app, settings)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        inner = PlainAddress(app.wsgi_app)
        app.wsgi_app = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _extend(app: Flask, settings: Settings) -> None:
    """Bind the extensions; after the log the door, so that it is asked before anything else."""
    logs.init_app(app)
    metrics.init_app(app)
    babel.init_app(
        app,
        default_locale=settings.language,
        default_timezone="Asia/Tokyo",
        locale_selector=current.choose_language,
    )
    addresses.init_app(app)
    current.init_app(app)
    access.init_app(app)
    turns.init_app(app)
    security_log.init_app(app)
    request_files.init_app(app)
    limiter.init_app(app)
    security.init_app(app, settings)
    application.init_app(app)
    bootstrap.init_app(app)
    filters.init_app(app)
    attributes.init_app(app)
    attributes.serve_wtforms()
    shell.init_app(app)
    errors.init_app(app)


@cache
def blueprints() -> tuple[Blueprint, ...]:
    """The `blueprint` of every module of webapp/, by name: a file is enough to be served."""
    names = [one.name for one in pkgutil.walk_packages([str(_HERE)], "webapp.")]
    modules = [import_module(name) for name in names if not name.startswith("webapp.cli")]
    found = {module.blueprint.name: module.blueprint for module in modules if _serves(module)}
    return tuple(found[name] for name in sorted(found))


def _serves(module: ModuleType) -> bool:
    return isinstance(getattr(module, "blueprint", None), Blueprint)


@cache
def templates() -> BaseLoader:
    """Each feature's own: `threads/show.html` lies in webapp/threads/templates."""
    return PrefixLoader(
        {name: FileSystemLoader(_HERE / name / "templates") for name in _packages()}
    )


def _packages() -> list[str]:
    return [module.name for module in pkgutil.iter_modules([str(_HERE)]) if module.ispkg]
