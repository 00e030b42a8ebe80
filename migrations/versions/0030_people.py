"""More about people, and from when until when they hold their roles.

Revision ID: 0030
Revises: 0029
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

from migrations.parts import unique_where

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

WITHOUT_END = "until_on IS NULL AND ended_on IS NULL"
DEPARTMENT, EVERYWHERE = "uq_role_grants_department", "uq_role_grants_everywhere"
HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
KEY = ["person_id", "role"]


def upgrade() -> None:
    """Apply."""
    op.add_column("people", sa.Column("staff_number", sa.String(20), nullable=True))
    op.add_column("people", sa.Column("kana", sa.String(100), nullable=False, server_default=""))
    # In one statement each: SQLite takes no constraint for a column that is there.
    op.execute(
        "ALTER TABLE people ADD COLUMN section_id INTEGER"
        " CONSTRAINT fk_people_section_id REFERENCES sections (id)"
    )
    op.add_column("people", sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    _let_people_be_found()
    op.create_index("uq_people_staff_number", "people", ["staff_number"], unique=True)
    op.add_column("role_grants", sa.Column("from_on", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE role_grants ADD COLUMN until_on DATE"
        " CONSTRAINT ck_role_grants_days_in_order CHECK (until_on >= from_on)"
    )
    op.add_column("role_grants", sa.Column("ended_on", sa.Date(), nullable=True))
    op.drop_index(EVERYWHERE, "role_grants")
    op.drop_index(DEPARTMENT, "role_grants")
    unique_where(EVERYWHERE, "role_grants", KEY, f"department_id IS NULL AND {WITHOUT_END}")
    unique_where(DEPARTMENT, "role_grants", [*KEY, "department_id"], WITHOUT_END)
    op.create_index("ix_role_grants_person", "role_grants", ["person_id"])
    op.create_index("ix_role_grants_role", "role_grants", ["role", "department_id"])


def _let_people_be_found() -> None:
    """Fold login and names, as the program does for whoever is added or changed from now on."""
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT id, login, name_ja, name_en FROM people")).all()
    put = sa.text("UPDATE people SET search_text = :folded WHERE id = :id")
    for person_id, *words in people:
        folded = unicodedata.normalize("NFKC", " ".join(words)).casefold().translate(HIRAGANA)
        connection.execute(put, {"folded": " ".join(folded.split()), "id": person_id})


def downgrade() -> None:
    """Take back: what is not held today is lost, and of the same twice one."""
    op.drop_index("ix_role_grants_role", "role_grants")
    op.drop_index("ix_role_grants_person", "role_grants")
    op.drop_index(EVERYWHERE, "role_grants")
    op.drop_index(DEPARTMENT, "role_grants")
    op.execute(
        "DELETE FROM role_grants WHERE from_on > CURRENT_DATE OR until_on < CURRENT_DATE"
        " OR ended_on IS NOT NULL"
    )
    op.execute(
        "DELETE FROM role_grants WHERE id NOT IN (SELECT MIN(id) FROM role_grants"
        " GROUP BY person_id, role, department_id)"
    )
    unique_where(EVERYWHERE, "role_grants", KEY, "department_id IS NULL")
    op.create_index(DEPARTMENT, "role_grants", [*KEY, "department_id"], unique=True)
    for column in ("ended_on", "until_on", "from_on"):
        op.drop_column("role_grants", column)
    op.drop_index("uq_people_staff_number", "people")
    for column in ("search_text", "section_id", "kana", "staff_number"):
        op.drop_column("people", column)
