"""Documents as data, laid-out pages, .docx and PDF, and the checks on them. Knows neither Qt nor the archive."""
