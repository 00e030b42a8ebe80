"""People have a department of their own: its head works in no section of it.

Revision ID: 0057
Revises: 0056
"""

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

SECTIONS = (
    "CREATE TEMPORARY TABLE own_sections AS SELECT people.id, section_id, sections.department_id"
    " FROM people JOIN sections ON sections.id = people.section_id"
)


def upgrade() -> None:
    """Apply: whoever has a section has its department."""
    # SQLite takes a condition with a new column alone, and only where every row meets it.
    op.execute(SECTIONS)
    op.execute("UPDATE people SET section_id = NULL")
    op.execute(
        "ALTER TABLE people ADD COLUMN department_id INTEGER"
        " CONSTRAINT fk_people_department_id REFERENCES departments (id)"
        " CONSTRAINT ck_people_section_is_of_department"
        " CHECK (section_id IS NULL OR department_id IS NOT NULL)"
    )
    op.execute(
        "UPDATE people SET (department_id, section_id) ="
        " (SELECT own.department_id, own.section_id FROM own_sections AS own"
        " WHERE own.id = people.id)"
    )
    op.execute("DROP TABLE own_sections")


def downgrade() -> None:
    """Take back: where whoever has no section works is lost."""
    op.drop_column("people", "department_id")
