"""One folder per document; the folders do not know each other. `book` lists them."""
