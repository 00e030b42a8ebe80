"""The editable masters and their versions."""
