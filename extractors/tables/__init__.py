"""Table parts joined over pages, headings turned into column roles."""
