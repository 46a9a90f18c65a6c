# The commands of daily work. Each sets up what it needs in $(VENV), once.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help lint audit test check fuzz docs clean

help:
	@echo "make lint   lint the articles in content/"
	@echo "make audit  audit them, and leave tables and a report in audit/"
	@echo "make test   run every test"
	@echo "make check  the static checks: ruff, mypy, import-linter, the rules' examples, generated pages"
	@echo "make fuzz   try to break what reads other people's files, SECONDS (600) of processor time for each target"
	@echo "make docs   write the generated pages (docs/rules/, docs/audit-tables.md) anew"
	@echo "make clean  remove what these commands made"

# Some of content/ is faulty on purpose: violations (status 1) are no failure here, a run that fails (status 2) is.
lint: $(VENV)/.installed
	@$(BIN)/healthlint check content || { test $$? -eq 1 && \
	  echo "Half of content/ is faulty on purpose, so make ends well; healthlint itself ended with 1: violations."; }

audit: $(VENV)/.installed-audit
	@$(BIN)/healthlint audit content --out audit --overwrite

test: $(VENV)/.installed-dev
	$(BIN)/pytest --numprocesses=auto --dist=worksteal

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/healthlint test
	$(BIN)/python tools/rule_pages.py --check
	$(BIN)/python tools/audit_tables.py --check

SECONDS ?= 600

fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python -m fuzz --seconds $(SECONDS)

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/rule_pages.py
	$(BIN)/python tools/audit_tables.py

clean:
	rm -rf $(VENV) audit build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .fuzz

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-audit

$(VENV)/.installed-audit: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[audit,pdf]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-fuzz: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[fuzz]'
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
