# Scanned versions of the sample documents: made when needed, too big to keep.
.PHONY: scans
scans: $(TEST_ENV) ## Write scans of the sample documents to build/scans
	$(BIN)/python -m samples.build scans build/scans

.PHONY: bench-office
bench-office: $(TEST_ENV) ## Measure how the samples are read as Word, Excel and web pages, and write docs/how-to/inputs.md
	PYTHONPATH=. $(BIN)/python -m bench.office --write
