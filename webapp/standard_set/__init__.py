"""The standard set of a new office: everything is shown before it is put in place."""
