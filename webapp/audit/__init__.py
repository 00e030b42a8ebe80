"""What administrators changed (監査): who, when, what before and after."""
