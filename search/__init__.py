"""The archive: reading files in, keeping them, finding them again. Knows neither Qt nor docgen."""
