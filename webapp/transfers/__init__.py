"""Staff transfers as plans with a day, and what is handed over by them."""
