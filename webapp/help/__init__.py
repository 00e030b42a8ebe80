"""Help: what each role does, from the first day on, in both languages."""
