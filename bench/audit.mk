.PHONY: bench-audit
bench-audit: $(TEST_ENV) ## Measure the audit and the report on 1,000 generated documents
	$(BIN)/python bench/audit.py --documents 1000
