"""Who reviews what (担当割): by department, and by item where somebody took it."""
