"""An archive with a password: the lock page, locking by itself, giving and taking away the password."""
