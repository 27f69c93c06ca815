"""Damaged Thai text: what is impossible, what was most likely meant, and what was done."""
