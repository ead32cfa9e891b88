# One entry for everything: make setup run demo test lint type bench fonts soak ocr lock
# On a fresh machine `make demo` or `make test` alone is enough: both set up first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WENYUAN_ARGS ?=
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help setup run demo test lint type bench fonts soak ocr lock

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

ocr: $(VENV)/.ocr  ## reading of scans: rapidocr-onnxruntime with its models, into the environment

$(VENV)/.ocr: $(VENV)/.packages requirements-ocr.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-ocr.lock
	@touch $@

# What the extra brings is locked by itself, in step with requirements.lock. On a machine without a screen OpenCV's usual
# wheel does not load (libGL); its headless twin has the same module and stands in for it.
LOCK := .cache/lock/bin/uv pip compile --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet
EXTRA := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["ocr"])

lock:  ## requirements.lock and requirements-ocr.lock anew from pyproject.toml
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) pyproject.toml --extra dev --output-file requirements.lock
	echo "opencv-python; sys_platform == 'never'" > .cache/lock/override.txt
	($(PYTHON) -c '$(EXTRA)'; echo opencv-python-headless) | $(LOCK) - --constraint requirements.lock \
		--override .cache/lock/override.txt --output-file requirements-ocr.lock
