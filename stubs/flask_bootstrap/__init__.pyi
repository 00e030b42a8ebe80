"""What Jizen uses of Bootstrap-Flask, which ships no types."""

from flask import Flask

class Bootstrap5:
    def init_app(self, app: Flask) -> None: ...
