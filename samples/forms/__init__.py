"""One module per form: content to blocks and content to expected rows."""
