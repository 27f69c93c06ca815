# Mutants: small changes of rules that tests should notice. mutmut has an environment of its own beside the tests'.
.PHONY: mutants lock-mutants
MUTANTS_ENV := $(VENV)/.made-mutants

$(MUTANTS_ENV): requirements-mutants.lock $(TEST_ENV)
	$(PIP) --require-hashes -r requirements-mutants.lock
	@touch $@

mutants: $(MUTANTS_ENV) ## Change rules one by one and see which changes no test notices: MINUTES=20 SEED=1 MODULE=part of a path
	$(BIN)/python -m bench.mutants --minutes $(or $(MINUTES),20) --seed $(or $(SEED),1) $(if $(MODULE),--module $(MODULE))

lock-mutants: lock ## Resolve the lock of the mutants' tool anew
	build/lock/bin/pip-compile $(LOCK_FLAGS) --extra mutants -c requirements-test.lock -o requirements-mutants.lock pyproject.toml
