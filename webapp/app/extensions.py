"""The Flask extensions, one instance each; `wiring.create_app` binds them to an app."""

from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager

from webapp.request.kept_form import Protection
from webapp.words.catalogue import CatalogueBabel

babel = CatalogueBabel()
bootstrap = Bootstrap5()
csrf = Protection()
login_manager = LoginManager()
limiter = Limiter(
    get_remote_address,
    storage_uri="memory://",
    strategy="fixed-window",
    headers_enabled=True,
)
