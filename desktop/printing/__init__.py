"""On paper: the print dialog, copies and 份号."""
