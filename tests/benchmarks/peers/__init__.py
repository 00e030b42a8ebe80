"""The same walk by other workflow engines, each in a Python of its own (requirements-bench.txt)."""
