.PHONY: bench-trust

bench-trust: $(TEST_ENV) ## How far values can be believed: kinds of change that real documents show
	$(BIN)/python -m bench.trust

.PHONY: calibrate
calibrate: $(TEST_ENV) ## How far the confidence of rows can be believed; WRITE=1 fits the weights anew
	$(BIN)/python -m bench.calibrate $(if $(WRITE),--write)
