"""档案: search as you type, filters, results, preview."""
