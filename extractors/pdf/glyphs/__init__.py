"""Characters into sound lines of Thai text."""
