# docs/accuracy.md: what the pipeline reads right, measured now.
.PHONY: accuracy
accuracy: $(TEST_ENV) ## Measure accuracy and speed on the samples (and PHAEN_CORPUS) and write docs/accuracy.md
	$(BIN)/python -m bench.accuracy $(if $(PHAEN_CORPUS),--corpus $(PHAEN_CORPUS))
