# Two commands do everything on a machine with Python 3.11 or newer and make.
#   make build   the data package from the sources, into datapackage/
#   make test    everything that CI asks of a change
PYTHON ?= python3
BIN := .venv/bin
export UV_COMPILE_BYTECODE := 1

.PHONY: build test check ui lock schemas benchmark

build: .venv/ready
	$(BIN)/oversight build

check: .venv/ready
	$(BIN)/oversight check

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/oversight check
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

# Dagster's own pages, on http://localhost:3000, with what is materialized kept in .dagster/.
ui: .venv/ready
	mkdir -p .dagster
	DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dagster dev -w workspace.yaml

# Renew what is pinned; then read what changed.
lock: .venv/ready
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 -o requirements.lock

schemas: .venv/ready
	$(BIN)/python -m pipeline.sources.json_schemas

benchmark: .venv/ready
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/diff.py
	$(BIN)/python benchmarks/verify.py

.venv/ready: requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
