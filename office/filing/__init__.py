"""The yearly filing (归档) by DA/T 22—2015: what belongs together, for how long, under which 档号, in which box."""
