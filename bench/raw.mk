.PHONY: fit-raw
fit-raw: $(TEST_ENV) ## Fit the points by which raw text layers are laid into tables: MINUTES=30; WRITE=1 writes them
	$(BIN)/python -m bench.fit_raw --minutes $(or $(MINUTES),30) $(if $(WRITE),--write)
