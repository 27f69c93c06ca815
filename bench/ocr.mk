.PHONY: bench-ocr bench-ocr-layouts ocr-env ocr-digits ocr-confusions

ocr-env: $(ENV) ## What text recognition needs from Python (Debian: tesseract-ocr tesseract-ocr-tha)
	$(PIP) --require-hashes -r requirements-ocr.lock

bench-ocr: $(TEST_ENV) ## Scans of the sample documents: accuracy, calibration, time of text recognition
	$(BIN)/python -m bench.ocr $(if $(SCANS),$(SCANS))

ocr-digits: $(TEST_ENV) ## Train the networks for Thai digits again, from the fonts of this machine
	$(BIN)/python -m bench.thai_digits

ocr-confusions: $(TEST_ENV) ## Count on scans of the samples which Thai letters are read for which, for comparing names
	$(BIN)/python -m bench.confusions --write

bench-ocr-layouts: $(TEST_ENV) ## Six layouts in four kinds of scan: values, rows, letters, tones, time (Debian: fonts-thai-tlwg, chromium)
	$(BIN)/python -m bench.ocr_layouts --write
