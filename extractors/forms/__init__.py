"""One module per form: tables and paragraphs into raw records."""
