"""The window itself: what puts the pages, the archive and the commands together."""
