"""What many tests stand on: databases of their own, and an office full of people."""
