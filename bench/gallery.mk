# docs/gallery.md: its pictures, made anew from the samples.
.PHONY: gallery
gallery: $(TEST_ENV) ## Make the pictures of the documentation's gallery from the samples (needs chromium)
	PYTHONPATH=. $(BIN)/python -m bench.gallery --output docs/assets/gallery
