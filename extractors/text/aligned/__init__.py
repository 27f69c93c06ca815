"""Text laid out with spaces as on the page."""
