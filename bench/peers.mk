.PHONY: bench-peers
bench-peers: $(TEST_ENV) ## Cells of printed tables beside camelot, pdfplumber, tabula and PyMuPDF (installed in build/peers)
	PYTHONPATH=. $(BIN)/python -m bench.peers
