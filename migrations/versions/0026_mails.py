"""The language people are written to in; who did what a notice tells of, and until when.

And what a section is called in English.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; constraints stand with their columns, which SQLite takes without a new table."""
    op.execute(
        "ALTER TABLE mail_preferences ADD COLUMN language VARCHAR(2)"
        " CONSTRAINT ck_mail_preferences_language_is_spoken CHECK (language IN ('ja', 'en'))"
    )
    op.execute(
        "ALTER TABLE notices ADD COLUMN by_id INTEGER"
        " CONSTRAINT fk_notices_by_id REFERENCES people (id)"
    )
    op.add_column("notices", sa.Column("until_on", sa.Date(), nullable=True))
    op.add_column(
        "sections", sa.Column("name_en", sa.String(100), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("sections", "name_en")
    op.drop_column("notices", "until_on")
    op.drop_column("notices", "by_id")
    op.drop_column("mail_preferences", "language")
