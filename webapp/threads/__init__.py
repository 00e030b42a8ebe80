"""Questions and answers on an item (照会・回答)."""
