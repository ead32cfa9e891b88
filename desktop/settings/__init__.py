"""设置: what the program has found and what the office has settled."""
