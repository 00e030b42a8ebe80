"""The designer: drafts of process definitions as tables and forms, for administrators."""
