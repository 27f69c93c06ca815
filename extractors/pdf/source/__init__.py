"""PDF libraries behind one interface: characters, drawn rules, pictures of pages."""
