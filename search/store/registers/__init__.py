"""What the office's registers keep in the archive's database: values and repositories; the rules stand in office."""
