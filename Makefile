# One entry for everything: make setup run demo test lint type bench fonts soak lock
# On a fresh machine `make demo` or `make test` alone is enough: both set up first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WENYUAN_ARGS ?=
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help setup run demo test lint type bench fonts soak lock

help:  ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 10

setup: $(VENV)/.project fonts  ## virtual environment, Qt's system libraries, fonts; quick when already done
	@bash resources/setup/qt_libraries.sh

$(VENV)/.packages: requirements.lock
	@bash resources/setup/python.sh $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes --no-deps -r requirements.lock
	@touch $@

$(VENV)/.project: $(VENV)/.packages pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

fonts: $(VENV)/.project  ## the free stand-in fonts, built once (FROM=folder with .deb files where there is no network)
	@$(BIN)/python -m resources.fonts.build $(if $(FROM),--from "$(FROM)")

run: setup  ## the window
	$(BIN)/wenyuan $(WENYUAN_ARGS)

demo: setup  ## sample archive, search, three drafts as .docx and PDF, a screenshot, in demo/
	$(BIN)/wenyuan demo --out demo

test: setup  ## the tests
	$(BIN)/python -m pytest $(TESTS)

soak: setup  ## the long form of the tests
	$(BIN)/python -m pytest -m slow --timeout 3600 $(TESTS)

lint: setup  ## style, limits of size, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_house.py

type: setup  ## types, strict on docgen, search and tests
	$(BIN)/pyright --pythonpath $(BIN)/python

bench: setup  ## the figures of the README (BENCH=names of some)
	$(BIN)/python -m benchmarks $(BENCH)

lock:  ## requirements.lock anew from pyproject.toml
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	.cache/lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock
