# Each target sets up what it needs: a fresh clone, Debian 12, Python 3.11 or newer and git are enough.
PYTHON ?= $(shell tools/python.sh)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
PEERS := $(VENV)/.peers
MESSAGES := $(VENV)/.messages
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: setup demo test check bench prove docs lock system
.DEFAULT_GOAL := setup

setup: $(DEVELOPMENT) $(MESSAGES) system

demo: $(RUNTIME) $(MESSAGES)
	@tools/system.sh fonts || echo "Papers cannot be printed until the fonts are there; all else works."
	$(BIN)/yiyang demo $(ARGS)

test: setup
	$(BIN)/python -m tests.backends $(ARGS)

check: setup
	$(BIN)/python -m tools.check

bench: setup $(PEERS)
	$(BIN)/python -m benchmarks $(ARGS)

prove: setup
	$(BIN)/python -m tools.prove

docs: setup
	$(BIN)/python -m tools.docs

lock: $(DEVELOPMENT)
	$(COMPILE) -o requirements.lock requirements.in
	$(COMPILE) -o requirements-dev.lock requirements-dev.in
	$(COMPILE) -o requirements-bench.lock requirements-bench.in

system:
	@tools/system.sh

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Yiyang needs (a minute or two, once)"
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Installing what building and checking needs"
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(PEERS): requirements-bench.lock $(DEVELOPMENT)
	@echo "Installing the peer that the benchmarks measure against"
	$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

$(MESSAGES): $(wildcard yiyang/locale/*/LC_MESSAGES/*.po) $(RUNTIME)
	$(BIN)/pybabel --quiet compile --directory yiyang/locale --domain django
	@touch $@
