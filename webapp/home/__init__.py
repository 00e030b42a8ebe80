"""Home (what is my turn?) and the guide."""
