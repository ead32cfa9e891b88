"""The fence: worker processes with limits, in which foreign bytes are read or drawn; safe YAML; plain files."""
