"""The database: its transactions, the outbox of what follows them, and its backup."""

from workflow.database.backup import BackupRefused, back_up, restoring, server_commands
from workflow.database.transactions import Database

__all__ = ["BackupRefused", "Database", "back_up", "restoring", "server_commands"]
