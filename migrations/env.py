"""Run by Alembic: the engine is handed in by `migrations.upgrade` and its kin."""

from functools import partial

from alembic import context

from migrations import is_for, is_ours
from workflow.models import Base

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_name=is_ours,
        include_object=partial(is_for, engine.dialect.name),
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
