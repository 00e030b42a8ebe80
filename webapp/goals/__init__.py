"""The pages of DX goals: lists, one goal and its steps, progress, the matrix, files."""
