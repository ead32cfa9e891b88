"""The use cases, without Qt: each one a function that the window and the command line both call."""
