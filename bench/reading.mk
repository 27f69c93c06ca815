.PHONY: bench bench-text bench-pages
bench: $(TEST_ENV) ## Pages per second against a plain pdfplumber script, on PDFS (folder; the corpus or the samples), repeated to PAGES
	PYTHONPATH=. $(BIN)/python bench/reading.py $(if $(PAGES),--pages $(PAGES)) $(or $(PDFS),$(wildcard $(PHAEN_CORPUS)/pdf),data/raw)

bench-text: $(TEST_ENV) ## Health of the text read from real PDFs: PHAEN_REAL=folder
	@test -n "$(PHAEN_REAL)" || { echo "give a folder of PDFs: make bench-text PHAEN_REAL=folder"; exit 1; }
	PYTHONPATH=. $(BIN)/python bench/text_layers.py "$(PHAEN_REAL)"

bench-pages: $(TEST_ENV) ## How every sample is read in 18 careless layouts of three producers (ONLY=word, ERRORS=n)
	$(BIN)/python -m bench.pages --only "$(ONLY)" --errors $(or $(ERRORS),0)
