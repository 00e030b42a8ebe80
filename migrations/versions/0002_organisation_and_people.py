"""Departments and sections, people and the roles they hold.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import check, primary_key, reference, unique, unique_where

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _departments()
    _department_places()
    _sections()
    _people()
    _role_grants()


def _departments() -> None:
    op.create_table(
        "departments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_ja", sa.String(100), nullable=False),
        sa.Column("name_en", sa.String(100), nullable=False),
        primary_key("departments", "id"),
        unique("departments", "code"),
    )


def _department_places() -> None:
    op.create_table(
        "department_places",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        primary_key("department_places", "fiscal_year", "department_id"),
        unique("department_places", "fiscal_year", "position"),
        reference("department_places", "department_id", "departments"),
    )


def _sections() -> None:
    op.create_table(
        "sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        primary_key("sections", "id"),
        unique("sections", "department_id", "name"),
        reference("sections", "department_id", "departments"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("name_ja", sa.String(100), nullable=False),
        sa.Column("name_en", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), server_default="", nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("people", "id"),
        unique("people", "login"),
        check("people", "login_is_lower_case", "login = lower(login)"),
    )


def _role_grants() -> None:
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        primary_key("role_grants", "id"),
        reference("role_grants", "person_id", "people"),
        reference("role_grants", "department_id", "departments"),
        check(
            "role_grants",
            "officer_has_department",
            "role <> 'officer' OR department_id IS NOT NULL",
        ),
    )
    op.create_index(
        "uq_role_grants_department",
        "role_grants",
        ["person_id", "role", "department_id"],
        unique=True,
    )
    unique_where(
        "uq_role_grants_everywhere", "role_grants", ["person_id", "role"], "department_id IS NULL"
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("role_grants")
    op.drop_table("people")
    op.drop_table("sections")
    op.drop_table("department_places")
    op.drop_table("departments")
