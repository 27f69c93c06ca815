"""Wordings as data: column headings (columns.csv) and heading phrases (labels.csv), matched with tolerance."""
