"""Files into documents (text/, pdf/) and documents into records (forms/). Imports normalizers only."""
