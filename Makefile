# phaen: `make` alone lists the targets.

RAW ?= data/raw
REMOVALS ?=
OUT ?= data/parquet
JOBS ?=
REPORT ?= report
PHAEN_CORPUS ?= $(wildcard ../shared/corpus)
SCORE ?= $(PHAEN_CORPUS)/../score.py

# the first Python that is new enough and can make environments (Debian splits that off as python3-venv)
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

VENV := .venv
BIN := $(VENV)/bin
ENV := $(VENV)/.made
TEST_ENV := $(VENV)/.made-test
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# tests/conftest.py says which tests stay together and which go first
PARALLEL ?= -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder
DEEP := tests/test_hostile.py tests/test_state_damage.py tests/test_state_machine.py tests/test_kill.py \
	tests/test_bundles.py tests/test_office_printed.py tests/test_elsewhere.py tests/test_raw_costs.py \
	tests/test_ocr_turned.py tests/test_order.py tests/test_pdf_damage.py tests/test_pdf_reader.py tests/test_samples_layouts.py \
	tests/test_dashboard_browser.py tests/test_ocr_mixed.py tests/test_archives.py

.DEFAULT_GOAL := help
.PHONY: help env test-env extract report test test-deep lint format score dictionary samples lock clean

help: ## This list
	@printf 'Usage: make TARGET [RAW=folder] [OUT=folder]\n\n'
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## /\1\t/' \
		| while IFS="$$(printf '\t')" read -r name what; do printf '  %-16s %s\n' "$$name" "$$what"; done

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "phaen needs Python 3.11 or newer with venv (Debian: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(ENV): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_ENV): requirements-test.lock $(ENV)
	$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

env: $(ENV) ## Make the environment: .venv with everything pinned, and .venv/bin/phaen

test-env: $(TEST_ENV) ## The same with the test tools

extract: $(ENV) ## Documents of RAW (data/raw) to Parquet datasets in OUT (data/parquet); REMOVALS=1: most may be gone
	@$(BIN)/phaen extract $(RAW) --output $(OUT) $(if $(JOBS),--jobs $(JOBS)) $(if $(REMOVALS),--allow-removals) \
		|| test $$? -eq 1

report: $(ENV) ## HTML report of OUT in REPORT (report)
	$(BIN)/phaen report $(OUT) --output $(REPORT) $(if $(wildcard $(RAW)),--input $(RAW))

test: $(TEST_ENV) ## All tests (of the long ones a seeded tenth), in as many processes as there are cores
	$(BIN)/python -m pytest $(PARALLEL)

test-deep: $(TEST_ENV) ## The long tests whole: hostile files, damage of every kept file, runs in any order
	PHAEN_DEEP=1 $(BIN)/python -m pytest $(DEEP)

lint: $(TEST_ENV) ## Style, formatting, layers, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m bench.layers
	$(BIN)/python -m bench.links
	$(BIN)/mypy

format: $(TEST_ENV) ## Put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: $(TEST_ENV) ## Compare the output for a corpus with its gold files (PHAEN_CORPUS=folder)
	@test -n "$(PHAEN_CORPUS)" || { echo "give a corpus: make score PHAEN_CORPUS=folder"; exit 1; }
	@for kind in text pdf; do echo "== $$kind"; \
		mkdir -p build/score; \
		$(BIN)/phaen extract $(PHAEN_CORPUS)/$$kind --output build/score/$$kind >build/score/$$kind.log 2>&1; \
		$(BIN)/python $(SCORE) --output build/score/$$kind --gold $(PHAEN_CORPUS)/gold || exit 1; done

dictionary: $(ENV) ## docs/data-dictionary.md from the schema
	$(BIN)/phaen schema > docs/data-dictionary.md

samples: $(TEST_ENV) ## Write the sample documents of data/raw and tests/fixtures again
	$(BIN)/python -m samples.build

# the test tools are the larger set: what they all agree on is then pinned for everybody
lock: $(ENV) ## Resolve requirements.lock and requirements-test.lock anew from pyproject.toml
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra test --extra samples --extra ocr -o requirements-test.lock pyproject.toml
	build/lock/bin/pip-compile $(LOCK_FLAGS) --all-build-deps -c requirements-test.lock -o requirements.lock pyproject.toml

# hashes make a lock that no mirror can change; host names stay out of it
LOCK_FLAGS := --quiet --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

clean: ## Remove what is made: environment, outputs, caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis $(REPORT)
	find data/parquet -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +
	rm -rf data/.parquet.phaen

-include bench/*.mk
