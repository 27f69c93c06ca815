.PHONY: bench-trust

bench-trust: $(TEST_ENV) ## How far values can be believed: kinds of change that real documents show; PAGE=1 puts the table into docs/accuracy.md
	$(BIN)/python -m bench.trust $(if $(PAGE),--page)

.PHONY: calibrate
calibrate: $(TEST_ENV) ## How far the confidence of rows can be believed; WRITE=1 fits the weights anew, PAGE=1 writes docs/accuracy.md
	$(BIN)/python -m bench.calibrate $(if $(WRITE),--write) $(if $(PAGE),--page)
