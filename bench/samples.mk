# Scanned versions of the sample documents: made when needed, too big to keep.
.PHONY: scans
scans: $(TEST_ENV) ## Write scans of the sample documents to build/scans
	$(BIN)/python -m samples.build scans build/scans
