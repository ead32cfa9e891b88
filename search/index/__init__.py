"""Index engines: a cache over the archive that can be thrown away and built again at any time."""
