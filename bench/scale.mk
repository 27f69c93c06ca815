.PHONY: bench-scale
bench-scale: $(TEST_ENV) ## Time and memory of runs of 10, 100 and 1,000 synthetic documents
	PYTHONPATH=. $(BIN)/python bench/scale.py
