# make run        the demo on http://127.0.0.1:8000 (sets up .venv with what running needs)
# make test       lint, types and the whole test suite (sets up .venv with what testing needs)
# make catalogue  bring the catalogue of English sentences up to date after texts have changed
# make clean      away with everything that was made here

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

WORDS := portal/translations

.PHONY: run test lint catalogue clean

run: .venv/.run-time
	$(BIN)/portal demo --port $(PORT)

test: lint
	$(BIN)/python -m pytest

lint: .venv/.test-time
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

catalogue: .venv/.test-time
	$(BIN)/pybabel -q extract -F $(WORDS)/babel.cfg -k say --ignore-dirs='.*' --no-location --omit-header --sort-output -o $(WORDS)/.pot .
	$(BIN)/pybabel -q update -l en -d $(WORDS) -i $(WORDS)/.pot --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	rm $(WORDS)/.pot
	$(BIN)/pybabel -q compile -d $(WORDS)

clean:
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Portal memerlukan Python 3.11 atau lebih baru: make PYTHON=/jalan/ke/python3.11"; exit 1; }
ifdef UV
	$(UV) venv --quiet --python $(PYTHON) .venv
else
	$(PYTHON) -m venv .venv
endif

.venv/.run-time: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable .
	@touch $@

.venv/.test-time: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[test]'
	@touch $@ .venv/.run-time
