"""A whole run: which files, what is known already, workers, writing."""
