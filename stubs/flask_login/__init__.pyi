"""What Jizen uses of Flask-Login, which ships no types."""

from collections.abc import Callable
from typing import Any

from flask import Flask

class UserMixin:
    @property
    def is_authenticated(self) -> bool: ...
    def get_id(self) -> str: ...

class LoginManager:
    def init_app(self, app: Flask, add_context_processor: bool = ...) -> None: ...
    def user_loader(self, callback: Callable[[str], UserMixin | None]) -> object: ...

current_user: Any
"""Whoever is signed in: what `user_loader` gave, or an anonymous visitor."""

def login_user(user: UserMixin) -> bool: ...
def logout_user() -> bool: ...
