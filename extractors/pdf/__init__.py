"""PDF input: characters, lines and tables into the document model."""
