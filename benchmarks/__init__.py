"""How fast, measured against peers on the same rows in one run: `make bench` writes results.json beside this file."""
