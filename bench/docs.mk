# The documentation site, and the locks of the extras.
DOCS_ENV := $(VENV)/.made-docs
SITE ?= build/site
SITE_URL ?=

$(DOCS_ENV): requirements-docs.lock $(ENV)
	$(PIP) --require-hashes -r requirements-docs.lock
	@touch $@

.PHONY: docs lock-extras
docs: $(DOCS_ENV) ## Write the documentation site to build/site: static, searchable, offline; SITE_URL=where it will stand
	SITE_URL="$(SITE_URL)" $(BIN)/mkdocs build --quiet --strict --site-dir $(SITE)
	@echo "$(SITE)/index.html"

lock-extras: lock ## Resolve the locks of the extras anew
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra dashboard -c requirements.lock -o requirements-dashboard.lock pyproject.toml
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra docs -c requirements.lock -o requirements-docs.lock pyproject.toml
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra check -c requirements.lock -o requirements-check.lock pyproject.toml
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra ocr -c requirements-test.lock -o requirements-ocr.lock pyproject.toml

# tests read the site, use the dashboard and check the data package
CHECK_ENV := $(VENV)/.made-check

$(CHECK_ENV): requirements-check.lock $(ENV)
	$(PIP) --require-hashes -r requirements-check.lock
	@touch $@

$(TEST_ENV): $(CHECK_ENV) $(DOCS_ENV) $(VENV)/.made-dashboard

.PHONY: messages
messages: $(DOCS_ENV) ## Bring the Thai catalogue of the command line in step with the code
	$(BIN)/python -m bench.messages
