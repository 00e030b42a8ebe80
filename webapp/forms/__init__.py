"""Fields and form parts that every feature uses."""
