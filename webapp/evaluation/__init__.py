"""The evaluators' queue, their sheets, and the sessions in which they sit."""
