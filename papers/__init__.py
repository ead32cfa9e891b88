"""What an official paper is called by: kinds, dates, numbers, labels. No I/O, and it imports nothing of the house."""
