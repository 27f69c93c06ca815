"""Raw records of one document into typed rows with flags."""
