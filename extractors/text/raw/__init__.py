"""Text layers without separators: tables rebuilt under their column headings."""
