.PHONY: bench-linking
bench-linking: $(TEST_ENV) ## Measure how names are matched with codes, against plain fuzzy matching
	$(BIN)/python bench/linking.py
	$(BIN)/python bench/identities.py
