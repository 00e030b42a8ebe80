"""Bodies, their members, meetings, papers and minutes, and the tasks that follow from them."""
