.PHONY: bench-scale
bench-scale: $(TEST_ENV) ## Computing and memory of runs of DOCS (250 and 1,000) short synthetic documents
	DOCS="$(or $(DOCS),250 1000)" $(BIN)/python -m bench.scale
