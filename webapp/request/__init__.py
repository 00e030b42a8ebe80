"""What one request works with: who asks, on which engine, in which cycle; and how it fails."""
