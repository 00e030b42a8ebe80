"""Puts the web application together: settings and an engine in, a Flask app out."""

import pkgutil
from importlib import import_module
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import (
    access,
    current,
    errors,
    filters,
    logs,
    security,
    shell,
    uploads,
)
from webapp.current import engine
from webapp.extensions import babel, bootstrap, limiter
from webapp.metrics import counters
from webapp.settings import Settings
from workflow.clock import Clock, SystemClock
from workflow.engine import Engine
from workflow.object_storage import Bucket, ObjectStorage
from workflow.storage import FolderStorage, Storage

__all__ = ["blueprints", "create_app", "engine", "open_engine", "storage"]


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings describe, to be closed by the caller."""
    return Engine(
        settings.database_url,
        Clock.starting_on(settings.today) if settings.today else SystemClock(),
        hooks=bool(settings.hook.url),
        storage=storage(settings.files),
    )


def storage(files: Path | Bucket) -> Storage:
    """What keeps files there."""
    return FolderStorage(files) if isinstance(files, Path) else ObjectStorage(files)


def create_app(engine: Engine, settings: Settings) -> Flask:
    """A WSGI application that serves `engine`; one process may hold several."""
    app = logs.Application("webapp")
    app.config.update(security.configuration(settings), BOOTSTRAP_SERVE_LOCAL=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["jizen"] = engine
    app.extensions["jizen.settings"] = settings
    _extend(app, settings)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    return app


def _extend(app: Flask, settings: Settings) -> None:
    """Bind the extensions; after the log the door, so that it is asked before anything else."""
    logs.init_app(app)
    counters.init_app(app)
    babel.init_app(
        app,
        default_locale=settings.language,
        default_timezone="Asia/Tokyo",
        locale_selector=current.choose_language,
    )
    access.init_app(app)
    uploads.init_app(app)
    limiter.init_app(app)
    security.init_app(app, settings)
    bootstrap.init_app(app)
    filters.init_app(app)
    shell.init_app(app)
    errors.init_app(app)


def blueprints() -> list[Blueprint]:
    """The `blueprint` of every package in webapp/, by name: a folder is enough to be served."""
    here = str(Path(__file__).parent)
    return [
        import_module(f"webapp.{module.name}").blueprint
        for module in pkgutil.iter_modules([here])
        if module.ispkg
    ]
