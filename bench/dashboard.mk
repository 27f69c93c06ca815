# The dashboard, with its own pinned packages; extracts first where there is no output yet.
PORT ?= 8765
DASHBOARD_ENV := $(VENV)/.made-dashboard

$(DASHBOARD_ENV): requirements-dashboard.lock $(ENV)
	$(PIP) --require-hashes -r requirements-dashboard.lock
	@touch $@

.PHONY: dashboard
dashboard: $(DASHBOARD_ENV) ## Browse OUT in a web application on localhost (PORT=8765)
	@test -d $(OUT)/documents || $(MAKE) --no-print-directory extract
	@$(BIN)/phaen dashboard $(OUT) --input $(RAW) --port $(PORT)

.PHONY: bench-dashboard
bench-dashboard: $(DASHBOARD_ENV) $(TEST_ENV) ## Server time of every page and memory of the dashboard on 1,000 documents
	$(BIN)/python -m bench.dashboard
