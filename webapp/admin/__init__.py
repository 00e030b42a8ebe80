"""For those who look after the machine: how mails and jobs go."""

from webapp.admin.views import blueprint

__all__ = ["blueprint"]
