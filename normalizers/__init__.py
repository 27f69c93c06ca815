"""Text into values: pure functions that know nothing of files, pages or PDFs."""
