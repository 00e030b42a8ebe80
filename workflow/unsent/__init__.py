"""What a person types into a form, kept for that person alone until the form is sent."""

from workflow.unsent.forms import Kept, begun, forget, keep, kept

__all__ = ["Kept", "begun", "forget", "keep", "kept"]
