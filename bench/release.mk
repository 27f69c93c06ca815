# What a release needs: the package checked, the samples' datasets as a data package.
.PHONY: release-check release-data
release-check: $(TEST_ENV) ## Build wheel and sdist in dist/ and check contents, metadata, licences of dependencies, README
	PYTHONPATH=. $(BIN)/python -m bench.release --output dist

LAST ?=
release-data: $(TEST_ENV) ## The samples' datasets as a data package in build/release; LAST=zip or folder: its changes since
	PYTHONPATH=. $(BIN)/python -m bench.release_data --output build/release $(if $(LAST),--last $(LAST))
