"""Text input: plain, Markdown/HTML and raw text layers into the document model."""

from phaen.extractors.text.reader import read_text

__all__ = ["read_text"]
