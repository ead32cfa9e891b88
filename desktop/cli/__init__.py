"""The command line: a contract that other programs call, on the same code paths as the window."""
