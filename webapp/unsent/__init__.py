"""What is typed into forms and not sent yet: kept while it is typed, shown again, given up."""
