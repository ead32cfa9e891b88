"""What the program promises about speed and size, measured: `make bench`."""
