"""The follow-up of conditions: answers of the departments, findings of the center."""
