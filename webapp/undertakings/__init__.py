"""Undertakings: the work behind 資料1-3, its documents, comments and pilots."""
