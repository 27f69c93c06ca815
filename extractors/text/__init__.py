"""Text input: plain, Markdown/HTML and raw text layers into the document model."""
