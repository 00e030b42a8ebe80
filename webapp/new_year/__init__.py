"""新年度の準備: a year's organisation, cycles, meetings and goals from those of the last."""
