.PHONY: bench-trust

bench-trust: $(TEST_ENV) ## How far values can be believed: kinds of change that real documents show
	$(BIN)/python -m bench.trust
