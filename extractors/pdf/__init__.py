"""PDF input: characters, lines and tables into the document model."""

from phaen.extractors.pdf.reader import read_pdf

__all__ = ["read_pdf"]
