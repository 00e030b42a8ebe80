"""Who reviews what (担当割), and how much each reviewer has."""
