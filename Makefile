# Everything a developer or a newcomer types. Only Python 3.11+, make and git are needed.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The first Python that is new enough; `make PYTHON=... demo` names another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

.PHONY: help demo test check docs wheel bench bench-anchors bench-search crash clean

help:
	@echo "make demo    open the example study (a fresh copy) on the screen"
	@echo "make test    run all tests, as many at once as there are cores (ARGS=tests/store: some of them)"
	@echo "make check   static checks: ruff, mypy, generated documents"
	@echo "make docs    write the generated documents anew"
	@echo "make wheel   build the wheel and try it in an environment of its own"
	@echo "make bench   measure; prints a table with the bar beside each figure (ARGS=--quick: two minutes)"
	@echo "make bench-anchors   how well codings follow their words when a text changes"
	@echo "make bench-search   palette, search and duplicates; the index of 600 MB (ARGS='--size 60' for less)"
	@echo "make crash   kill a tagging process again and again; says what was lost"

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Utsaga needs Python 3.11 or later; none was found." >&2; exit 1; }
	@echo "Setting up in $(VENV) ..."
	@"$(PYTHON)" -m venv $(VENV) || { echo "If venv is missing: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(READY)
	@$(BIN)/utsaga demo "$$(mktemp -d)/utsaga-demo"

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

docs: $(READY)
	$(BIN)/python docs/generate.py

wheel: $(READY)
	$(BIN)/python tests/try_wheel.py

bench: $(READY)
	$(BIN)/python bench/run.py $(ARGS)

bench-anchors: $(READY)
	$(BIN)/python bench/anchors.py $(ARGS)

bench-search: $(READY)
	$(BIN)/python bench/search_large.py $(ARGS)

crash: $(READY)
	$(BIN)/python bench/crash.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
