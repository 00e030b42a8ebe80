"""The application: its parts put together, its settings, its figures for machines."""
