.PHONY: bench-audit
bench-audit: $(TEST_ENV) ## Measure the audit and the report on 1,000 generated documents
	$(BIN)/python bench/audit.py --documents 1000

.PHONY: bench-findings
bench-findings: $(TEST_ENV) ## Measure precision and recall of the audit's rules on documents with planted problems
	$(BIN)/python bench/findings.py

.PHONY: bench-audit-rules
bench-audit-rules: $(TEST_ENV) ## The same on documents written by hand: text, PDF, and text with slips of recognition
	$(BIN)/python bench/written.py --list

.PHONY: bench-rules
bench-rules: $(TEST_ENV) ## Precision and recall of every rule on varied planted and clean rows; WRITE=1 puts them into docs
	$(BIN)/python bench/rules.py $(if $(WRITE),--write)
