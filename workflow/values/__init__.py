"""Values without a database: vocabulary, errors, actors, money, the fiscal year, text, clocks."""
