"""The process for everybody: picture, states, days, rules; new versions for administrators."""
