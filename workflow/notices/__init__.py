"""Notices: who is notified of what, on the screen, by mail and by webhook."""

from workflow.notices.mail import MailSettings
from workflow.notices.queries import (
    MailPreferences,
    count_unread,
    mark_all_read,
    mark_read,
    page,
    preferences,
    set_preferences,
)
from workflow.notices.webhooks import HookSettings

__all__ = [
    "HookSettings",
    "MailPreferences",
    "MailSettings",
    "count_unread",
    "mark_all_read",
    "mark_read",
    "page",
    "preferences",
    "set_preferences",
]
