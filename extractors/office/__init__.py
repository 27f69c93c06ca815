"""Office input: Word (.docx), Excel (.xlsx) and saved web pages (.html) into the document model."""
